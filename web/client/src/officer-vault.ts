// The officer's vault: the only holder of unlocked keys. It runs in a worker of its own, has verbs, and gives out no key; the one
// exception is the recovery sheet, when an office's key is made. Nothing is stored: what it knows ends with the worker, or at lock.
import { type Bytes, equal, fromBase64, random, toBase64, utf8 } from "./bytes.ts";
import {
  contentRoot, dayHeader, entryOf, type FileFacts, isCard, type Key, keyBytes, keyOf, type Keys, keyText, newID, newKey, newPhrase,
  newStatement, numberOf, officerKeys, openFile, openStatement, parseDayHeader, parseFile, parsePhrase, parseReportHeader, passphraseWords,
  publicKey, recipientOf, requireHybrid, seal, sealStatement, sha256, type Statement, storedRoot, unwrap, words,
} from "./vault.ts";

/** A Refusal is what the server's status says: "moved" that the page is old, "gone" that a link was used or is too old. */
type Refusal = "failed" | "signedout" | "moved" | "gone" | "full" | "unready";

/** A Fault names what went wrong, for a page that has the words for it; it carries nothing of what was typed or opened. */
export class Fault extends Error {
  constructor(readonly code: "phrase" | "passphrase" | "refused" | "locked" | "nokey" | "damaged" | "differs" | "user" | "taken" | "name" | "code" |
    "conflict" | Refusal) {
    super(code);
  }
}

/** What a reporter wrote, as doc/formats.md has it in a statement of kind report. Dates are YYYY-MM-DD or empty. */
export interface ReportContent {
  acts: string[];
  account: string;
  accused: string;
  workplace: string;
  place_text: string;
  place: string;
  exact: string;
  date: string;
  hour: string;
  known: string;
  name: string;
  address: string;
  knowing: string;
  withheld: boolean;
}

/** Whether a statement fits the leaf that the server gave with it and is signed by who must sign it; "unreadable" if it does not
 * open or has not the form that it must have. */
export type Mark = "good" | "bad" | "none" | "unreadable";

export interface OpenedFile {
  id: string;
  day: string;
  mark: Mark; // "none" where the server sealed it
  name: string;
  type: string;
  size: number;
  sha256: string;
}

export interface Message {
  kind: "answer" | "question";
  day: string;
  mark: Mark;
  text: string;
}

/** A report as the officer's browser has opened and checked it. */
export interface OpenedReport {
  id: string;
  number: string;
  day: string; // from the signed header, as regime and excluded
  regime: string;
  excluded: string[];
  sealedBy: "browser" | "server";
  sound: boolean; // the statement fits the leaf that the server gave with it
  content: ReportContent;
  files: OpenedFile[];
  talk: Message[];
  openings: { name: string; day: string; bundle: boolean }[];
}

interface Leaf { type: string; stored: string; content: string; salt: string }
interface Later { id: string; kind: string; day: string; sealed: string; leaf: Leaf; parts: number[] }
interface Handover {
  id: string; number: string; office: string; epoch: number; wrap: string; recipient: string; reporter: string; statement: string;
  wraps: [string, string]; leaf: Leaf; later: Later[]; openings: { name: string; day: string; bundle: boolean }[];
}
interface Keyring { user: string; own: string; wraps: { office: string; epoch: number; recipient: string; wrap: string }[] }

/** What the vault remembers of an opened report until it locks. */
interface Held {
  seed: Bytes;
  recipient: string;
  office: Key; // signs questions
  report: OpenedReport;
  facts: Map<string, FileFacts>;
}

/** A Draft is an officer to be. The office's key stays the same for the whole of an invitation, since it may be on paper already. */
interface Draft { token: string; phrase: string; user: string; keys: Keys | null; own: Key; office: Key | null }

/** Vault answers verbs; each is a method whose arguments and results can be posted. */
export class Vault {
  #user = "";
  #own: Key | null = null;
  #offices = new Map<string, Key>(); // "OFFICE EPOCH"
  #newest: { epoch: number; key: Key } | null = null;
  #held = new Map<string, Held>();
  #draft: Draft | null = null;

  get unlocked(): boolean {
    return this.#own !== null;
  }

