// Checks receipts offline: the browser's half of Go's package ledger, with the same verdicts on the same vectors
// (ledger/testdata). doc/formats.md (Leaf, Promise, Receipt) is the contract; the formats are C2SP signed-note v1.0.0,
// tlog-checkpoint v1.0.0 and tlog-proof@v1. Needs no network and no crypto.subtle, which a saved page does not have.

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

/** A named Ed25519 public key, from parseVerifierKey. */
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly public: Uint8Array;
}

/** What an entry of the log commits to; 32 bytes each. */
export interface Opening {
  readonly type: string;
  readonly stored: Uint8Array;
  readonly content: Uint8Array;
  readonly salt: Uint8Array;
}

/** What a receipt promises, and by when (day: YYYY-MM-DD in the office's zone; beat: an instant in UTC). */
export interface Promised {
  readonly number: string;
  readonly office: string;
  readonly name: string;
  readonly day: string;
  readonly beat: string;
  readonly opening: Opening;
}

/**
 * What a receipt is found to be. "unknown" means intact as far as it can be judged without its log's key: anybody can make
 * such a receipt, and log is only what it says of itself.
 */
export type Verdict =
  | { readonly verdict: "invalid" }
  | { readonly verdict: "unknown"; readonly log: string }
  | { readonly verdict: "promised"; readonly log: string; readonly promise: Promised }
  | { readonly verdict: "valid"; readonly log: string; readonly promise: Promised; readonly index: number; readonly size: number };

const maxReceiptBytes = 16 << 10;
const maxNameBytes = 200;
const maxSize = 2 ** 48;
const proofMagic = "c2sp.org/tlog-proof@v1";
const labels = ["", "netra/v1/promise", "log ", "number ", "type ", "office ", "name ", "day ", "beat ", "stored ", "content ", "salt ", "key "];
const types = ["report", "file", "answer", "question"];

const numberForm = /^LP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const officeForm = /^[a-z0-9._-]{1,64}$/;
const originForm = /^[a-z0-9.:-]{1,200}\/log\/[1-9][0-9]{0,5}$/;
const receiptForm = /^[a-z0-9.:-]{1,200}\/receipt\/[1-9][0-9]{0,5}$/;
const integerForm = /^(0|[1-9][0-9]{0,15})$/;
const keyNameForm = /^[^\p{White_Space}\p{Cc}+]+$/u;

const encoder = new TextEncoder();

/** Checks a receipt, the signed promise alone or a tlog-proof around it, against log keys from elsewhere. */
export function verify(receipt: Uint8Array, ...trusted: VerifierKey[]): Verdict {
  const r = receipt.length <= maxReceiptBytes ? parseReceipt(receipt) : undefined;
  if (!r || (r.proof && !includes(r.proof, r.promise.said.opening)) || !signedBy(r.promise.note, r.promise.receipt)) {
    return { verdict: "invalid" };
  }
  const { origin: log, said: promise } = r.promise;
  const key = trusted.find((k) => delegatedBy(r.promise, k));
  if (!key) {
    const claimed = trusted.some((k) => r.proof?.note.name === k.name && r.proof.note.id === k.id);
    return claimed ? { verdict: "invalid" } : { verdict: "unknown", log };
  }
  if (!r.proof) return { verdict: "promised", log, promise };
  if (!signedBy(r.proof.note, key)) return { verdict: "invalid" };
  return { verdict: "valid", log, promise, index: r.proof.index, size: r.proof.size };
}

/** Reads a key in C2SP's text form NAME+ID+KEY; undefined if it is not one. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [name = "", , ...rest] = text.split("+");
  const raw = decode(rest.join("+"), 33);
  if (!raw || raw[0] !== 1 || !keyNameForm.test(name) || encoder.encode(name).length > 255) return undefined;
  const key = namedKey(name, raw.subarray(1));
  return text === `${name}+${key.id.toString(16).padStart(8, "0")}+${encode(raw)}` ? key : undefined;
}

function namedKey(name: string, key: Uint8Array): VerifierKey {
  const sum = sha256(join(name, "\n", Uint8Array.of(1), key));
  return { name, id: new DataView(sum.buffer, sum.byteOffset).getUint32(0), public: key };
}

/** The entry that an opening opens: 33 bytes. */
export function entry(o: Opening): Uint8Array {
  return join(Uint8Array.of(1), sha256(join("netra/v1/leaf\n", Uint8Array.of(o.type.length), o.type, o.stored, o.content, o.salt)));
}

