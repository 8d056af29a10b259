// Signing in, and becoming an officer.
import { Fault, fillWords, instance, one, page, say, tried, vault } from "./officer.ts";

page("masuk", (main) => {
  void vault.lock(); // whoever sees this page is signed out
  const form = one<HTMLFormElement>(main, "#masuk");
  const field = (id: string) => one<HTMLInputElement>(form, "#" + id);
  form.onsubmit = (e) => {
    e.preventDefault();
    void tried(form, async () => {
      await vault.signIn(instance(), field("nama").value, field("frasa").value, field("kode").value);
      field("frasa").value = "";
      location.assign("/petugas");
    });
  };
});

page("undangan", (main) => {
  const form = one<HTMLFormElement>(main, "#undangan");
  const token = one<HTMLInputElement>(form, "input[name=undangan]");
  token.value ||= location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // out of the address bar and the history
  form.onsubmit = (e) => {
    if (/^[\w-]{43}$/.test(token.value)) return;
    e.preventDefault();
    say(form, "none");
  };
});

page("daftar", (main) => {
  const form = one<HTMLFormElement>(main, "#daftar");
  const first = form.hasAttribute("data-first");
  const field = (id: string) => one<HTMLInputElement>(form, "#" + id);
  const step = (n: number) => one(form, `[data-step="${n}"]`);
  const show = (n: number) => {
    step(n).hidden = false;
    one(step(n), "h2").scrollIntoView();
    step(n).querySelector<HTMLElement>("input")?.focus();
  };
  const settled = (yes: boolean) => {
    field("nama").readOnly = yes;
    one(form, "[data-do=phrase]").hidden = yes;
  };
  const on = (name: string, act: () => void) => form.querySelector(`[data-do="${name}"]`)?.addEventListener("click", act);

  on("phrase", () => void tried(step(1), async () => {
    if (!/^[a-z0-9][a-z0-9.-]{1,30}[a-z0-9]$/.test(field("nama").value.trim().toLowerCase())) throw new Fault("user");
    if (field("tampil").value.trim() === "") throw new Fault("name");
    fillWords(one(form, "#kata"), await vault.draft(form.dataset.token ?? "", field("nama").value));
    settled(true);
    show(2);
  }));
  on("typed", () => void tried(step(2), async () => {
    const sheet = await vault.typed(instance(), field("ulang").value, first);
    step(2).hidden = true;
    one(form, "#kata").replaceChildren();
    field("ulang").value = "";
    if (first) {
      one(form, "#kunci-kantor").textContent = sheet;
      field("cetak").checked = false;
    }
    show(first ? 3 : 4);
  }));
  on("print", () => print());
  on("printed", () => {
    if (!field("cetak").checked) return field("cetak").focus();
    one(form, "#kunci-kantor").textContent = "";
    step(3).hidden = true;
    show(4);
  });
  form.onsubmit = (e) => {
    e.preventDefault();
    void tried(form, async () => {
      await vault.enrol(field("tampil").value, field("kode").value).catch((err: unknown) => {
        if (err instanceof Fault && err.code === "taken") {
          settled(false); // another name gives other keys: from the beginning
          step(4).hidden = true;
        }
        throw err;
      });
      location.assign("/petugas/kantor");
    });
  };
  form.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && step(4).hidden) e.preventDefault(); // Enter would submit before the end
  });
});
