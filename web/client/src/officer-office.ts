// The office page: comparing words by voice and giving the office's key.
import { fillWords, one, page, tried, unlocked, vault } from "./officer.ts";

page("kantor", (main) => {
  const own = main.querySelector("[data-own-words]");
  if (own) void unlocked().then(() => vault.ownFingerprint()).then((words) => fillWords(own, words));
  for (const row of main.querySelectorAll<HTMLElement>("[data-recipient]")) {
    const recipient = row.dataset.recipient ?? "";
    void vault.fingerprint(recipient).then((words) => fillWords(one(row, "[data-words]"), words));
    one(row, "[data-do=give]").onclick = () => void unlocked().then(() => tried(row, async () => {
      await vault.give(row.dataset.officer ?? "", recipient);
      location.assign("/petugas/kantor");
    }));
  }
});