/** An entry's Merkle leaf hash (RFC 6962). */
export function leafHash(e: Uint8Array): Uint8Array {
  return sha256(join(Uint8Array.of(0), e));
}

/** The hash over the SHA-256 of each stored ciphertext, in order. */
export function stored(...ciphertexts: Uint8Array[]): Uint8Array {
  return sha256(join("netra/v1/stored\n", ...ciphertexts));
}

// A note's text with its one signature line.
interface Note {
  text: string;
  name: string;
  id: number;
  sig: Uint8Array;
}

interface SignedPromise {
  origin: string;
  receipt: VerifierKey;
  delegation: Uint8Array;
  said: Promised;
  note: Note;
}

interface Proof {
  index: number;
  path: Uint8Array[];
  size: number;
  root: Uint8Array;
  note: Note;
}

// Everything below parses, writes what it understood anew, and compares: a receipt has one form only. UTF-8 is decoded
// strictly and with its byte order mark, so comparing strings compares bytes.

function parseReceipt(file: Uint8Array): { promise: SignedPromise; proof?: Proof } | undefined {
  const text = utf8(file);
  if (text === undefined) return undefined;
  if (!text.startsWith(proofMagic)) {
    const promise = parsePromise(text);
    return promise && { promise };
  }
  const blank = text.indexOf("\n\n");
  const [, extra = "", index = "", ...hashes] = text.slice(0, Math.max(blank, 0)).split("\n");
  const inner = decode(after(extra, "extra "));
  const innerText = inner && utf8(inner);
  const promise = innerText === undefined ? undefined : parsePromise(innerText);
  const path = hashes.map((h) => decode(h, 32));
  const checkpoint = text.slice(blank + 2);
  const tree = parseCheckpoint(checkpoint);
  const at = integer(after(index, "index "));
  if (!inner || !promise || !tree || at === undefined || !path.every((h) => h !== undefined) || tree.note.name !== promise.origin) return undefined;
  const canonical = [proofMagic, "extra " + encode(inner), "index " + at, ...path.map(encode), "", checkpoint].join("\n");
  return canonical === text ? { promise, proof: { ...tree, index: at, path } } : undefined;
}

function parsePromise(text: string): SignedPromise | undefined {
  const note = parseNote(text);
  const lines = note?.text.split("\n") ?? [];
  if (!note || lines.length !== labels.length + 1) return undefined;
  const [name, , origin, number, type, office, people, day, beat, c, h, s, key] = labels.map((label, i) => after(lines[i]!, label)) as Fixed13;
  const [publicKey = "", delegated = ""] = key.split(" ");
  const [opened, salted, sealed, point, delegation] = [decode(h, 32), decode(s, 32), decode(c, 32), decode(publicKey, 32), decode(delegated, 64)];
  if (!opened || !salted || !sealed || !point || !delegation || !sameInstance(origin, name)) return undefined;
  const said: Promised = { number, office, name: people, day, beat, opening: { type, stored: sealed, content: opened, salt: salted } };
  const values = [name, "", origin, number, type, office, people, day, beat, encode(sealed), encode(opened), encode(salted), encode(point) + " " + encode(delegation)];
  const canonical = labels.map((label, i) => label + values[i] + "\n").join("");
  return canonical === note.text && wellFormed(said) ? { origin, receipt: namedKey(name, point), delegation, said, note } : undefined;
}

type Fixed13 = [string, string, string, string, string, string, string, string, string, string, string, string, string];

function wellFormed(p: Promised): boolean {
  return (
    isDay(p.day) && isInstant(p.beat) && numberForm.test(p.number) && officeForm.test(p.office) && types.includes(p.opening.type) &&
    p.name !== "" && !/\p{Cc}/u.test(p.name) && encoder.encode(p.name).length <= maxNameBytes
  );
}

