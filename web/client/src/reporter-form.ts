// The checks of the report form, as package intake has them in Go; intake/testdata/form.json holds both to the same vectors. With
// JavaScript the form never leaves the browser, so these are the only ones.
import { utf8 } from "./bytes.ts";

/** What a reporter filled in, as it was typed, by the names of the fields. */
export interface Form {
  perbuatan: string[];
  cerita: string;
  terlapor: string;
  kerja: string;
  pemilihan: string;
  cari: string;
  tempat: string; // "-" for none of the matches, empty while not chosen
  persis: string;
  tgl: string;
  jam: string;
  tahu: string;
  nama: string;
  nm: string;
  al: string;
  orang: string;
  simpan: string;
  kecuali: string[];
}

export type Problems = Record<string, string>;

export interface Requirement {
  id: string;
  state: string;
}

export const formalNeeds = 3;

const maxBytes = { cerita: 40000, terlapor: 500, kerja: 500, cari: 200, persis: 500, jam: 40, nm: 200, al: 500 } as const;
const texts = Object.keys(maxBytes) as (keyof typeof maxBytes)[];

/** tidy returns the form without surrounding space, with one newline a line and lists in order. */
export function tidy(f: Form): Form {
  const t = { ...f };
  for (const k of texts) t[k] = f[k].replace(/\r\n?/g, "\n").trim();
  for (const k of ["tgl", "tahu", "tempat"] as const) t[k] = f[k].trim();
  t.pemilihan ||= "unknown";
  t.nama ||= "tanpa";
  t.perbuatan = [...new Set(f.perbuatan)].sort();
  t.kecuali = [...new Set(f.kecuali)].sort();
  return t;
}

/** readDate reads a date as browsers give it, or as people type it: 22/12/2026, 22-12-2026. It returns YYYY-MM-DD, the empty text
 * for none, and null for what is no date. */
export function readDate(s: string): string | null {
  if (s === "") return "";
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(s);
  if (typed) s = `${typed[3]}-${typed[2]!.padStart(2, "0")}-${typed[1]!.padStart(2, "0")}`;
  const t = /^\d{4}-\d\d-\d\d$/.test(s) ? Date.parse(s + "T00:00:00Z") : NaN;
  return !Number.isNaN(t) && new Date(t).toISOString().startsWith(s) ? s : null;
}

/** check finds what keeps a tidy form from being accepted, given today at the receiving office and the acts that there are. */
export function check(f: Form, today: string, acts: string[]): Problems {
  const p: Problems = {};
  if (f.cerita === "" && f.terlapor === "" && f.perbuatan.length === 0) p.cerita = "lapor.err_empty";
  for (const k of texts) if (utf8(f[k]).length > maxBytes[k]) p[k] = "lapor.err_long";
  const event = readDate(f.tgl), known = readDate(f.tahu);
  if (event === null) p.tgl = "lapor.err_date";
  else if (event > today) p.tgl = "lapor.err_future";
  if (known === null) p.tahu = "lapor.err_date";
  else if (known > today) p.tahu = "lapor.err_future";
  else if (known !== "" && !p.tgl && known < event!) p.tahu = "lapor.err_order";
  if (f.perbuatan.some((a) => !acts.includes(a))) p.perbuatan = "lapor.err_choice";
  const choices = { pemilihan: ["pemilu", "pilkada", "unknown"], nama: ["tanpa", "terang"], orang: ["", "1", "2", "6", "21"], simpan: ["", "1"] };
  for (const [k, allowed] of Object.entries(choices)) {
    if (!allowed.includes(f[k as keyof typeof choices])) p[k] = "lapor.err_choice";
  }
  return p;
}

/** requirements says what a tidy form without problems meets on a day, given the last day of the filing window, empty if that is
 * not known. */
export function requirements(f: Form, today: string, due: string): Requirement[] {
  const met = (ok: boolean) => (ok ? "met" : "missing");
  const inTime = f.tahu === "" ? "missing" : due === "" ? "unsure" : today > due ? "late" : "met";
  return [
    { id: "reporter", state: met(f.nama === "terang" && f.nm !== "" && f.al !== "") },
    { id: "accused", state: met(f.terlapor !== "") },
    { id: "in_time", state: inTime },
    { id: "when", state: met(f.tgl !== "" && (f.cari !== "" || (f.tempat !== "" && f.tempat !== "-"))) },
    { id: "account", state: met(f.cerita !== "") },
    { id: "evidence", state: f.simpan !== "" ? "withheld" : "later" },
  ];
}

/** complete tells whether every formal requirement is met. */
export const complete = (needs: Requirement[]): boolean => needs.slice(0, formalNeeds).every((n) => n.state === "met");

/** contentOf writes what is sealed of a tidy form without problems; place is the code that was settled on, or empty. */
export function contentOf(f: Form, place: string): string {
  const named = f.nama === "terang";
  return JSON.stringify({
    acts: f.perbuatan, account: f.cerita, accused: f.terlapor, workplace: f.kerja, place_text: f.cari, place, exact: f.persis,
    date: readDate(f.tgl) ?? "", hour: f.jam, known: readDate(f.tahu) ?? "", name: named ? f.nm : "", address: named ? f.al : "",
    knowing: f.orang, withheld: f.simpan !== "",
  });
}
