// Holds this half of doc/formats.md to the vectors of the other, vault/testdata. "npm run vectors" writes what Go must open.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Bytes, equal, fromBase64, toBase64, toHex, utf8 } from "./bytes.ts";
import * as v from "./vault.ts";

const folder = join(process.cwd(), "../../vault/testdata");
const vectors = JSON.parse(readFileSync(join(folder, "vectors.json"), "utf8"));
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

async function checkKeys(keys: v.Keys, want: Record<string, string>): Promise<void> {
  assert.deepEqual(
    { lookup: toHex(keys.lookup), login: toHex(keys.login), identity: toHex(keys.identity), salt: toHex(keys.salt), sign: toHex(keys.sign) },
    { lookup: want.lookup, login: want.login, identity: want.identity, salt: want.salt, sign: want.sign },
  );
  assert.equal(await v.recipientOf(keys.identity), want.recipient);
  assert.equal(toHex(v.publicKey(keys.sign)), want.public);
}

test("a code gives the reporter's keys", async () => {
  const want = vectors.reporter;
  await checkKeys(await v.reporterKeys(v.parsePhrase(want.phrase, v.codeWords), want.instance), want);
});

test("a code gives the same keys where the browser offers no crypto.subtle", async () => {
  const want = vectors.reporter;
  const own = Object.getOwnPropertyDescriptor(globalThis, "crypto")!;
  Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: crypto.getRandomValues.bind(crypto) }, configurable: true });
  try {
    await checkKeys(await v.reporterKeys(want.phrase, want.instance), want);
  } finally {
    Object.defineProperty(globalThis, "crypto", own);
  }
});

test("a passphrase gives the officer's keys", async () => {
  const want = vectors.officer;
  await checkKeys(v.officerKeys(v.parsePhrase(want.phrase, v.passphraseWords), want.instance, want.user), want);
});

test("salts, numbers, lengths and keys are Go's", () => {
  for (const s of vectors.salts) assert.equal(toHex(v.saltOf(bytes(s.seed), s.id, s.name)), s.salt);
  for (const n of vectors.numbers) assert.equal(v.numberOf(n.report), n.number);
  for (const [n, want] of vectors.padded) assert.equal(v.padded(n), want, String(n));
  const { identity, sign, text } = vectors.key;
  assert.equal(v.keyText({ identity: bytes(identity), sign: bytes(sign) }), text);
  assert.equal(toHex(v.keyBytes(v.parseKeyText(text))), identity + sign);
});

test("headers and what is said of files are Go's", () => {
  for (const { kind, text, ...h } of vectors.headers) {
    const [written, read] = kind === "report" ? [v.reportHeader(h), v.parseReportHeader(text)] : [v.dayHeader(h.day), v.parseDayHeader(text)];
    assert.equal(written, text);
    assert.deepEqual(read, kind === "report" ? h : h.day);
  }
  for (const { text, ...facts } of vectors.files) {
    assert.equal(v.fileContent(facts), text);
    assert.deepEqual(v.parseFile(text), facts);
  }
});

const want = vectors.statement;
const statement: v.Statement = {
  kind: want.kind, report: want.report, id: want.id, sealed_by: want.sealed_by, header: want.header, content: want.content,
  salts: { header: bytes(want.salts[0]), content: bytes(want.salts[1]) },
};

test("components and content root are Go's", () => {
  assert.equal(toHex(v.component("header", statement.salts.header, utf8(statement.header))), want.component[0]);
  assert.equal(toHex(v.component("content", statement.salts.content, utf8(statement.content))), want.component[1]);
  assert.equal(toHex(v.contentRoot(statement)), want.root);
});

test("a statement has the bytes and the signature that Go gives it", async () => {
  const seed = bytes(vectors.sealed_by_go.identity);
  const sealed = await v.sealStatement(await v.recipientOf(seed), statement, bytes(want.sign));
  const plain = v.unpad(await v.open(seed, sealed));
  assert.equal(toHex(plain.subarray(0, 64)), want.signature);
  assert.equal(new TextDecoder().decode(plain.subarray(96)), want.body);
});

test("what Go sealed opens", async () => {
  const go = vectors.sealed_by_go;
  const seed = bytes(go.identity);
  assert.ok(equal(await v.unwrap(seed, fromBase64(go.wrap), 32), new Uint8Array(32).fill(5)));
  const signed = await v.openStatement(seed, fromBase64(go.statement));
  assert.deepEqual(signed.statement, statement);
  assert.ok(equal(signed.signer!, v.publicKey(bytes(want.sign))));
  const unsigned = await v.openStatement(seed, fromBase64(go.unsigned));
  assert.equal(unsigned.signer, null);
  const file = await v.openFile(seed, v.parseFile(go.file), async (n) => fromBase64(go.parts[n - 1]));
  assert.ok(equal(new Uint8Array(await file.arrayBuffer()), vectorFile(go.file_size)));
});

function vectorFile(n: number): Bytes {
  return Uint8Array.from({ length: n }, (_, i) => (i * 7) % 251);
}

if (process.env.UPDATE) {
  test("write sealed-by-js.json", async () => {
    const seed = new Uint8Array(32).fill(6);
    const to = await v.recipientOf(seed);
    const blob = new Blob([vectorFile(5000)]);
    const plain = await v.plainPart(blob, 1);
    const sum = new v.FileSum(blob.size);
    sum.add(plain);
    const sealed = await v.sealPart(to, plain);
    const unsigned = { ...statement, kind: "file", id: v.newID(), sealed_by: "server", header: "day 2026-12-28\n" };
    const body = JSON.stringify({ ...unsigned, salts: { header: toBase64(unsigned.salts.header), content: toBase64(unsigned.salts.content) } });
    writeFileSync(join(folder, "sealed-by-js.json"), JSON.stringify({
      identity: toHex(seed),
      wrap: toBase64(await v.seal(to, new Uint8Array(32).fill(5))),
      statement: toBase64(await v.sealStatement(to, statement, bytes(want.sign))),
      unsigned: toBase64(await v.seal(to, v.pad(utf8("\0".repeat(96) + body)))),
      file_size: blob.size,
      file: v.fileContent({ name: "a", type: "", size: blob.size, sha256: sum.hex(), padded: v.padded(blob.size), parts: [sealed.part] }),
      parts: [toBase64(new Uint8Array(await sealed.blob.arrayBuffer()))],
    }, null, 1) + "\n");
  });
}