  state(): { unlocked: boolean; user: string } {
    return { unlocked: this.unlocked, user: this.#user };
  }

  lock(): void {
    this.#user = "";
    this.#own = this.#newest = this.#draft = null;
    this.#offices.clear();
    this.#held.clear();
  }

  /** signIn derives the login secret, which is all that is sent, and opens the officer's keys. */
  async signIn(instance: string, user: string, typed: string, code: string): Promise<void> {
    this.lock();
    user = user.trim().toLowerCase();
    const keys = officerKeys(phraseOf(typed), instance, user);
    await post("/petugas/masuk", { user, login: toBase64(keys.login), code: code.trim() });
    await this.#open(keys);
  }

  /** unlock opens the keys of an officer who is signed in already. */
  async unlock(instance: string, user: string, typed: string): Promise<void> {
    await this.#open(officerKeys(phraseOf(typed), instance, user));
  }

  async #open(keys: Keys): Promise<void> {
    const ring = await get<Keyring>("/petugas/kunci");
    let own: Key;
    try {
      own = keyOf(await unwrap(keys.identity, fromBase64(ring.own), 64));
    } catch {
      throw new Fault("passphrase");
    }
    for (const w of ring.wraps) {
      const key = keyOf(await unwrap(own.identity, fromBase64(w.wrap), 64));
      if ((await recipientOf(key.identity)) !== w.recipient) throw new Fault("damaged");
      this.#offices.set(`${w.office} ${w.epoch}`, key);
      if (!this.#newest || w.epoch >= this.#newest.epoch) this.#newest = { epoch: w.epoch, key };
    }
    this.#own = own;
    this.#user = ring.user;
  }

  /** draft makes a passphrase for an officer to be, and gives its words to be written down. token is the invitation's. */
  draft(token: string, user: string): string[] {
    const office = this.#draft?.token === token ? this.#draft.office : null;
    this.lock();
    const phrase = newPhrase(passphraseWords);
    this.#draft = { token, phrase, user: user.trim().toLowerCase(), keys: null, own: newKey(), office };
    return phrase.split(" ");
  }

  /** typed checks the words typed back and makes the keys. For an office's first officer it makes the office's key too and gives
   * the lines of the recovery sheet. */
  typed(instance: string, typed: string, first: boolean): string {
    const d = this.#draft;
    if (!d) throw new Fault("failed");
    if (phraseOf(typed, "differs") !== d.phrase) throw new Fault("differs");
    d.keys = officerKeys(d.phrase, instance, d.user);
    if (!first) return "";
    d.office ??= newKey();
    return keyText(d.office);
  }

  /** enrol sends public halves, sealed keys and the login secret's hash; afterwards the vault is unlocked. */
  async enrol(name: string, code: string): Promise<void> {
    const d = this.#draft;
    if (!d || !d.keys) throw new Fault("failed");
    const recipient = await recipientOf(d.own.identity);
    const office = d.office && {
      recipient: await recipientOf(d.office.identity),
      sign: toBase64(publicKey(d.office.sign)),
      wrap: toBase64(await seal(recipient, keyBytes(d.office))),
    };
    await post("/petugas/undangan/daftar", {
      token: d.token, user: d.user, name: name.trim(), login: toBase64(sha256(d.keys.login)), recipient, sign: toBase64(publicKey(d.own.sign)),
      own: toBase64(await seal(await recipientOf(d.keys.identity), keyBytes(d.own))), code: code.trim(), office,
    });
    await this.#open(d.keys);
    this.#draft = null;
  }

  /** fingerprint gives six words for a recipient, to be compared by voice. */
  fingerprint(recipient: string): string[] {
    const sum = sha256(utf8("netra/v1/fingerprint\n" + requireHybrid(recipient)));
    return Array.from({ length: passphraseWords }, (_, i) => words[((sum[2 * i]! << 8) | sum[2 * i + 1]!) % words.length]!);
  }

  async ownFingerprint(): Promise<string[]> {
    return this.fingerprint(await recipientOf(this.#mine().identity));
  }

  /** give wraps the office's key to a colleague whose words were compared. */
  async give(officer: string, recipient: string): Promise<void> {
    this.#mine();
    if (!this.#newest) throw new Fault("nokey");
    const wrap = await seal(recipient, keyBytes(this.#newest.key));
    await post("/petugas/kantor/beri", { officer, epoch: this.#newest.epoch, recipient, wrap: toBase64(wrap) });
  }

  /** opened gives a report that was opened since the vault was unlocked. */
  opened(id: string): OpenedReport | null {
    return this.#held.get(id)?.report ?? null;
  }

  /** open has the opening recorded, opens the report and everything said about it, and checks all of it against the leaves. */
  async open(id: string): Promise<OpenedReport> {
    this.#mine();
    if (this.#offices.size === 0) throw new Fault("nokey");
    const h = await post<Handover>(`/petugas/laporan/${id}/buka`, {});
    const office = this.#offices.get(`${h.office} ${h.epoch}`);
    if (!office) throw new Fault("nokey");
    const held = await openHandover(id, h, office, [...this.#offices.values()]).catch(() => {
      throw new Fault("damaged");
    });
    this.#held.set(id, held);
    return held.report;
  }

  /** file opens an evidence file part by part; nothing is given out unless every hash fits. */
  async file(report: string, id: string, progress: (part: number, of: number) => void): Promise<Blob> {
    const held = this.#opened(report);
    const facts = held.facts.get(id);
    if (!facts) throw new Fault("damaged");
    return openFile(held.seed, facts, async (n) => {
      progress(n, facts.parts.length);
      const r = await request(`/petugas/laporan/${report}/berkas/${id}/${n}`, {});
      return new Uint8Array(await r.arrayBuffer());
    }).catch((err: unknown) => {
      throw err instanceof Fault ? err : new Fault("damaged");
    });
  }

  /** ask seals a question to the report, signs it for the office, and has it recorded. day is the day in the office's zone, as the
   * page has it; where that is over, the server's answer names today. */
  async ask(report: string, day: string, text: string): Promise<OpenedReport> {
    const held = this.#opened(report);
    const s = newStatement("question", report, newID(), dayHeader(day), JSON.stringify({ text }));
    const statement = await sealStatement(held.recipient, s, held.office.sign);
    const r = await answer(`/petugas/laporan/${report}/tanya`, asJSON({
      id: s.id, statement: toBase64(statement), content: toBase64(contentRoot(s)), salt: toBase64(random(32)), day,
    }));
    const today = r.headers.get("Netra-Hari") ?? day;
    if (r.status === 409 && today > day) return this.ask(report, today, text);
    await accepted(r);
    held.report.talk.push({ kind: "question", day, mark: "good", text });
    return held.report;
  }

  #mine(): Key {
    if (!this.#own) throw new Fault("locked");
    return this.#own;
  }

  #opened(report: string): Held {
    this.#mine();
    const held = this.#held.get(report);
    if (!held) throw new Fault("locked");
    return held;
  }
}

/** phraseOf reads a typed passphrase. */
function phraseOf(typed: string, otherwise: "phrase" | "differs" = "phrase"): string {
  try {
    return parsePhrase(typed, passphraseWords);
  } catch {
    throw new Fault(otherwise);
  }
}

/** openHandover opens what was handed over; it throws if the report itself cannot be trusted. */
async function openHandover(id: string, h: Handover, office: Key, mine: Key[]): Promise<Held> {
  const seed = await unwrap(office.identity, fromBase64(h.wrap), 32);
  if (h.id !== id || h.number !== numberOf(id) || (await recipientOf(seed)) !== h.recipient) throw new Error("another report's key");
  const sealed = fromBase64(h.statement);
  const { statement: s, signer } = await openStatement(seed, sealed);
  if (s.kind !== "report" || s.id !== id || !signer || !equal(signer, fromBase64(h.reporter))) throw new Error("another report");
  const stored = storedRoot(sha256(sealed), ...h.wraps.map(fromBase64));
  const { day, regime, excluded } = parseReportHeader(s.header);
  const held: Held = {
    seed, recipient: h.recipient, office, facts: new Map(),
    report: {
      id, number: h.number, day, regime, excluded, sealedBy: s.sealed_by, sound: fits("report", h.leaf, stored, s),
      content: contentOf(s.content), files: [], talk: [], openings: h.openings,
    },
  };
  for (const l of h.later) await addLater(held, l, signer, mine);
  return held;
}

const stringOf = (v: unknown): string => (typeof v === "string" ? v : "");

/** contentOf reads a report's content, which anybody may have written: a member of another kind counts as not said. */
function contentOf(content: string): ReportContent {
  const c = JSON.parse(content) as Record<string, unknown>;
  const acts = Array.isArray(c.acts) ? c.acts.filter((act) => typeof act === "string") : [];
  return {
    acts, account: stringOf(c.account), accused: stringOf(c.accused), workplace: stringOf(c.workplace), place_text: stringOf(c.place_text),
    place: stringOf(c.place), exact: stringOf(c.exact), date: stringOf(c.date), hour: stringOf(c.hour), known: stringOf(c.known),
    name: stringOf(c.name), address: stringOf(c.address), knowing: stringOf(c.knowing), withheld: c.withheld === true,
  };
}

/** What a later statement says, and whether to believe it. */
interface Said { day: string; mark: Mark; text: string; facts: FileFacts | null }

/** addLater adds one later statement. One that does not open or fit is shown as such and keeps nothing else from being read. */
async function addLater(held: Held, l: Later, reporter: Bytes, mine: Key[]): Promise<void> {
  const unreadable: Said = { day: l.day, mark: "unreadable", text: "", facts: null };
  const { day, mark, text, facts } = await readLater(held, l, reporter, mine).catch(() => unreadable);
  if (l.kind !== "file") {
    held.report.talk.push({ kind: l.kind === "answer" ? "answer" : "question", day, mark, text });
    return;
  }
  if (facts && mark !== "bad") held.facts.set(l.id, facts);
  held.report.files.push({
    id: l.id, day, mark, name: facts?.name ?? "", type: facts?.type ?? "", size: facts?.size ?? 0, sha256: facts?.sha256 ?? "",
  });
}

/** readLater opens a later statement and throws if it is malformed. Its day is the signed one. */
async function readLater(held: Held, l: Later, reporter: Bytes, mine: Key[]): Promise<Said> {
  const sealed = fromBase64(l.sealed);
  const { statement: s, signer } = await openStatement(held.seed, sealed);
  const day = parseDayHeader(s.header);
  if (s.kind !== l.kind || s.report !== held.report.id || s.id !== l.id) return { day, mark: "bad", text: "", facts: null };
  const facts = s.kind === "file" ? factsOf(s.content) : null;
  const text = facts ? "" : textOf(s.content);
  const stored = storedRoot(sha256(sealed), ...(facts?.parts ?? []).map((p) => fromHex(p.sha256)));
  const signers = s.kind === "question" ? mine.map((k) => publicKey(k.sign)) : [reporter];
  const signed = signer === null || signers.some((k) => equal(k, signer));
  const good = day === l.day && fits(l.kind, l.leaf, stored, s) && signed;
  return { day, mark: !good ? "bad" : signer ? "good" : "none", text, facts };
}

function factsOf(content: string): FileFacts {
  const facts = parseFile(content);
  if (isCard(facts)) throw new Error("a file without parts");
  return facts;
}

function textOf(content: string): string {
  const { text } = JSON.parse(content) as { text: unknown };
  if (typeof text !== "string") throw new Error("a message without text");
  return text;
}

/** fits tells whether a leaf commits to exactly these ciphertexts and this statement, so that its entry is that of the receipt. */
function fits(type: string, leaf: Leaf, stored: Bytes, s: Statement): boolean {
  const entry = entryOf(leaf.type, fromBase64(leaf.stored), fromBase64(leaf.content), fromBase64(leaf.salt));
  return equal(entry, entryOf(type, stored, contentRoot(s), fromBase64(leaf.salt)));
}

const fromHex = (hex: string): Bytes => Uint8Array.from(hex.match(/../g) ?? [], (b) => parseInt(b, 16)) as Bytes;

const refusals: Record<number, Refusal> = { 401: "signedout", 409: "moved", 410: "gone", 503: "unready", 507: "full" };

/** answer fetches within /petugas. */
const answer = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, credentials: "same-origin", redirect: "error", cache: "no-store" }).catch(() => {
    throw new Fault("failed");
  });

/** accepted gives an answer back unless it refuses, which becomes a Fault. */
async function accepted(r: Response): Promise<Response> {
  if (r.status === 422) throw new Fault(((await r.json()) as { problem: Fault["code"] }).problem);
  if (!r.ok) throw new Fault(refusals[r.status] ?? "failed");
  return r;
}

const request = async (url: string, init: RequestInit): Promise<Response> => accepted(await answer(url, init));

const asJSON = (body: unknown): RequestInit => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const get = async <T>(url: string): Promise<T> => (await request(url, {})).json() as Promise<T>;

async function post<T>(url: string, body: unknown): Promise<T> {
  const r = await request(url, asJSON(body));
  return (r.status === 204 ? undefined : await r.json()) as T;
}
