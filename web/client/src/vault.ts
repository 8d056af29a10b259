// The browser's half of doc/formats.md: phrases, keys, sealing, statements, files. The Go package vault is the other half;
// vault/testdata holds both to the same vectors. No secret leaves this module but to its caller, and nothing is stored.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { ed25519 } from "@noble/curves/ed25519.js";
import { argon2id } from "@noble/hashes/argon2.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 as nobleSHA256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import words from "netra:words";
import { allZero, type Bytes, concat, equal, fromBase32, fromBase64, random, text, toBase32, toBase64, toHex, utf8 } from "./bytes.ts";
import { entry, stored } from "./ledger.ts";

export const sha256 = (b: Uint8Array): Bytes => nobleSHA256(b) as Bytes;

// ---- Phrases

export { words };
const known = /* @__PURE__ */ new Set(words);

export const codeWords = 7;
export const passphraseWords = 6;

export function newPhrase(n: number): string {
  const drawn = new Uint16Array(random(2 * n).buffer);
  return Array.from(drawn, (x) => words[x % words.length]).join(" "); // 4,096 divides 65,536
}

/** A PhraseError tells what is wrong with a typed phrase without repeating it: the position of an unknown word from 1, or 0 if
 * the number of words is wrong. */
export class PhraseError extends Error {
  constructor(readonly position: number, readonly got: number) {
    super(position > 0 ? "unknown word" : "wrong number of words");
  }
}

export function parsePhrase(typed: string, n: number): string {
  const got = typed.replace(/[A-Z]/g, (c) => c.toLowerCase()).split(/[^a-z]+/).filter((w) => w !== "");
  if (got.length !== n) throw new PhraseError(0, got.length);
  const unknown = got.findIndex((w) => !known.has(w));
  if (unknown >= 0) throw new PhraseError(unknown + 1, n);
  return got.join(" ");
}

// ---- Keys

export interface Keys {
  lookup: Bytes; // 16 bytes
  login: Bytes;
  identity: Bytes; // seed
  salt: Bytes;
  sign: Bytes; // seed
}

const derive = (secret: Uint8Array, info: string, n = 32): Bytes => hkdf(nobleSHA256, secret, undefined, utf8(info), n) as Bytes;

function expand(master: Uint8Array): Keys {
  const key = (label: string, n?: number) => derive(master, "netra/v1/" + label, n);
  return { lookup: key("lookup", 16), login: key("login"), identity: key("identity"), salt: key("salt"), sign: key("sign") };
}

/** reporterKeys derives a reporter's keys: PBKDF2, by the browser itself where it offers that. */
export async function reporterKeys(code: string, instance: string): Promise<Keys> {
  const salt = sha256(utf8("netra/v1/reporter\n" + instance));
  const rounds = 600_000;
  if (typeof crypto === "undefined" || !crypto.subtle) {
    return expand(await pbkdf2Async(nobleSHA256, utf8(code), salt, { c: rounds, dkLen: 32 }));
  }
  const key = await crypto.subtle.importKey("raw", utf8(code), "PBKDF2", false, ["deriveBits"]);
  return expand(new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256)));
}

/** officerKeys derives an officer's keys: Argon2id, about a third of a second. */
export function officerKeys(passphrase: string, instance: string, user: string): Keys {
  const salt = sha256(utf8("netra/v1/officer\n" + instance + "\n" + user));
  return expand(argon2id(utf8(passphrase), salt, { t: 2, m: 19456, p: 1, dkLen: 32 }));
}

export const saltOf = (seed: Uint8Array, id: string, name: string): Bytes => derive(seed, `netra/v1/salt/${id}/${name}`);

export const publicKey = (sign: Uint8Array): Bytes => ed25519.getPublicKey(sign) as Bytes;

// ---- Identities, recipients, wraps

const identityPrefix = "age-secret-key-pq-";
const signPrefix = "netra-sign-key-";

const bech32Text = (prefix: string, seed: Uint8Array): string => bech32.encodeFromBytes(prefix, seed).toUpperCase();

