// The script of the page /periksa: checks a receipt in the browser, also when the page was saved and there is no network.
//
// The page has one form[data-log-key] with an input[type=file], a textarea and an input[name=kunci] for the log's key,
// which is filled from data-log-key if it is empty. It has every answer in it already, hidden: elements with data-verdict
// valid, promised, unknown, invalid or badkey (the log's key is no key), of which those that fit are shown. Within them
// elements with data-field number, office, day, beat, index, size or log are filled, and of those with data-beat ahead or
// past the one that fits is shown: a promise alone says little once its beat has passed.

import { parseVerifierKey, verify, type Verdict } from "../ledger";

const maxBytes = 16 << 10; // no receipt is longer; do not read what is

const form = document.querySelector<HTMLFormElement>("form[data-log-key]");
if (form) start(form);

function start(form: HTMLFormElement): void {
  const key = form.querySelector<HTMLInputElement>("input[name=kunci]")!;
  const file = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const text = form.querySelector<HTMLTextAreaElement>("textarea")!;
  key.value ||= form.dataset.logKey ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void read(file, text).then((receipt) => show(check(receipt, key.value)));
  });
}

async function read(file: HTMLInputElement, text: HTMLTextAreaElement): Promise<Uint8Array> {
  const chosen = file.files?.[0];
  if (chosen) return chosen.size > maxBytes ? new Uint8Array() : new Uint8Array(await chosen.arrayBuffer());
  // Whoever copies text by hand loses or adds white space at its ends; nothing else is mended.
  return new TextEncoder().encode(text.value.trim() + "\n");
}

function check(receipt: Uint8Array, logKey: string): Verdict | { verdict: "badkey" } {
  const key = parseVerifierKey(logKey.trim());
  return key ? verify(receipt, key) : { verdict: "badkey" };
}

function show(v: Verdict | { verdict: "badkey" }): void {
  for (const [field, value] of Object.entries(fields(v))) {
    for (const e of document.querySelectorAll(`[data-field=${field}]`)) e.textContent = value;
  }
  const beat = "promise" in v && Date.parse(v.promise.beat) > Date.now() ? "ahead" : "past";
  for (const e of document.querySelectorAll<HTMLElement>("[data-beat]")) e.hidden = e.dataset.beat !== beat;
  for (const e of document.querySelectorAll<HTMLElement>("[data-verdict]")) e.hidden = e.dataset.verdict !== v.verdict;
  document.querySelector<HTMLElement>(`[data-verdict=${v.verdict}][tabindex]`)?.focus();
}

// All fields, so that nothing of an earlier receipt stays behind.
function fields(v: Verdict | { verdict: "badkey" }): Record<string, string> {
  const lang = document.documentElement.lang || "id";
  const count = (n: number) => new Intl.NumberFormat(lang).format(n);
  const date = (instant: string, style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, style).format(new Date(instant));
  const p = "promise" in v ? v.promise : undefined;
  return {
    log: "log" in v ? v.log : "",
    number: p?.number ?? "",
    office: p?.name ?? "",
    day: p ? date(p.day + "T00:00:00Z", { dateStyle: "full", timeZone: "UTC" }) : "",
    beat: p ? date(p.beat, { dateStyle: "long", timeStyle: "long" }) : "", // in the zone of who reads it, named
    index: v.verdict === "valid" ? count(v.index) : "",
    size: v.verdict === "valid" ? count(v.size) : "",
  };
}
