// Files sealed in the browser: part by part, so that an upload continues at the first missing part, after a reload too.
import {
  endsOf, fileContent, type FileFacts, type FilePart, FileSum, newID, openStatement, padded, parseFile, partCount, plainPart, publicKey,
  sealPart,
} from "./vault.ts";
import { equal, fromBase64 } from "./bytes.ts";
import { asJSON, type Holder, json, login, one, Refused, sealSaid, send, today } from "./reporter.ts";

/** An Unfinished file is one whose parts came only in part. By name, size and ends it is known again. */
interface Unfinished {
  id: string;
  name: string;
  size: number;
  ends: string;
  parts: Map<number, FilePart>;
}

/** The longest pause between two tries, in ms. */
const maxPause = 60_000;

const wait = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));

/** An UploadForm takes over an upload form of the server's: what is chosen in it is sealed here. */
export class UploadForm {
  #form: HTMLFormElement;
  #capability: string;
  #unfinished: Unfinished[] = [];
  #list = document.createElement("ul");
  #busy: Promise<void> = Promise.resolve();

  constructor(form: HTMLFormElement, private holder: Holder) {
    this.#form = form;
    this.#capability = one<HTMLInputElement>(form, "input[name=izin]").value;
    this.#list.className = "list files";
    form.before(this.#list);
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.#take();
    });
  }

  /** resume finds what was begun earlier and asks for it. What is chosen meanwhile waits; if nothing can be found it starts anew. */
  resume(seed: Uint8Array): void {
    this.#busy = this.#find(seed).catch(() => undefined);
  }

  async #find(seed: Uint8Array): Promise<void> {
    const found = await json("/cek/berkas", { key: login(this.holder.keys) }) as { id: string; card: string; parts: { n: number; size: number; sha256: string }[] }[];
    for (const f of found) {
      try {
        const { statement, signer } = await openStatement(seed, fromBase64(f.card));
        if (signer === null || !equal(signer, publicKey(this.holder.keys.sign)) || statement.id !== f.id) continue;
        const { name, size, ends = "" } = parseFile(statement.content);
        this.#unfinished.push({ id: f.id, name, size, ends, parts: new Map(f.parts.map((p) => [p.n, { size: p.size, sha256: p.sha256 }])) });
      } catch {
        // not a card of ours: it cannot be continued
      }
    }
    if (this.#unfinished.length === 0) return;
    const open = one(this.#form, "[data-kata=open]");
    for (const f of this.#unfinished) {
      const li = document.createElement("li");
      li.textContent = f.name;
      one(open, "ul").append(li);
    }
    open.hidden = false;
  }

  #take(): void {
    const input = one<HTMLInputElement>(this.#form, "input[type=file]");
    for (const file of Array.from(input.files ?? [])) {
      const card = this.#card(file);
      this.#busy = this.#busy.then(() => this.#send(file, card));
    }
    input.value = "";
  }

  #card(file: File): HTMLElement {
    const template = one<HTMLTemplateElement>(this.#form, "template");
    const card = document.importNode(template.content, true).firstElementChild as HTMLElement;
    one(card, "[data-nama]").textContent = file.name;
    this.#list.append(card);
    this.#say(card, "waiting", "run");
    return card;
  }

  #say(card: HTMLElement, word: string, state: string): void {
    const chip = one(card, "[data-keadaan]");
    chip.className = "chip " + state;
    chip.dataset.keadaan = word;
    chip.textContent = one(this.#form, `[data-kata=${word}]`).textContent;
  }

  async #send(file: File, card: HTMLElement): Promise<void> {
    if (file.size === 0) return this.#say(card, "empty", "late");
    if (file.size > Number(one(this.#form, "input[type=file]").dataset.max)) return this.#say(card, "large", "late");
    try {
      const promise = await this.#upload(file, card);
      this.#say(card, "done", "ok");
      one(card, "progress").closest("p")!.hidden = true;
      const details = one<HTMLDetailsElement>(card, "details");
      one(details, "pre").textContent = promise;
      details.hidden = false;
    } catch (e) {
      const status = e instanceof Refused ? e.status : 0;
      this.#say(card, status === 404 ? "over" : status === 413 ? "many" : status === 507 ? "full" : "failed", "late");
    }
  }

  async #upload(file: File, card: HTMLElement): Promise<string> {
    const facts: FileFacts = { name: baseName(file.name), type: clip(file.type), size: file.size, sha256: "", padded: padded(file.size), parts: [] };
    const ends = await endsOf(file);
    const old = this.#unfinished.find((u) => u.name === facts.name && u.size === facts.size && u.ends === ends);
    this.#say(card, old ? "resumed" : "sending", "run");
    const it = old ?? await this.#begin(facts, ends, card);
    const sum = new FileSum(file.size);
    const count = partCount(file.size);
    for (let n = 1; n <= count; n++) {
      const plain = await plainPart(file, n);
      sum.add(plain);
      const part = it.parts.get(n) ?? await this.#part(it.id, n, plain, card, count);
      it.parts.set(n, part);
      facts.parts.push(part);
      one<HTMLProgressElement>(card, "progress").value = n / count;
    }
    facts.sha256 = sum.hex();
    const finish = async () => asJSON(await sealSaid(this.holder, "file", it.id, today(), fileContent(facts)));
    const promise = await this.#again(card, async () => send("/lapor/berkas/selesai", this.#headers(it.id), { ...(await finish()), parts: count }));
    this.#unfinished = this.#unfinished.filter((u) => u !== it);
    return promise;
  }

  /** #begin tells the server that a file comes, under a card which only the reporter can open. */
  async #begin(facts: FileFacts, ends: string, card: HTMLElement): Promise<Unfinished> {
    const id = newID();
    const { statement } = await sealSaid(this.holder, "file", id, today(), fileContent({ ...facts, ends }));
    await this.#again(card, () => send("/lapor/berkas", this.#headers(id), new Blob([statement])));
    const it = { id, name: facts.name, size: facts.size, ends, parts: new Map<number, FilePart>() };
    this.#unfinished.push(it);
    return it;
  }

  async #part(id: string, n: number, plain: Uint8Array, card: HTMLElement, count: number): Promise<FilePart> {
    const { part, blob } = await sealPart(this.holder.recipient, plain);
    const headers = { ...this.#headers(id), "Netra-Bagian": String(n), "Netra-Sidik": part.sha256 };
    const bar = one<HTMLProgressElement>(card, "progress");
    const stored = JSON.parse(await this.#again(card, () => send("/lapor/berkas/bagian", headers, blob, (sent) => {
      bar.value = (n - 1 + sent / blob.size) / count;
    }))) as FilePart;
    return { size: stored.size, sha256: stored.sha256 };
  }

  #headers(id: string): Record<string, string> {
    return { "Netra-Izin": this.#capability, "Netra-Berkas": id };
  }

  /** again repeats what failed for want of a connection, or since the server is busy or the day has changed, with growing pauses. */
  async #again<T>(card: HTMLElement, what: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        const got = await what();
        if (tries > 0) this.#say(card, "sending", "run");
        return got;
      } catch (e) {
        const passing = e instanceof Refused && [0, 409, 500, 502, 503, 504].includes(e.status);
        if (!passing || tries >= 40) throw e;
        this.#say(card, "retry", "soon");
        await wait(Math.min(maxPause, 500 * 2 ** Math.min(tries, 10)));
      }
    }
  }
}

const baseName = (name: string): string => clip(name.replace(/^.*[\\/]/, ""));

/** clip bounds a text to 255 bytes and mends half surrogate pairs, which UTF-8 cannot write. */
function clip(s: string): string {
  const bytes = new TextEncoder().encode(s);
  return new TextDecoder().decode(bytes.subarray(0, 255)).replace(bytes.length > 255 ? /\ufffd+$/ : /$^/, "");
}
