// The report form: checked, sealed and signed in this browser. Without this script the same pages are plain forms.
import { random, toBase64 } from "../bytes.ts";
import { check, complete, contentOf, type Form, formalNeeds, type Problems, readDate, requirements, tidy } from "../reporter-form.ts";
import { able, asJSON, fault, type Holder, itIs, one, page, pageOf, Refused, sealFor, show, tell, today } from "../reporter.ts";
import { UploadForm } from "../reporter-upload.ts";
import {
  codeWords, newID, newPhrase, newStatement, parsePhrase, publicKey, recipientOf, reporterKeys, reportHeader, seal, sha256,
} from "../vault.ts";

const form = document.querySelector<HTMLFormElement>("#lapor");

printable(document);
if (form && able()) {
  void page("/lapor/bagian").then((parts) => new Report(form, parts), () => {
    // Without its parts the script leaves the form to the server, and the review page says so.
  });
}

const values = (f: HTMLFormElement): Form => {
  const d = new FormData(f);
  const get = (k: string) => String(d.get(k) ?? "");
  return {
    perbuatan: d.getAll("perbuatan").map(String), cerita: get("cerita"), terlapor: get("terlapor"), kerja: get("kerja"),
    pemilihan: get("pemilihan"), cari: get("cari"), tempat: get("tempat"), persis: get("persis"), tgl: get("tgl"), jam: get("jam"),
    tahu: get("tahu"), nama: get("nama"), nm: get("nm"), al: get("al"), orang: get("orang"), simpan: get("simpan"), kecuali: [],
  };
};

/** States of the page in the browser's history. Nothing else is in them. */
const atForm = "isian", atReview = "periksa";

