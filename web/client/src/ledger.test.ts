import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { component, contentRootOf } from "./vault.ts";
import { entry, leafHash, parseVerifierKey, signed, stored, verify, type VerifierKey } from "./ledger";

// The vectors are Go's; npm runs tests in web/client.
const vectors = join(process.cwd(), "../../ledger/testdata");
const read = (name: string) => new Uint8Array(readFileSync(join(vectors, name)));
const json = (name: string) => JSON.parse(readFileSync(join(vectors, name), "utf8"));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

const verdicts = json("verdicts.json");
const key = parseVerifierKey(verdicts.key) as VerifierKey;

for (const want of verdicts.receipts) {
  test(`${want.file}: ${want.rule}`, () => {
    const got = verify(read(want.file), key);
    assert.equal(got.verdict, want.verdict);
    if (got.verdict === "invalid") return;
    assert.equal(got.log, want.log);
    if (got.verdict === "unknown") return;
    const { number, office, name, day, beat, opening } = got.promise;
    assert.deepEqual(
      { number, office, name, day, beat, type: opening.type },
      { number: want.number, office: want.office, name: want.name, day: want.day, beat: want.beat, type: want.type },
    );
    if (got.verdict === "valid") assert.deepEqual([got.index, got.size], [want.index, want.size]);
  });
}

test("leaves have the hashes that Go gives them", () => {
  const v = json("leaves.json");
  const part = (name: string, salt: string, text: string) => component(name, bytes(salt), new TextEncoder().encode(text));
  const [report, answer] = v.leaves;
  assert.equal(hex(stored(...v.ciphertexts.map(bytes))), report.stored);
  assert.equal(hex(stored(bytes(v.ciphertexts[0]))), answer.stored);
  assert.equal(hex(contentRootOf(part("header", v.salts[0], v.header), part("content", v.salts[1], v.content))), report.content);
  for (const l of v.leaves) {
    const e = entry({ type: l.type, stored: bytes(l.stored), content: bytes(l.content), salt: bytes(l.salt) });
    assert.deepEqual([hex(e), hex(leafHash(e))], [l.entry, l.hash]);
  }
});

test("signatures on the edge of the curve are judged as Go judges them", () => {
  for (const v of json("signatures.json")) {
    assert.equal(signed(bytes(v.key), bytes(v.message), bytes(v.signature)), v.valid, v.rule);
  }
});

test("no key, another instance's key and the receipt key make a receipt unknown", () => {
  const other = parseVerifierKey("x.example/log/1+" + verdicts.key.split("+").slice(1).join("+"));
  assert.equal(other, undefined, "a key whose id does not fit its name");
  assert.equal(verify(read("proof.txt")).verdict, "unknown");
  assert.equal(verify(read("promise.txt")).verdict, "unknown");
});

test("malformed keys are refused", () => {
  const good: string = verdicts.key;
  const bad = ["", "name", good + " ", good + "\n", good.slice(0, -4), "x" + good, good.toUpperCase(), good.slice(good.indexOf("+")), good.replace("+", "+0")];
  for (const text of bad) assert.equal(parseVerifierKey(text), undefined, text);
});

// Go tries all 255 other values of every byte; here each byte gets one that keeps the alphabet, one that does not, and a
// flipped bit.
test("no changed byte is accepted", () => {
  for (const name of ["promise.txt", "proof.txt"]) {
    const good = read(name);
    for (let i = 0; i < good.length; i++) {
      for (const value of [good[i]! ^ 1, good[i] === 0x41 ? 0x42 : 0x41, 0xff]) {
        const changed = good.slice();
        changed[i] = value;
        assert.equal(verify(changed, key).verdict, "invalid", `${name}: byte ${i} to ${value}`);
      }
    }
  }
});
