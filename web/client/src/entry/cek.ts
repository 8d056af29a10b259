// Coming back: keys are derived from the words in this browser, and what was sealed is opened in the page. Without this script
// the same pages are plain forms.
import { equal, fromBase64, toBase64 } from "../bytes.ts";
import { able, fault, type Holder, itIs, login, one, page, Refused, sealSaid, send, show, tell, today } from "../reporter.ts";
import { UploadForm } from "../reporter-upload.ts";
import { codeWords, contentRoot, newID, openStatement, parseDayHeader, parseFile, parsePhrase, PhraseError, publicKey, recipientOf, reporterKeys, unwrap } from "../vault.ts";

const form = document.querySelector<HTMLFormElement>("#masuk");

if (form && able()) enter(form);

/** enter takes over the form for the words. */
function enter(form: HTMLFormElement): void {
  const instance = form.dataset.instance ?? "";
  document.querySelector("#pengolah")?.remove();
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const words = typed(form);
    if (words === null) return;
    const button = one<HTMLButtonElement>(form, "button");
    button.disabled = true;
    void open(words, instance).catch((e) => failed(button, e));
  });
}

/** typed reads the words, or says what is wrong with what cannot be a code at all, without repeating it. */
function typed(form: HTMLFormElement): string | null {
  const box = one<HTMLTextAreaElement>(form, "[name=kata]");
  fault(box, null);
  try {
    return parsePhrase(box.value, codeWords);
  } catch (e) {
    const { position, got } = e as PhraseError;
    fault(box, ((position > 0 ? form.dataset.unknown : form.dataset.count) ?? "").replace("{n}", String(position || got)));
    box.focus();
    return null;
  }
}

/** failed says that nothing came of pressing a button, and why. */
function failed(button: HTMLButtonElement, e: unknown): void {
  button.disabled = false;
  const box = document.querySelector<HTMLElement>("[data-gagal]");
  if (!box) return;
  box.dataset.teks ??= box.textContent ?? "";
  tell(box, box.dataset.teks, e);
}

async function open(words: string, instance: string): Promise<void> {
  const keys = await reporterKeys(words, instance);
  const doc = await page("/cek", new URLSearchParams({ kunci: login(keys) }));
  const sealed = doc.querySelector<HTMLElement>("#segel");
  if (!sealed) {
    const again = show(doc).querySelector<HTMLFormElement>("#masuk");
    if (again) enter(again);
    return;
  }
  const { laporan: report, wrap } = sealed.dataset as Record<string, string>;
  const seed = await unwrap(keys.identity, fromBase64(wrap!), 32);
  const visit = new Visit({ keys, report: report!, recipient: await recipientOf(seed) }, seed);
  visit.overview(show(doc));
}

const json = (content: string): any => {
  try {
    return JSON.parse(content) ?? {};
  } catch {
    return {};
  }
};

const language = document.documentElement.lang;

