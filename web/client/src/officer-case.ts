// The page that makes a case of a report: its form is filled from the report that this browser has opened. Only what stands in the form
// when the officer sends it leaves the browser. So facts are put into it, but the reporter's own words are shown beside it: whoever
// copies them into a case gives away how the reporter writes.
import { one, openReport, page, placeName, text, tried, unlocked, type OpenedReport } from "./officer.ts";

page("buka", (main) => {
  const root = one(main, "#buka");
  const beside = one(root, "aside");
  void unlocked().then(() => tried(beside, async () => {
    const r = await openReport(root.dataset.report ?? "");
    if ("fresh" in root.dataset) fill(root, r);
    show(beside, r);
  }));
  document.addEventListener("netra:locked", () => { hide(beside); }, { once: true });
});

/** fill puts facts into fields that are empty. A form that came back with problems is left as the officer wrote it. Whom the
 * reporter accuses is not put into a field: a name may stand there, which the case need not have. */
function fill(root: HTMLElement, { content: c }: OpenedReport): void {
  const facts = { agency: c.workplace, event_region: c.place, event_on: c.date, known_on: c.known };
  for (const [id, value] of Object.entries(facts)) {
    const input = one<HTMLInputElement>(root, "input#" + id);
    input.value ||= input.maxLength > 0 ? value.slice(0, input.maxLength) : value;
  }
}

function show(beside: HTMLElement, { content: c }: OpenedReport): void {
  const put = (name: string, value: string) => { one(beside, `[data-fill="${name}"]`).textContent = value || "–"; };
  const list = (...parts: string[]) => parts.filter(Boolean).join(", ");
  put("account", c.account);
  put("identity", text(c.name || c.address ? "named" : "anonymous"));
  put("accused", list(c.accused, c.workplace));
  put("acts", list(...c.acts.map((act) => text("act_" + act))));
  put("place", list(c.exact, c.place_text));
  if (c.place) void placeName(c.place).then((name) => { put("place", list(c.exact, name)); });
  one(beside, "[data-report-shown]").hidden = false;
}

/** hide takes the report off the page when the vault locks; the form keeps what the officer has written. */
function hide(beside: HTMLElement): void {
  for (const e of beside.querySelectorAll("[data-fill]")) e.textContent = "";
  one(beside, "[data-report-shown]").hidden = true;
}