/** printable gives a receipt its button for printing. */
function printable(root: ParentNode): void {
  const button = root.querySelector<HTMLElement>("[data-aksi=cetak]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const visible = (e: HTMLElement, on: boolean): void => {
  e.hidden = !on;
};

/** A Report is written, checked, sealed and sent on one page. */
class Report {
  #review: HTMLElement | null = null;
  #excluded: Set<string>; // offices that must not read it
  #typed = ""; // the place as it was typed
  #place = ""; // that was chosen for it
  #busy = false;
  #posted = false; // the report may have arrived
  #words = newPhrase(codeWords);
  #id = newID();
  #seed = random(32); // of the report key

  constructor(private form: HTMLFormElement, private parts: Document) {
    this.#excluded = new Set(new FormData(form).getAll("kecuali").map(String));
    addEventListener("popstate", (e) => {
      if (e.state === atForm) this.#back();
    });
    const live = this.#part("#langsung");
    one(form, ".acts").after(live);
    const say = () => this.#tell(live);
    form.addEventListener("input", say);
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      void this.#check();
    });
    say();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return document.importNode(one<T>(this.parts, selector), true);
  }

  get #acts(): string[] {
    return Array.from(this.form.querySelectorAll<HTMLInputElement>("[name=perbuatan]"), (i) => i.value);
  }

  /** The day as far as it is known: at the receiving office, or else in the zone where it is latest. The device's clock may be wrong. */
  get #today(): string {
    return today() || this.#page;
  }

  /** The day where it is latest, when the page came. */
  get #page(): string {
    return one(this.parts, "#batas").dataset.hari!;
  }

  /** The latest day that it may be, if the page has stood for long. What is checked by it is checked again by the office's day. */
  get #latest(): string {
    const device = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    return [device, this.#today, this.#page].sort().pop()!;
  }

  /** #window finds the filing window that the server has computed for every day on which one may have learned of it. */
  #window(f: Form): { due: string; element: HTMLElement | null } {
    const known = readDate(f.tahu);
    if (!known) return { due: "", element: null };
    const all = Array.from(this.parts.querySelectorAll<HTMLElement>(`#batas [data-pemilihan="${f.pemilihan}"]`));
    const element = all.find((e) => e.dataset.tahu === known) ?? null;
    const earlier = all.length > 0 && all.every((e) => e.dataset.tahu! > known);
    return { due: element?.dataset.akhir ?? (earlier ? "0001-01-01" : ""), element };
  }

  #needs(f: Form): HTMLElement[] {
    return requirements(f, this.#today, this.#window(f).due).map((n) => this.#part(`#syarat [data-syarat="${n.id}"][data-keadaan="${n.state}"]`));
  }

  /** #tell shows what is there so far; of the list, which is read aloud, it touches only what has changed. */
  #tell(live: HTMLElement): void {
    const list = one(live, "ul");
    this.#needs(tidy(values(this.form))).forEach((item, i) => {
      const old = list.children[i] as HTMLElement | undefined;
      if (!old) list.append(item);
      else if (old.dataset.keadaan !== item.dataset.keadaan) old.replaceWith(item);
    });
  }

  #problemText(key: string): string {
    return one(this.parts, `[data-galat="${key}"]`).textContent ?? "";
  }

  /** #complain lists problems on top and marks their fields. */
  #complain(problems: Problems): boolean {
    this.form.parentElement!.querySelector(".errors")?.remove();
    for (const e of this.form.querySelectorAll<HTMLElement>(".field.bad [aria-invalid]")) fault(e, null);
    const fields = Object.keys(problems);
    if (fields.length === 0) return false;
    const box = this.#part("#tinjau .errors");
    for (const field of fields) {
      const link = document.createElement("a");
      link.href = "#" + field;
      link.textContent = this.#problemText(problems[field]!);
      const li = document.createElement("li");
      li.append(link);
      one(box, "ul").append(li);
      const input = this.form.querySelector<HTMLElement>("#" + field);
      if (input?.closest(".field")) fault(input, link.textContent);
    }
    box.hidden = false;
    this.form.before(box);
    box.tabIndex = -1;
    box.focus();
    return true;
  }

  /** #check shows the review, or what has to be mended first. */
  async #check(): Promise<void> {
    const f = tidy(values(this.form));
    if (this.#complain(check(f, this.#latest, this.#acts))) return;
    if (this.#review) this.#review.remove();
    const review = this.#review = this.#part("#tinjau");
    for (const e of review.querySelectorAll<HTMLElement>("[data-bila]")) visible(e, false); // until it is known who receives it
    this.form.closest("main")!.append(review);
    this.#siblings(true);
    history.replaceState(atForm, ""); // so that a phone's Back leads to the form
    history.pushState(atReview, "");
    one(review, "h1").focus();
    one(review, "[data-aksi=ubah]").addEventListener("click", () => this.#leave());
    one(review, "[data-aksi=hitung]").addEventListener("click", () => void this.#alone(review, () => this.#route(review)));
    one(review, "form").addEventListener("submit", (e) => {
      e.preventDefault();
      void this.#send(review);
    });
    one(review, ".words").replaceChildren(...this.#words.split(" ").map((w) => {
      const li = document.createElement("li");
      li.textContent = w;
      return li;
    }));
    await this.#alone(review, () => this.#route(review));
  }

  /** #alone lets one request after the other run. Meanwhile nothing in the review can be changed or sent: what is sealed is what
   * was shown. */
  async #alone(review: HTMLElement, what: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return;
    const focus = document.activeElement as HTMLElement | null;
    this.#busy = true;
    this.#still(review);
    try {
      await what();
    } finally {
      this.#busy = false;
      this.#still(review);
      if (document.activeElement === document.body && focus?.isConnected) focus.focus();
    }
  }

  #still(review: HTMLElement): void {
    for (const e of review.querySelectorAll<HTMLFieldSetElement>("fieldset, button, textarea")) e.disabled = this.#busy;
  }

  /** #siblings hides everything of the form's page while the review is shown. */
  #siblings(hide: boolean): void {
    for (const e of Array.from(this.form.closest("main")!.children) as HTMLElement[]) {
      if (e !== this.#review) e.hidden = hide;
    }
  }

  /** #back follows a Back: from the review to the form, unless something is under way. */
  #back(): void {
    if (!this.#review?.isConnected) return;
    if (this.#busy) history.pushState(atReview, "");
    else this.#edit();
  }

  /** #leave goes back from the review to the form. */
  #leave(): void {
    if (history.state === atReview) history.back();
    this.#edit();
  }

  #edit(): void {
    if (this.#review) this.#tick(this.#review);
    this.#review?.remove();
    this.#review = null;
    this.#siblings(false);
    one(this.form, "textarea").focus();
  }

  /** #tick notes which of the offices shown are excluded. */
  #tick(review: HTMLElement): void {
    for (const i of review.querySelectorAll<HTMLInputElement>("input[name=kecuali]")) {
      if (i.checked) this.#excluded.add(i.value);
      else this.#excluded.delete(i.value);
    }
  }

  /** #route asks who receives the report, and tells whether an answer came. Only the place as it was typed or chosen and the excluded
   * offices are sent. */
  async #route(review: HTMLElement): Promise<boolean> {
    this.#tick(review);
    const slot = one(review, "[data-slot=tujuan]");
    const { cari } = tidy(values(this.form));
    const place = slot.querySelector<HTMLInputElement>("input[name=tempat]:checked")?.value ?? (cari === this.#typed ? this.#place : "");
    const ask = new URLSearchParams({ cari, tempat: place });
    for (const id of this.#excluded) ask.append("kecuali", id);
    let answer: Document;
    try {
      answer = await page("/lapor/kantor", ask);
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 422 || !e.page) {
        this.#say(review, this.#posted ? "failed" : "unreached", e);
        return false;
      }
      answer = e.page;
    }
    [this.#typed, this.#place] = [cari, place];
    slot.replaceChildren(document.importNode(one(answer, "#tujuan"), true));
    this.#say(review, null);
    this.#fill(review, answer);
    this.#still(review);
    const problems = check(tidy(values(this.form)), this.#today, this.#acts); // the office's day may be another than this device's
    if (Object.keys(problems).length === 0) return true;
    this.#leave();
    this.#complain(problems);
    return false;
  }

  /** #fill puts in what follows from form and receiver. */
  #fill(review: HTMLElement, answer: Document): void {
    const f = tidy(values(this.form));
    const receiver = answer.querySelector<HTMLElement>("[data-penerima]");
    itIs(receiver?.dataset.hari);
    const needs = requirements({ ...f, tempat: this.#place }, this.#today, this.#window(f).due);
    const items = needs.map((n) => this.#part(`#syarat [data-syarat="${n.id}"][data-keadaan="${n.state}"]`));
    one(review, "[data-slot=formil]").replaceChildren(...items.slice(0, formalNeeds));
    one(review, "[data-slot=materiil]").replaceChildren(...items.slice(formalNeeds));
    const { element } = this.#window(f);
    one(review, "[data-slot=batas]").replaceChildren(...(element ? [document.importNode(element, true)] : []));
    const count = one(review, "[data-slot=jumlah]");
    count.dataset.teks ??= count.textContent ?? "";
    count.textContent = count.dataset.teks.replace("{n}", String(f.cerita.split(/\s+/).filter((w) => w !== "").length));
    one(review, "[data-slot=cerita]").textContent = f.cerita;
    one(review, "[data-slot=penerima]").textContent = receiver?.querySelector("b")?.textContent ?? "";
    const results = one(review, "[data-slot=akibat]");
    for (const e of results.querySelectorAll("[data-pemilihan]")) e.remove();
    for (const study of answer.querySelectorAll(`li[data-pemilihan="${f.pemilihan}"]`)) results.append(document.importNode(study, true));
    const shown: Record<string, boolean> = {
      lengkap: complete(needs), kurang: !complete(needs), siap: receiver !== null, dikecualikan: this.#excluded.size > 0,
      bernama: f.nama === "terang", "tanpa-nama": f.nama !== "terang",
    };
    for (const e of review.querySelectorAll<HTMLElement>("[data-bila]")) visible(e, shown[e.dataset.bila!] ?? true);
  }

  #say(review: HTMLElement, word: "working" | "failed" | "unreached" | "changed" | null, e?: unknown): void {
    tell(one(review, "[data-slot=kabar]"), word && one(this.parts, `[data-kabar=${word}]`).textContent, e);
  }

  /** #retyped tells whether the words were typed back as shown. */
  #retyped(box: HTMLTextAreaElement): boolean {
    try {
      return parsePhrase(box.value, codeWords) === this.#words;
    } catch {
      return false;
    }
  }

  async #send(review: HTMLElement): Promise<void> {
    const receiver = review.querySelector<HTMLElement>("[data-penerima]");
    const box = one<HTMLTextAreaElement>(review, "[name=ketik]");
    if (!receiver || this.#busy) return;
    fault(box, null);
    if (this.#retyped(box)) return this.#alone(review, () => this.#post(review, receiver.dataset.penerima!));
    fault(box, this.#problemText("lapor.err_typed"));
    box.focus();
  }

  /** #post sends the report to the office that was shown, if that still is who receives it now that offices may have been excluded. */
  async #post(review: HTMLElement, shown: string): Promise<void> {
    if (!(await this.#route(review))) return;
    const now = review.querySelector<HTMLElement>("[data-penerima]");
    if (!now || now.dataset.penerima !== shown) return this.#say(review, now ? "changed" : null);
    this.#say(review, "working");
    try {
      await this.#file(now);
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 409) return this.#say(review, "failed", e);
      if (await this.#route(review)) this.#say(review, "changed");
    }
  }

  async #file(receiver: HTMLElement): Promise<void> {
    const f = tidy(values(this.form));
    const { penerima: office, kunci: intake, epoch, hari: day } = receiver.dataset as Record<string, string>;
    const excluded = [...this.#excluded].sort();
    if (excluded.includes(office!)) throw new Error("the receiver is excluded");
    const keys = await reporterKeys(this.#words, this.form.dataset.instance ?? "");
    const recipient = await recipientOf(this.#seed);
    const place = receiver.dataset.tempat ?? "";
    const header = reportHeader({ office: office!, excluded, day: day!, regime: f.pemilihan });
    const sealed = await sealFor(recipient, keys, newStatement("report", this.#id, this.#id, header, contentOf(f, place), keys.salt), day!);
    const wraps = { office_wrap: toBase64(await seal(intake!, this.#seed)), wrap: toBase64(await seal(await recipientOf(keys.identity), this.#seed)) };
    this.#posted = true;
    const answer = await pageOf("/lapor/segel", {
      ...asJSON(sealed), office, epoch: Number(epoch), regime: f.pemilihan, acts: f.perbuatan, lookup: toBase64(keys.lookup),
      login: toBase64(sha256(keys.login)), recipient, sign: toBase64(publicKey(keys.sign)),
      ...wraps,
    });
    const main = show(answer);
    printable(main);
    const holder: Holder = { keys, report: this.#id, recipient };
    const files = main.querySelector<HTMLFormElement>("#bukti");
    if (files) new UploadForm(files, holder);
  }
}
