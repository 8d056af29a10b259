// The report form: checked, sealed and signed in this browser. Without this script the same pages are plain forms.
import { toBase64 } from "../bytes.ts";
import { check, complete, contentOf, type Form, formalNeeds, type Problems, readDate, requirements, tidy } from "../reporter-form.ts";
import { able, asJSON, type Holder, itIs, one, page, pageOf, Refused, sealFor, show, today } from "../reporter.ts";
import { UploadForm } from "../reporter-upload.ts";
import {
  codeWords, newID, newPhrase, newStatement, parsePhrase, publicKey, recipientOf, reporterKeys, reportHeader, seal, sha256,
} from "../vault.ts";
import { random } from "../bytes.ts";

const form = document.querySelector<HTMLFormElement>("#lapor");

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

const visible = (e: HTMLElement, on: boolean): void => {
  e.hidden = !on;
};

/** A Report is written, checked, sealed and sent on one page. */
class Report {
  #review: HTMLElement | null = null;
  #words = newPhrase(codeWords);
  #id = newID();
  #seed = random(32); // of the report key

  constructor(private form: HTMLFormElement, private parts: Document) {
    const live = this.#part("#langsung");
    one(form, ".acts").before(live);
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

  /** The day as far as it is known: at the receiving office, or else here. */
  get #today(): string {
    return today() || new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
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

  #told = "";

  /** #tell shows what is there so far; it touches the page only if that has changed, since it is read aloud. */
  #tell(live: HTMLElement): void {
    const items = this.#needs(tidy(values(this.form)));
    const told = items.map((i) => i.dataset.keadaan).join();
    if (told === this.#told) return;
    this.#told = told;
    one(live, "ul").replaceChildren(...items);
  }

  #problemText(key: string): string {
    return one(this.parts, `[data-galat="${key}"]`).textContent ?? "";
  }

