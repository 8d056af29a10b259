import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bytes, equal, random, toHex, utf8 } from "./bytes.ts";
import * as v from "./vault.ts";

test("words are those of vault/words.txt", () => {
  assert.equal(v.words.length, 4096);
});

test("a statement opens, and only with its key and its bytes", async () => {
  const seed = random(32), sign = random(32), id = v.newID();
  const s = v.newStatement("answer", id, v.newID(), v.dayHeader("2026-11-21"), JSON.stringify({ text: "Ya.\n\"é\"" }), random(32));
  const sealed = await v.sealStatement(await v.recipientOf(seed), s, sign);
  const got = await v.openStatement(seed, sealed);
  assert.equal(got.statement.content, s.content);
  assert.ok(equal(got.signer!, v.publicKey(sign)));
  await assert.rejects(v.openStatement(random(32), sealed));
  sealed[sealed.length - 1]! ^= 1;
  await assert.rejects(v.openStatement(seed, sealed));
});

test("padding is Padmé with 4,096 at least, and exact", () => {
  for (const [n, want] of [[0, 4096], [4096, 4096], [4097, 4352], [9000, 9216], [1 << 20, 1 << 20], [(1 << 20) + 1, (1 << 20) + (1 << 15)]] as const) {
    assert.equal(v.padded(n), want, String(n));
  }
  const x = utf8("halo");
  assert.ok(equal(v.unpad(v.pad(x)), x));
  const bad = v.pad(x);
  bad[100] = 1;
  assert.throws(() => v.unpad(bad));
});

test("a phrase is read as it was meant, and its faults are told by position", () => {
  const code = v.newPhrase(7);
  assert.equal(v.parsePhrase("  " + code.toUpperCase().replaceAll(" ", ", ") + ".", 7), code);
  assert.throws(() => v.parsePhrase(code + " lagi", 7), (e: v.PhraseError) => e.position === 0 && e.got === 8);
  const words = code.split(" ");
  words[2] = "xxxxxx";
  assert.throws(() => v.parsePhrase(words.join(" "), 7), (e: v.PhraseError) => e.position === 3);
});

test("other recipients than hybrid ones are refused", async () => {
  assert.throws(() => v.requireHybrid("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"));
  const r = await v.recipientOf(random(32));
  assert.equal(v.requireHybrid(r), r);
  assert.throws(() => v.requireHybrid(r.slice(0, -1) + (r.endsWith("q") ? "p" : "q")));
});

test("a file of many parts opens, and not with a part changed", async () => {
  const seed = random(32), to = await v.recipientOf(seed);
  const file = new Blob([new Uint8Array(v.partSize + 5).fill(7)]);
  const sum = new v.FileSum(file.size);
  const sealed: Bytes[] = [];
  const parts = [];
  for (let n = 1; n <= v.partCount(file.size); n++) {
    const plain = await v.plainPart(file, n);
    sum.add(plain);
    const s = await v.seal(to, plain);
    sealed.push(s);
    parts.push({ size: s.length, sha256: toHex(v.sha256(s)) });
  }
  const facts = { name: "a.bin", type: "", size: file.size, sha256: sum.hex(), padded: v.padded(file.size), parts };
  const back = await v.openFile(seed, facts, async (n) => sealed[n - 1]!);
  assert.equal(back.size, file.size);
  sealed[0]![2000]! ^= 1;
  await assert.rejects(v.openFile(seed, facts, async (n) => sealed[n - 1]!));
});