const inWords = (day: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" }).format(new Date(day + "T00:00:00Z"));

/** A Visit is a reporter's time with an open report. */
class Visit {
  #before: string | undefined; // the note that was there when this visit began
  #ids = new Map<string, string>(); // of answers that may have arrived, by their text

  constructor(private holder: Holder, private seed: Uint8Array) {}

  get #login(): URLSearchParams {
    return new URLSearchParams({ kunci: login(this.holder.keys) });
  }

  /** overview takes over a page as soon as it is shown, so that no form of it is sent unsealed. The note of the visit may fail. */
  overview(main: HTMLElement): void {
    this.#follow(main);
    const sealed = one(main, "#segel");
    itIs(sealed.dataset.hari);
    const files = main.querySelector<HTMLFormElement>("#bukti");
    if (files) new UploadForm(files, this.holder).resume(this.seed);
    if (this.#before === undefined) void this.#note().catch(() => undefined);
    this.#before ??= sealed.dataset.kunjungan ?? "";
    void this.#tell(one(main, "#terakhir"), this.#before);
  }

  /** #tell says when the words were last used, or that somebody else may have used them. */
  async #tell(place: HTMLElement, last: string): Promise<void> {
    if (last === "") return;
    const day = await this.#dayOf(last);
    place.textContent = day === null ? place.dataset.asing! : place.dataset.teks!.replace("{date}", inWords(day));
    if (day === null) place.className = "note late";
  }

  /** #note leaves a note of today. */
  async #note(): Promise<void> {
    const visit = await sealSaid(this.holder, "visit", newID(), today(), "{}");
    await send("/cek/kunjungan", {}, { key: login(this.holder.keys), visit: toBase64(visit.statement) });
  }

  /** #dayOf reads the note of a visit; it is null if the reporter's words did not write it. */
  async #dayOf(note: string): Promise<string | null> {
    try {
      const { statement, signer } = await openStatement(this.seed, fromBase64(note));
      const mine = statement.kind === "visit" && statement.report === this.holder.report && this.#mine(signer);
      return mine ? parseDayHeader(statement.header) : null;
    } catch {
      return null;
    }
  }

  /** #follow sends this page's forms with the login instead of the words, and swaps the answer in. */
  #follow(main: HTMLElement): void {
    for (const form of main.querySelectorAll<HTMLFormElement>("form")) {
      const path = new URL(form.action).pathname.replace(/^\/en\//, "/");
      if (path === "/cek/tanda-terima") form.append(hidden("kunci", login(this.holder.keys)));
      const next = { "/cek": () => this.#again(), "/cek/percakapan": () => this.#talk(), "/cek/jawab": () => this.#answer(form) }[path];
      if (!next) continue;
      form.addEventListener("submit", (e) => {
        e.preventDefault();
        const button = one<HTMLButtonElement>(form, "button");
        button.disabled = true;
        void next().catch((e) => failed(button, e));
      });
    }
  }

  /** #mine tells whether the reporter signed, by the key that the words give, whatever the server says. */
  #mine(signer: Uint8Array | null): boolean {
    return signer !== null && equal(signer, publicKey(this.holder.keys.sign));
  }

  async #again(): Promise<void> {
    this.overview(show(await page("/cek", this.#login)));
  }

  async #talk(): Promise<void> {
    await this.#read(show(await page("/cek/percakapan", this.#login)));
  }

  async #read(main: HTMLElement): Promise<void> {
    this.#follow(main);
    itIs(main.querySelector<HTMLElement>("#segel")?.dataset.hari);
    for (const item of main.querySelectorAll<HTMLElement>("[data-isi]")) await this.#open(main, item);
  }

  /** #open opens what was said and checks who said it. */
  async #open(main: HTMLElement, item: HTMLElement): Promise<void> {
    const { jenis: kind, id, isi, akar, penanda } = item.dataset as Record<string, string>;
    try {
      const { statement, signer } = await openStatement(this.seed, fromBase64(isi!));
      const meant = statement.kind === kind && statement.id === id && statement.report === this.holder.report;
      if (!meant || !equal(contentRoot(statement), fromBase64(akar!))) throw new Error("another statement");
      fill(main, item, kind!, statement.content);
      const fits = kind === "question"
        ? signer !== null && penanda!.split(" ").some((key) => equal(fromBase64(key), signer))
        : this.#mine(signer);
      mark(main, item, signer === null ? "unsigned" : fits ? "fits" : "wrong");
    } catch {
      mark(main, item, "wrong");
    }
  }

  async #answer(form: HTMLFormElement): Promise<void> {
    const said = one<HTMLTextAreaElement>(form, "[name=jawab]").value.replace(/\r\n?/g, "\n").trim();
    if (said === "") {
      one<HTMLButtonElement>(form, "button").disabled = false;
      return one(form, "textarea").focus();
    }
    const id = this.#ids.get(said) ?? newID(); // the same text again is the same answer, another text another
    this.#ids.set(said, id);
    const post = async () => {
      const s = await sealSaid(this.holder, "answer", id, today(), JSON.stringify({ text: said }));
      const body = this.#login;
      for (const [k, v] of Object.entries({ id, isi: toBase64(s.statement), akar: toBase64(s.content), garam: toBase64(s.salt), hari: s.day })) body.set(k, v);
      return page("/cek/jawab", body);
    };
    let answer: Document;
    try {
      answer = await post();
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 409) throw e;
      itIs((await page("/cek/percakapan", this.#login)).querySelector<HTMLElement>("#segel")?.dataset.hari);
      answer = await post(); // past midnight
    }
    this.#ids.delete(said);
    await this.#read(show(answer));
  }
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}

/** mark shows what became of a signature. */
function mark(main: HTMLElement, item: HTMLElement, signature: string): void {
  const template = one<HTMLTemplateElement>(main, `template[data-tanda=${signature}]`);
  one(item, "p").append(" ", document.importNode(template.content, true));
}

/** fill writes what was said into its item. */
function fill(main: HTMLElement, item: HTMLElement, kind: string, content: string): void {
  const template = one<HTMLTemplateElement>(main, `template[data-bentuk=${kind === "report" ? "report" : kind === "file" ? "file" : "text"}]`);
  const body = document.importNode(template.content, true);
  const said = kind === "file" ? parseFile(content) : json(content);
  for (const e of body.querySelectorAll<HTMLElement>("[data-slot]")) {
    const value = slot(said, e.dataset.slot!);
    if (value !== "") e.textContent = value;
    else e.closest("[data-baris]")?.remove();
  }
  one(item, "p").after(body);
}

function slot(said: any, name: string): string {
  const value = said[name];
  if (name === "size") return size(value);
  if ((name === "date" || name === "known") && value) return inWords(value) + (name === "date" && said.hour ? ", " + said.hour : "");
  return typeof value === "string" ? value : "";
}

const size = (n: number): string => {
  const k = n < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(n) / 3));
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(n / 1000 ** k) + " " + ["B", "KB", "MB", "GB"][k];
};