  /** #complain lists problems on top and marks their fields. */
  #complain(problems: Problems): boolean {
    this.form.parentElement!.querySelector(".errors[data-ini]")?.remove();
    for (const e of this.form.querySelectorAll(".err[data-ini]")) e.remove();
    for (const e of this.form.querySelectorAll(".field.bad")) e.classList.remove("bad");
    const fields = Object.keys(problems);
    if (fields.length === 0) return false;
    const box = this.#part("#tinjau .errors");
    box.dataset.ini = "";
    for (const field of fields) {
      const link = document.createElement("a");
      link.href = "#" + field;
      link.textContent = this.#problemText(problems[field]!);
      const li = document.createElement("li");
      li.append(link);
      one(box, "ul").append(li);
      this.#mark(field, link.textContent);
    }
    box.hidden = false;
    this.form.before(box);
    box.tabIndex = -1;
    box.focus();
    return true;
  }

  #mark(field: string, text: string): void {
    const input = this.form.querySelector<HTMLElement>("#" + field);
    const around = input?.closest(".field");
    if (!input || !around) return;
    around.classList.add("bad");
    const err = document.createElement("span");
    err.className = "err";
    err.dataset.ini = "";
    err.textContent = text;
    input.before(err);
  }

  /** #check shows the review, or what has to be mended first. */
  async #check(): Promise<void> {
    const f = tidy(values(this.form));
    if (this.#complain(check(f, this.#today, this.#acts))) return;
    if (this.#review) this.#review.remove();
    const review = this.#review = this.#part("#tinjau");
    for (const e of review.querySelectorAll<HTMLElement>("[data-bila]")) visible(e, false); // until it is known who receives it
    this.form.closest("main")!.append(review);
    this.#siblings(true);
    one(review, "h1").focus();
    one(review, "[data-aksi=ubah]").addEventListener("click", () => this.#edit());
    one(review, "[data-aksi=hitung]").addEventListener("click", () => void this.#route(review));
    one(review, "form").addEventListener("submit", (e) => {
      e.preventDefault();
      void this.#send(review);
    });
    one(review, ".words").replaceChildren(...this.#words.split(" ").map((w) => {
      const li = document.createElement("li");
      li.textContent = w;
      return li;
    }));
    await this.#route(review);
  }

  /** #siblings hides everything of the form's page while the review is shown. */
  #siblings(hide: boolean): void {
    for (const e of Array.from(this.form.closest("main")!.children) as HTMLElement[]) {
      if (e !== this.#review) e.hidden = hide;
    }
  }

  #edit(): void {
    this.#review?.remove();
    this.#review = null;
    this.#siblings(false);
    one(this.form, "textarea").focus();
  }

  /** #route asks who receives the report. Only the place as it was typed or chosen and the excluded offices are sent. */
  async #route(review: HTMLElement): Promise<void> {
    const ask = new URLSearchParams({ cari: tidy(values(this.form)).cari });
    const slot = one(review, "[data-slot=tujuan]");
    const settled = one(review, "[data-slot=tujuan]").dataset.tempat ?? "";
    const chosen = slot.querySelector<HTMLInputElement>("input[name=tempat]:checked")?.value ?? settled;
    ask.set("tempat", chosen);
    for (const i of slot.querySelectorAll<HTMLInputElement>("input[name=kecuali]:checked")) ask.append("kecuali", i.value);
    let answer: Document;
    try {
      answer = await page("/lapor/kantor", ask);
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 422 || !e.page) return this.#say(review, "failed");
      answer = e.page;
    }
    slot.dataset.tempat = chosen;
    slot.replaceChildren(document.importNode(one(answer, "#tujuan"), true));
    this.#fill(review, answer);
  }

  /** #fill puts in what follows from form and receiver. */
  #fill(review: HTMLElement, answer: Document): void {
    const f = tidy(values(this.form));
    const receiver = answer.querySelector<HTMLElement>("[data-penerima]");
    itIs(receiver?.dataset.hari);
    const settled = one(review, "[data-slot=tujuan]").dataset.tempat ?? "";
    const needs = requirements({ ...f, tempat: settled }, this.#today, this.#window(f).due);
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
    const study = answer.querySelector(`li[data-pemilihan="${f.pemilihan}"]`);
    if (study) results.append(document.importNode(study, true));
    const shown: Record<string, boolean> = {
      lengkap: complete(needs), kurang: !complete(needs), siap: receiver !== null, dikecualikan: this.#excluded(review).length > 0,
      bernama: f.nama === "terang", "tanpa-nama": f.nama !== "terang",
    };
    for (const e of review.querySelectorAll<HTMLElement>("[data-bila]")) visible(e, shown[e.dataset.bila!] ?? true);
  }

  #excluded(review: HTMLElement): string[] {
    return Array.from(review.querySelectorAll<HTMLInputElement>("input[name=kecuali]:checked"), (i) => i.value).sort();
  }

  #say(review: HTMLElement, word: "working" | "failed" | "changed" | null): void {
    const box = one(review, "[data-slot=kabar]");
    box.hidden = word === null;
    box.textContent = word === null ? "" : one(this.parts, `[data-kabar=${word}]`).textContent;
  }

  /** #typed tells whether the words were typed back as shown. */
  #typed(review: HTMLElement): boolean {
    try {
      return parsePhrase(one<HTMLTextAreaElement>(review, "[name=ketik]").value, codeWords) === this.#words;
    } catch {
      return false;
    }
  }

  async #send(review: HTMLElement): Promise<void> {
    const receiver = review.querySelector<HTMLElement>("[data-penerima]");
    if (!receiver) return;
    const shown = receiver.dataset.penerima!;
    const box = one(review, "[name=ketik]").closest<HTMLElement>(".field")!;
    box.querySelector(".err")?.remove();
    if (!this.#typed(review)) {
      const err = document.createElement("span");
      err.className = "err";
      err.setAttribute("role", "alert");
      err.textContent = this.#problemText("lapor.err_typed");
      one(box, "textarea").before(err);
      one(box, "textarea").focus();
      return;
    }
    await this.#route(review); // excluded offices may have been ticked since
    const now = review.querySelector<HTMLElement>("[data-penerima]");
    if (!now || now.dataset.penerima !== shown) return this.#say(review, now ? "changed" : null);
    const button = one<HTMLButtonElement>(review, "[data-bila=siap] .acts button");
    button.disabled = true;
    this.#say(review, "working");
    try {
      await this.#file(review, now);
    } catch (e) {
      button.disabled = false;
      if (!(e instanceof Refused) || e.status !== 409) return this.#say(review, "failed");
      await this.#route(review);
      this.#say(review, "changed");
    }
  }

  async #file(review: HTMLElement, receiver: HTMLElement): Promise<void> {
    const f = tidy(values(this.form));
    const { penerima: office, kunci: intake, epoch, hari: day } = receiver.dataset as Record<string, string>;
    const keys = await reporterKeys(this.#words, this.form.dataset.instance ?? "");
    const recipient = await recipientOf(this.#seed);
    const place = receiver.dataset.tempat ?? "";
    const header = reportHeader({ office: office!, excluded: this.#excluded(review), day: day!, regime: f.pemilihan });
    const sealed = await sealFor(recipient, keys, newStatement("report", this.#id, this.#id, header, contentOf(f, place), keys.salt), day!);
    const answer = await pageOf("/lapor/segel", {
      ...asJSON(sealed), office, epoch: Number(epoch), regime: f.pemilihan, acts: f.perbuatan, lookup: toBase64(keys.lookup),
      login: toBase64(sha256(keys.login)), recipient, sign: toBase64(publicKey(keys.sign)),
      office_wrap: toBase64(await seal(intake!, this.#seed)), wrap: toBase64(await seal(await recipientOf(keys.identity), this.#seed)),
    });
    const main = show(answer);
    const holder: Holder = { keys, report: this.#id, recipient };
    new UploadForm(one<HTMLFormElement>(main, "#bukti"), holder);
  }
}