function bech32Seed(prefix: string, line: string): Bytes {
  const { prefix: got, bytes } = bech32.decodeToBytes(line);
  if (got !== prefix || bytes.length !== 32 || bech32Text(prefix, bytes) !== line) throw new Error("not a key");
  return bytes as Bytes;
}

/** identityText is a seed as age reads it. */
export const identityText = (seed: Uint8Array): string => bech32Text(identityPrefix, seed);

export const recipientOf = (seed: Uint8Array): Promise<string> => identityToRecipient(identityText(seed));

/** requireHybrid throws unless r is a hybrid recipient: the library would seal to a mixture of kinds without a word. */
export function requireHybrid(r: string): string {
  const { prefix, bytes } = bech32.decodeToBytes(r as `${string}1${string}`);
  if (prefix !== "age1pq" || bytes.length !== 1216 || bech32.encode("age1pq", bech32.toWords(bytes), false) !== r) {
    throw new Error("not a hybrid recipient");
  }
  return r;
}

export async function seal(recipient: string, plain: Uint8Array): Promise<Bytes> {
  const e = new Encrypter();
  e.addRecipient(requireHybrid(recipient));
  return (await e.encrypt(plain)) as Bytes;
}

export async function open(seed: Uint8Array, sealed: Uint8Array): Promise<Bytes> {
  const d = new Decrypter();
  d.addIdentity(identityText(seed));
  return (await d.decrypt(sealed)) as Bytes;
}

/** unwrap opens a wrap of n bytes: 32 of a report key, 64 of an office's or officer's. */
export async function unwrap(seed: Uint8Array, wrap: Uint8Array, n: number): Promise<Bytes> {
  const key = await open(seed, wrap);
  if (key.length !== n) throw new Error("wrap does not hold such a key");
  return key;
}

/** A Key is what an office of an epoch, or an officer, holds. */
export interface Key {
  identity: Bytes;
  sign: Bytes;
}

export const newKey = (): Key => ({ identity: random(32), sign: random(32) });
export const keyBytes = (k: Key): Bytes => concat(k.identity, k.sign);
export const keyOf = (b: Bytes): Key => ({ identity: b.slice(0, 32), sign: b.slice(32, 64) });

/** keyText writes a key file, as the recovery sheet has it. */
export const keyText = (k: Key): string => `${bech32Text(identityPrefix, k.identity)}\n${bech32Text(signPrefix, k.sign)}\n`;

export function parseKeyText(file: string): Key {
  const lines = file.split(/\s+/).filter((l) => l !== "");
  if (lines.length !== 2) throw new Error("not a key file");
  return { identity: bech32Seed(identityPrefix, lines[0]!), sign: bech32Seed(signPrefix, lines[1]!) };
}

// ---- Padding, ids

/** padded is the length to which n bytes are padded: 4,096 at least, and Padmé. Good up to 2^53. */
export function padded(n: number): number {
  if (n <= 4096) return 4096;
  const e = Math.floor(Math.log2(n));
  const exact = 2 ** e > n ? e - 1 : 2 ** (e + 1) <= n ? e + 1 : e; // log2 may round
  const unit = 2 ** (exact - (Math.floor(Math.log2(exact)) + 1));
  return Math.ceil(n / unit) * unit;
}

export function pad(x: Uint8Array): Bytes {
  const out = new Uint8Array(padded(4 + x.length));
  new DataView(out.buffer).setUint32(0, x.length);
  out.set(x, 4);
  return out;
}

export function unpad(p: Uint8Array): Bytes {
  const n = p.length < 4 ? -1 : new DataView(p.buffer, p.byteOffset).getUint32(0);
  if (n < 0 || p.length !== padded(4 + n) || !allZero(p.subarray(4 + n))) throw new Error("padding is wrong");
  return p.slice(4, 4 + n) as Bytes;
}

export const newID = (): string => toBase32(random(16));

export function validID(s: string): boolean {
  try {
    const b = fromBase32(s);
    return b.length === 16 && toBase32(b) === s;
  } catch {
    return false;
  }
}

