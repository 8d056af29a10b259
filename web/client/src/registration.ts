// Fills the form of /petugas/laporan/ID/registrasi from the report that this browser has opened. Only what stands in the form
// when the officer sends it leaves the browser. So facts are put into it, but the reporter's own words are shown beside it: whoever
// copies them into a case gives away how the reporter writes.
import type { OpenedReport } from "./officer-vault.ts";

/** fillRegistration fills what is still empty in the form under page, and shows the report beside it. A form that came back
 * with problems keeps what the officer wrote. */
export function fillRegistration(page: ParentNode, r: OpenedReport): void {
  const root = page.querySelector<HTMLElement>("#registrasi");
  if (!root || root.dataset.report !== r.id) return;
  const c = r.content;
  if ("fresh" in root.dataset) {
    fill(root, "position", c.accused);
    fill(root, "agency", c.workplace);
    fill(root, "event_region", c.place || c.place_text);
    fill(root, "event_on", c.date);
    fill(root, "known_on", c.known);
  }
  const acts = c.acts.map((act) => root.querySelector(`[data-text="act_${CSS.escape(act)}"]`)?.textContent ?? "").filter((name) => name !== "");
  show(root, "account", c.account);
  show(root, "accused", [c.accused, c.workplace].filter((s) => s !== "").join(", "));
  show(root, "place", [c.place_text, c.exact].filter((s) => s !== "").join(", "));
  show(root, "acts", acts.join(", "));
  const beside = root.querySelector<HTMLElement>("aside");
  if (beside) beside.hidden = false;
}

function fill(root: HTMLElement, id: string, value: string): void {
  const input = root.querySelector<HTMLInputElement>(`input#${id}`);
  if (input && input.value === "") input.value = value.slice(0, input.maxLength > 0 ? input.maxLength : undefined);
}

function show(root: HTMLElement, name: string, text: string): void {
  const place = root.querySelector(`[data-fill="${name}"]`);
  if (place) place.textContent = text || "–";
}
