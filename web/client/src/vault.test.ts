import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { type Bytes, concat, equal, random, toHex, utf8 } from "./bytes.ts";
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

test("a statement is read in one writing only, signed by its signer, and never quoted in an error", async () => {
  const seed = random(32), sign = random(32), to = await v.recipientOf(seed), report = v.newID();
  const s = v.newStatement("report", report, report, "day 2026-11-21\n", "PENANDA");
  const plain = v.unpad(await v.open(seed, await v.sealStatement(to, s, sign)));
  const body = new TextDecoder().decode(plain.subarray(96));
  const signed = (b: string) => concat(ed25519.sign(concat(utf8("netra/v1/statement\n"), utf8(b)), sign), v.publicKey(sign), utf8(b));
  const zeros = new Uint8Array(96);
  const forms: Record<string, Bytes> = {
    "a space": signed(body.replace(",", ", ")),
    "an unknown member": signed(body.replace("{", '{"x":1,')),
    "a member twice": signed(body.replace("{", '{"kind":"report",')),
    "an escape that is not needed": signed(body.replace("PENANDA", "\\u0050ENANDA")),
    "another kind": signed(body.replace('"kind":"report"', '"kind":"rumour"')),
    "no salts": signed(body.replace(/,"salts":.*/, "}")),
    "loose bits in a salt": signed(body.replace(/.="}}$/, '/="}}')),
    "not JSON": signed("PENANDA"),
    "null": signed("null"),
    "another body": concat(plain.subarray(0, 96), utf8(body.replace("PENANDA", "LAIN"))),
    "nobody's signature": concat(zeros, utf8(body)),
    "the key of zeros": concat(Uint8Array.of(1), new Uint8Array(95), utf8(body)),
    "short": plain.subarray(0, 95).slice(),
  };
  for (const [name, form] of Object.entries(forms)) {
    const sealed = await v.seal(to, v.pad(form));
    await assert.rejects(v.openStatement(seed, sealed), (e: Error) => !e.message.includes("PENANDA") && !e.message.includes("rumour"), name);
  }
  await assert.rejects(v.sealStatement(to, { ...s, content: "\ud800" }, sign), "half a surrogate pair");
  await assert.rejects(v.sealStatement(to, { ...s, content: "x".repeat(v.maxStatement) }, sign), "too long");
});

test("headers and facts that are not written as they must be are refused", () => {
  const header = "office a\nexcluded b,c\nday 2026-11-21\nregime pemilu\n";
  assert.deepEqual(v.parseReportHeader(header), { office: "a", excluded: ["b", "c"], day: "2026-11-21", regime: "pemilu" });
  for (const [from, to] of [["b,c", "c,b"], ["b,c", "b,b"], ["b,c", "b,"], ["11-21", "02-30"], ["pemilu", "x"], ["office a", "office a b"], [/\n$/, ""]] as const) {
    assert.throws(() => v.parseReportHeader(header.replace(from, to)), String(to));
  }
  for (const bad of ["day 2026-11-21", "day 2026-13-21\n", "day 2026-11-21\n\n", "dag 2026-11-21\n", ""]) assert.throws(() => v.parseDayHeader(bad), bad);
  const facts = v.fileContent({ name: "a", type: "", size: 5000, sha256: "00".repeat(32), padded: 5120, parts: [{ size: 6000, sha256: "11".repeat(32) }] });
  assert.equal(v.parseFile(facts).size, 5000);
  for (const [from, to] of [["5120", "5000"], ["5000", "5000.5"], ["5000", "-1"], ['"size":6000', '"size":0'], [/"parts".*/, '"parts":[]}'], ["111", "AAA"], ["{", '{"x":1,'], [",", ", "], [/.*/, "null"], [/.*/, "PENANDA"]] as const) {
    assert.throws(() => v.parseFile(facts.replace(from, to)), (e: Error) => !e.message.includes("PENANDA"), String(to));
  }
});