/** numberOf is the number by which people call a report. */
export function numberOf(report: string): string {
  const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let n = 0n;
  for (const b of sha256(utf8("netra/v1/number\n" + report)).subarray(0, 5)) n = (n << 8n) | BigInt(b);
  const digits = Array.from({ length: 8 }, (_, i) => crockford[Number((n >> BigInt(35 - 5 * i)) & 31n)]).join("");
  return `LP-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

// ---- Statements

export type Kind = "report" | "file" | "answer" | "question" | "visit";

export interface Statement {
  kind: Kind;
  report: string;
  id: string;
  sealed_by: "browser" | "server";
  header: string;
  content: string;
  salts: { header: Bytes; content: Bytes };
}

const kinds: readonly string[] = ["report", "file", "answer", "question", "visit"];
const statementLabel = "netra/v1/statement\n";

/** maxStatement bounds the padded plaintext of a statement, in bytes. */
export const maxStatement = 1 << 20;

function body(s: Statement): Bytes {
  const valid = kinds.includes(s.kind) && validID(s.report) && validID(s.id) && (s.kind === "report") === (s.report === s.id) &&
    s.salts.header.length === 32 && s.salts.content.length === 32 && isUnicode(s.header) && isUnicode(s.content);
  if (!valid) throw new Error("statement is malformed");
  return utf8(JSON.stringify({
    kind: s.kind, report: s.report, id: s.id, sealed_by: s.sealed_by, header: s.header, content: s.content,
    salts: { header: toBase64(s.salts.header), content: toBase64(s.salts.content) },
  }));
}

/** isUnicode tells whether s is free of half surrogate pairs, which UTF-8 cannot write. */
const isUnicode = (s: string): boolean => text(utf8(s)) === s;

/** newStatement fills in salts from a reporter's salt seed, or random ones for an office. */
export function newStatement(kind: Kind, report: string, id: string, header: string, content: string, saltSeed?: Uint8Array): Statement {
  const salt = (name: string) => (saltSeed ? saltOf(saltSeed, id, name) : random(32));
  return { kind, report, id, sealed_by: "browser", header, content, salts: { header: salt("header"), content: salt("content") } };
}

export async function sealStatement(recipient: string, s: Statement, sign: Uint8Array): Promise<Bytes> {
  const b = body(s);
  const sig = ed25519.sign(concat(utf8(statementLabel), b), sign);
  const plain = pad(concat(sig, publicKey(sign), b));
  if (plain.length > maxStatement) throw new Error("statement is too long");
  return seal(recipient, plain);
}

/** An Opened statement has the key that signed it, or null where nobody could: a file that the server sealed. */
export interface Opened {
  statement: Statement;
  signer: Bytes | null;
}

/** openStatement opens a statement and checks its form and signature; whose it must be the caller asks. */
export async function openStatement(seed: Uint8Array, sealed: Uint8Array): Promise<Opened> {
  const padding = await open(seed, sealed);
  const plain = unpad(padding);
  if (plain.length < 96 || padding.length > maxStatement) throw new Error("statement is malformed");
  const sig = plain.slice(0, 64), key = plain.slice(64, 96), b = plain.slice(96);
  const statement = parseBody(b);
  if (allZero(plain.subarray(0, 96)) && statement.kind === "file" && statement.sealed_by === "server") return { statement, signer: null };
  if (allZero(key) || !ed25519.verify(sig, concat(utf8(statementLabel), b), key, { zip215: false })) throw new Error("signature is wrong");
  return { statement, signer: key };
}

function parseBody(b: Bytes): Statement {
  const j = parseJSON(b, "statement is malformed");
  const s: Statement = {
    kind: j.kind, report: j.report, id: j.id, sealed_by: j.sealed_by, header: j.header, content: j.content,
    salts: { header: saltFrom(j.salts?.header), content: saltFrom(j.salts?.content) },
  };
  const strings = [s.kind, s.report, s.id, s.sealed_by, s.header, s.content].every((v) => typeof v === "string");
  if (!strings || !["browser", "server"].includes(s.sealed_by) || !equal(body(s), b)) throw new Error("statement is malformed");
  return s;
}

/** parseJSON keeps what it could not read out of the error: the engine's own quotes it. */
function parseJSON(b: Uint8Array, fault: string): any {
  try {
    return JSON.parse(text(b)) ?? {};
  } catch {
    throw new Error(fault);
  }
}

function saltFrom(s: unknown): Bytes {
  try {
    return fromBase64(s as string);
  } catch {
    throw new Error("statement is malformed");
  }
}

export const component = (name: string, salt: Uint8Array, data: Uint8Array): Bytes =>
  sha256(concat(utf8("netra/v1/component\n" + name + "\0"), salt, sha256(data)));

/** contentRootOf is H over the two components. */
export const contentRootOf = (header: Uint8Array, content: Uint8Array): Bytes => sha256(concat(utf8("netra/v1/content\n"), header, content));

/** contentRoot is the H of a statement, which the leaf commits to. */
export const contentRoot = (s: Statement): Bytes =>
  contentRootOf(component("header", s.salts.header, utf8(s.header)), component("content", s.salts.content, utf8(s.content)));

/** storedRoot is C over the SHA-256 of the stored ciphertexts, in order. */
export const storedRoot = (...hashes: Uint8Array[]): Bytes => stored(...hashes) as Bytes;

/** entryOf is the log's entry of a leaf. */
export const entryOf = (type: string, stored: Uint8Array, content: Uint8Array, salt: Uint8Array): Bytes =>
  entry({ type, stored, content, salt }) as Bytes;

export interface ReportHeader {
  office: string;
  excluded: string[];
  day: string;
  regime: string;
}

export const reportHeader = (h: ReportHeader): string =>
  `office ${h.office}\nexcluded ${[...h.excluded].sort().join(",")}\nday ${h.day}\nregime ${h.regime}\n`;

export const dayHeader = (day: string): string => `day ${day}\n`;

/** parseReportHeader reads what reportHeader writes. */
export function parseReportHeader(header: string): ReportHeader {
  const [, office = "", excluded = "", day = "", regime = ""] =
    /^office ([!-+\--~]{1,64})\nexcluded ([!-~]*)\nday ([0-9-]+)\nregime (pemilu|pilkada|unknown)\n$/.exec(header) ?? [];
  const h = { office, excluded: excluded === "" ? [] : excluded.split(","), day, regime };
  const offices = h.excluded.every((id, i) => /^[!-+\--~]{1,64}$/.test(id) && (i === 0 || h.excluded[i - 1]! < id));
  if (!offices || !isDay(day) || reportHeader(h) !== header) throw new Error("header is malformed");
  return h;
}

/** parseDayHeader reads the header of every other kind and returns its day. */
export function parseDayHeader(header: string): string {
  const day = header.slice(4, -1);
  if (!isDay(day) || dayHeader(day) !== header) throw new Error("header is malformed");
  return day;
}

/** isDay tells whether s is a day of the calendar, YYYY-MM-DD. */
function isDay(s: string): boolean {
  const t = /^\d{4}-\d\d-\d\d$/.test(s) ? Date.parse(s + "T00:00:00Z") : NaN;
  return !Number.isNaN(t) && new Date(t).toISOString().startsWith(s);
}

// ---- Files

export const partSize = 4 << 20;
const maxParts = 4096;
const maxSealedPart = partSize + (64 << 10);

export interface FilePart {
  size: number; // of the sealed part
  sha256: string; // hex, of the sealed part
}

export interface FileFacts {
  name: string;
  type: string;
  size: number;
  sha256: string; // empty on a file card
  ends?: string; // of a file card only: see endsOf
  padded: number;
  parts: FilePart[];
}

/** fileContent writes facts in the one form that readers take. */
export const fileContent = (f: FileFacts): string => JSON.stringify({
  name: f.name, type: f.type, size: f.size, sha256: f.sha256, ends: f.ends, padded: f.padded,
  parts: f.parts.map((p) => ({ size: p.size, sha256: p.sha256 })),
});

/** parseFile reads what fileContent writes, of a file or of a file card. */
export function parseFile(content: string): FileFacts {
  const f: FileFacts = parseJSON(utf8(content), "file's facts are malformed");
  const sum = /^[0-9a-f]{64}$/;
  const short = (s: unknown) => typeof s === "string" && utf8(s).length <= 255;
  const valid = short(f.name) && short(f.type) && Number.isSafeInteger(f.size) && f.size >= 0 && f.size <= maxParts * partSize &&
    f.padded === padded(f.size) && Array.isArray(f.parts) &&
    (isCard(f) ? f.parts.length === 0 : sum.test(f.sha256) && f.parts.length === partCount(f.size)) &&
    (f.ends === undefined || (isCard(f) && sum.test(f.ends))) &&
    f.parts.every((p) => Number.isSafeInteger(p?.size) && p.size > 0 && p.size <= maxSealedPart && sum.test(p.sha256)) &&
    fileContent(f) === content;
  if (!valid) throw new Error("file's facts are malformed");
  return f;
}

/** isCard tells whether f announces a file whose parts were not sealed yet. */
export const isCard = (f: FileFacts): boolean => f.sha256 === "";

export const partCount = (size: number): number => Math.ceil(padded(size) / partSize);

/** plainPart reads part n (from 1) of a file, padded. */
export async function plainPart(file: Blob, n: number): Promise<Bytes> {
  const start = (n - 1) * partSize;
  const want = Math.min(partSize, padded(file.size) - start);
  const got = new Uint8Array(await file.slice(start, start + want).arrayBuffer());
  if (got.length === want) return got;
  const out = new Uint8Array(want);
  out.set(got);
  return out;
}

/** endsOf is by what a file is known again without reading all of it: the SHA-256 of its first part and, if it is another, its last. */
export async function endsOf(file: Blob): Promise<string> {
  const sum = nobleSHA256.create();
  for (const n of new Set([1, partCount(file.size)])) sum.update(await plainPart(file, n));
  return toHex(sum.digest());
}

/** sealPart seals a part. It comes as a Blob, which browsers send faster and from less memory than bytes. */
export async function sealPart(recipient: string, plain: Uint8Array): Promise<{ part: FilePart; blob: Blob }> {
  const sealed = await seal(recipient, plain);
  return { part: { size: sealed.length, sha256: toHex(sha256(sealed)) }, blob: new Blob([sealed]) };
}

/** A running SHA-256 over a file's own bytes, part by part. */
export class FileSum {
  #sum = nobleSHA256.create();
  #left: number;
  constructor(size: number) {
    this.#left = size;
  }
  add(plain: Uint8Array): void {
    const n = Math.min(plain.length, this.#left);
    this.#sum.update(plain.subarray(0, n));
    this.#left -= n;
  }
  hex(): string {
    return toHex(this.#sum.digest());
  }
}

/** openFile opens a file part by part and checks each hash, the padding and the whole. get gives the sealed part n. */
export async function openFile(seed: Uint8Array, f: FileFacts, get: (n: number) => Promise<Bytes>): Promise<Blob> {
  if (f.parts.length !== partCount(f.size) || f.padded !== padded(f.size)) throw new Error("file's facts are malformed");
  const sum = new FileSum(f.size);
  const blobs: Blob[] = [];
  let left = f.size;
  for (const [i, p] of f.parts.entries()) {
    const sealed = await get(i + 1);
    if (sealed.length !== p.size || toHex(sha256(sealed)) !== p.sha256) throw new Error(`part ${i + 1} is altered`);
    const plain = await open(seed, sealed);
    const n = Math.min(plain.length, left);
    if (plain.length !== Math.min(partSize, f.padded - i * partSize) || !allZero(plain.subarray(n))) throw new Error(`part ${i + 1} is altered`);
    sum.add(plain);
    left -= n;
    blobs.push(new Blob([plain.subarray(0, n)]));
  }
  if (sum.hex() !== f.sha256) throw new Error("file is altered");
  return new Blob(blobs, { type: f.type });
}