function isDay(day: string): boolean {
  return /^2\d{3}-\d\d-\d\d$/.test(day) && isInstant(day + "T00:00:00Z");
}

function isInstant(text: string): boolean {
  const t = new Date(text);
  return /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(t.getTime()) && t.toISOString() === text.replace("Z", ".000Z");
}

function sameInstance(origin: string, receiptKey: string): boolean {
  return originForm.test(origin) && receiptForm.test(receiptKey) && origin.split("/")[0] === receiptKey.split("/")[0];
}

function parseCheckpoint(text: string): { size: number; root: Uint8Array; note: Note } | undefined {
  const note = parseNote(text);
  const [origin, count = "", hash = ""] = note?.text.split("\n") ?? [];
  const size = integer(count);
  const root = decode(hash, 32);
  if (!note || size === undefined || !root || note.name !== origin) return undefined;
  return note.text === `${origin}\n${size}\n${encode(root)}\n` ? { size, root, note } : undefined;
}

function parseNote(text: string): Note | undefined {
  const blank = text.lastIndexOf("\n\n");
  const [dash = "", name = "", b64 = ""] = text.slice(blank + 2).replace(/\n$/, "").split(" ");
  const raw = decode(b64, 68);
  if (blank < 0 || !raw) return undefined;
  const note = { text: text.slice(0, blank + 1), name, id: new DataView(raw.buffer, raw.byteOffset).getUint32(0), sig: raw.subarray(4) };
  return dash === "—" && text === `${note.text}\n— ${name} ${encode(raw)}\n` ? note : undefined;
}

function integer(text: string): number | undefined {
  return integerForm.test(text) && Number(text) <= maxSize ? Number(text) : undefined;
}

function after(line: string, label: string): string {
  return line.startsWith(label) ? line.slice(label.length) : line;
}

function signedBy(n: Note, key: VerifierKey): boolean {
  return n.name === key.name && n.id === key.id && signed(key.public, encoder.encode(n.text), n.sig);
}

function delegatedBy(p: SignedPromise, log: VerifierKey): boolean {
  const text = `netra/v1/receipt-key\n${p.origin}\n${p.receipt.name}\n${encode(p.receipt.public)}\n`;
  return p.origin === log.name && signed(log.public, encoder.encode(text), p.delegation);
}

/**
 * Ed25519 as Go's crypto/ed25519 checks it: R is computed and its bytes are compared. The library's own verify multiplies
 * by the cofactor, as other implementations do; a server could then hand out receipts that are valid on this page and
 * invalid for netra verify.
 */
export function signed(key: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  const { Point } = ed25519;
  const order = Point.Fn.ORDER;
  const s = littleEndian(sig.subarray(32));
  if (s >= order) return false;
  try {
    const k = littleEndian(sha512(join(sig.subarray(0, 32), key, message))) % order;
    const r = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(key, true).multiplyUnsafe(k));
    return same(r.toBytes(), sig.subarray(0, 32));
  } catch {
    return false; // the key is no point on the curve
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((n, byte) => (n << 8n) | BigInt(byte), 0n);
}

// Follows an inclusion proof from leaf to root (RFC 9162, section 2.1.3.2). Sizes exceed 32 bits, so no bit operators.
function includes(p: Proof, o: Opening): boolean {
  let [at, last, hash] = [p.index, p.size - 1, leafHash(entry(o))];
  if (at > last) return false;
  for (const sibling of p.path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = node(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = node(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(hash, p.root);
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(join(Uint8Array.of(1), left, right));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function join(...parts: (string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((p) => (typeof p === "string" ? encoder.encode(p) : p));
  const out = new Uint8Array(bytes.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const b of bytes) {
    out.set(b, at);
    at += b.length;
  }
  return out;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

// Base64 of the standard alphabet, padded, without other tail bits; of that length if one is given.
function decode(b64: string, length?: number): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(b64) || b64.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(b64), (c) => c.charCodeAt(0));
  return (length === undefined || bytes.length === length) && encode(bytes) === b64 ? bytes : undefined;
}
