import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bytes, concat, fromBase64, random, toBase64, toHex, utf8 } from "./bytes.ts";
import { Fault, Vault } from "./officer-vault.ts";
import {
  contentRoot, fileContent, type Key, keyBytes, newID, newKey, newStatement, numberOf, officerKeys, padded, publicKey, recipientOf, seal, sealStatement,
  sha256, storedRoot, type Kind,
} from "./vault.ts";

const instance = "netra.example.org";
const passphrase = "semata tonjok simfoni memesan maupun fotokopi";

/** A bench is a server that answers what the vault asks, with one report in its inbox. */
interface Bench {
  vault: Vault;
  report: string;
  handover: Record<string, any>;
  parts: Bytes[];
  posted: { url: string; body: any }[];
  refuse: (url: string) => Response | null;
  later: (kind: Kind, content: string, header?: string) => Promise<Record<string, any>>; // signed by the reporter
}

const leaf = (type: string, stored: Bytes, content: Bytes) =>
  ({ type, stored: toBase64(stored), content: toBase64(content), salt: toBase64(random(32)) });

/** later seals a statement about the report as its author's client does. */
async function later(report: string, seed: Bytes, kind: Kind, content: string, signer: Key, hashes: Bytes[] = [], header = "day 2026-12-28\n") {
  const s = newStatement(kind, report, newID(), header, content);
  const sealed = await sealStatement(await recipientOf(seed), s, signer.sign);
  return { id: s.id, kind, day: "2026-12-28", sealed: toBase64(sealed), parts: [], leaf: leaf(kind, storedRoot(sha256(sealed), ...hashes), contentRoot(s)) };
}

async function bench(change: { header?: string; content?: object } = {}): Promise<Bench> {
  const own = newKey(), office = newKey(), reporter = newKey(), seed = random(32), report = newID();
  const keys = officerKeys(passphrase, instance, "ratna");
  const content = { acts: [], account: "Cerita rekaan.", accused: "", workplace: "", place_text: "", place: "", exact: "", date: "", hour: "", known: "",
    name: "", address: "", knowing: "", withheld: false };
  const s = newStatement("report", report, report, change.header ?? "office bawaslu-35.14\nexcluded inspektorat-35.14\nday 2026-12-28\nregime pemilu\n",
    JSON.stringify(change.content ?? content));
  const sealed = await sealStatement(await recipientOf(seed), s, reporter.sign);
  const wrap = await seal(await recipientOf(office.identity), seed), theirs = random(100);
  const plain = concat(utf8("sebuah berkas"), new Uint8Array(padded(13) - 13)) as Bytes;
  const part = await seal(await recipientOf(seed), plain);
  const facts = { name: "foto.jpg", type: "image/jpeg", size: 13, sha256: toHex(sha256(utf8("sebuah berkas"))), padded: padded(13),
    parts: [{ size: part.length, sha256: toHex(sha256(part)) }] };
  const b: Bench = { vault: new Vault(), report, parts: [part], posted: [], refuse: () => null,
    later: (kind, content, header) => later(report, seed, kind, content, reporter, [], header), handover: {
    id: report, number: numberOf(report), office: "bawaslu-35.14", epoch: 1, wrap: toBase64(wrap), recipient: await recipientOf(seed),
    reporter: toBase64(publicKey(reporter.sign)), statement: toBase64(sealed), wraps: [toBase64(sha256(wrap)), toBase64(sha256(theirs))],
    leaf: leaf("report", storedRoot(sha256(sealed), sha256(wrap), sha256(theirs)), contentRoot(s)), openings: [],
    later: [
      await later(report, seed, "question", JSON.stringify({ text: "Kapan?" }), office),
      await later(report, seed, "answer", JSON.stringify({ text: "Kemarin." }), reporter),
      await later(report, seed, "answer", JSON.stringify({ text: "Palsu." }), newKey()),
      await later(report, seed, "question", JSON.stringify({ text: "Palsu?" }), reporter),
      await later(report, seed, "file", fileContent(facts), reporter, [sha256(part)]),
    ],
  } };
  const answers: Record<string, () => Promise<unknown>> = {
    "/petugas/masuk": async () => undefined,
    "/petugas/kunci": async () => ({ user: "ratna", own: toBase64(await seal(await recipientOf(keys.identity), keyBytes(own))), wraps: [
      { office: "bawaslu-35.14", epoch: 1, recipient: await recipientOf(office.identity), wrap: toBase64(await seal(await recipientOf(own.identity), keyBytes(office))) }] }),
    [`/petugas/laporan/${report}/buka`]: async () => b.handover,
    [`/petugas/laporan/${report}/tanya`]: async () => undefined,
  };
  globalThis.fetch = async (url, init) => {
    if (init?.body) b.posted.push({ url: String(url), body: JSON.parse(String(init.body)) });
    const refused = b.refuse(String(url));
    if (refused) return refused;
    if (String(url).includes("/berkas/")) return new Response(b.parts[0]);
    const value = await answers[String(url)]!();
    return value === undefined ? new Response(null, { status: 204 }) : Response.json(value);
  };
  return b;
}

async function unlockedBench(change?: { header?: string; content?: object }): Promise<Bench> {
  const b = await bench(change);
  await b.vault.signIn(instance, " Ratna", passphrase, "123456");
  return b;
}

const fault = (code: Fault["code"]) => (err: unknown) => err instanceof Fault && err.code === code;

test("signing in sends the login secret and nothing of the passphrase", async () => {
  const b = await unlockedBench();
  const sent = JSON.stringify(b.posted);
  assert.equal(b.posted.length, 1);
  assert.equal(fromBase64(b.posted[0]!.body.login).length, 32);
  for (const word of passphrase.split(" ")) assert.ok(!sent.includes(word));
});

test("a passphrase that is no passphrase, or another officer's, opens nothing", async () => {
  const b = await bench();
  await assert.rejects(b.vault.unlock(instance, "ratna", "enam kata"), fault("phrase"));
  await assert.rejects(b.vault.unlock(instance, "yosef", passphrase), fault("passphrase"));
  assert.equal(b.vault.unlocked, false);
});

test("a report opens, and each voice has its mark", async () => {
  const b = await unlockedBench();
  const r = await b.vault.open(b.report);
  assert.equal(r.sound, true);
  assert.equal(r.content.account, "Cerita rekaan.");
  assert.deepEqual([r.day, r.regime, r.excluded, r.sealedBy], ["2026-12-28", "pemilu", ["inspektorat-35.14"], "browser"]);
  assert.deepEqual(r.talk.map((m) => [m.kind, m.text, m.mark]), [
    ["question", "Kapan?", "good"], ["answer", "Kemarin.", "good"], ["answer", "Palsu.", "bad"], ["question", "Palsu?", "bad"]]);
  assert.deepEqual(r.files.map((f) => [f.name, f.mark]), [["foto.jpg", "good"]]);
  const file = await b.vault.file(b.report, r.files[0]!.id, () => {});
  assert.equal(await file.text(), "sebuah berkas");
});

const other = toBase64(new Uint8Array(32));
for (const [what, change] of Object.entries<(h: Record<string, any>) => void>({
  "another stored hash": (h) => { h.leaf.stored = other; },
  "another content": (h) => { h.leaf.content = other; },
  "another type of leaf": (h) => { h.leaf.type = "answer"; },
  "another wrap to the reporter": (h) => { h.wraps[1] = other; },
})) {
  test(`a report whose leaf has ${what} is not sound`, async () => {
    const b = await unlockedBench();
    change(b.handover);
    assert.equal((await b.vault.open(b.report)).sound, false);
  });
}

for (const [what, change] of Object.entries<(h: Record<string, any>) => void>({
  "another reporter": (h) => { h.reporter = other; },
  "an answer in the report's place": (h) => { h.statement = h.later[1].sealed; },
  "another recipient": (h) => { h.recipient = "age1pq1other"; },
  "another report's number": (h) => { h.number = "LP-0000-0000"; },
  "an altered wrap": (h) => { h.wrap = h.wrap.slice(0, -8) + "AAAAAAA="; },
})) {
  test(`a handover with ${what} is not opened`, async () => {
    const b = await unlockedBench();
    change(b.handover);
    await assert.rejects(b.vault.open(b.report), fault("damaged"));
    assert.equal(b.vault.opened(b.report), null);
  });
}

test("a later statement moved from another place is marked bad and hides nothing else", async () => {
  const b = await unlockedBench();
  b.handover.later[1].leaf = b.handover.later[0].leaf;
  b.handover.later[0].sealed = b.handover.later[4].sealed;
  const r = await b.vault.open(b.report);
  assert.deepEqual(r.talk.map((m) => m.mark), ["bad", "bad", "bad", "bad"]);
  assert.equal(r.files[0]!.mark, "good");
});

const malformed: Record<string, (b: Bench) => Promise<Record<string, any>>> = {
  "an answer that is no JSON": (b) => b.later("answer", "bukan JSON"),
  "an answer that is nothing": (b) => b.later("answer", "null"),
  "an answer whose text is a number": (b) => b.later("answer", '{"text":1}'),
  "an answer of no day": (b) => b.later("answer", '{"text":"Ya."}', "day besok\n"),
  "a file without parts": (b) => b.later("file", "{}"),
  "a file that is no JSON": (b) => b.later("file", "bukan JSON"),
  "a file of which only the card came": (b) => b.later("file", fileContent({ name: "foto.jpg", type: "", size: 13, sha256: "", padded: padded(13), parts: [] })),
  "an answer that does not open": async (b) => ({ ...(await b.later("answer", "{}")), sealed: other }),
  "an answer whose leaf is no base64": async (b) => ({ ...(await b.later("answer", '{"text":"Ya."}')), leaf: { type: "answer", stored: "?", content: "?", salt: "?" } }),
};

test("a malformed later statement is shown as unreadable and hides nothing else", async () => {
  const b = await unlockedBench();
  const rest = b.handover.later;
  for (const [what, make] of Object.entries(malformed)) {
    const bad = await make(b);
    b.handover.later = [bad, ...rest];
    const r = await b.vault.open(b.report);
    assert.deepEqual([r.files.length + r.talk.length, r.talk.at(-4)!.text, r.files.at(-1)!.mark], [6, "Kapan?", "good"], what);
    const shown = bad.kind === "file" ? r.files[0]! : r.talk[0]!;
    assert.deepEqual([shown.day, shown.mark], ["2026-12-28", "unreadable"], what);
    if (bad.kind === "file") await assert.rejects(b.vault.file(b.report, bad.id, () => {}), fault("damaged"), what);
  }
});

test("a statement of another day than the server says is marked bad, with the signed day", async () => {
  const b = await unlockedBench();
  b.handover.later[1].day = "2026-12-27";
  assert.deepEqual((({ day, mark }) => [day, mark])((await b.vault.open(b.report)).talk[1]!), ["2026-12-28", "bad"]);
});

test("a report whose header has another form than it must have is not opened", async () => {
  const b = await unlockedBench({ header: "office bawaslu-35.14\nday 2026-12-28\nregime pemilu\n" });
  await assert.rejects(b.vault.open(b.report), fault("damaged"));
});

test("a member of the report's content that is of another kind counts as not said", async () => {
  const b = await unlockedBench({ content: { account: "Cerita rekaan.", acts: null, date: 5, withheld: "ya" } });
  const { account, acts, date, withheld } = (await b.vault.open(b.report)).content;
  assert.deepEqual([account, acts, date, withheld], ["Cerita rekaan.", [], "", false]);
});

test("a file whose part is altered is not given out", async () => {
  const b = await unlockedBench();
  const r = await b.vault.open(b.report);
  b.parts[0] = b.parts[0]!.slice(0, -1);
  await assert.rejects(b.vault.file(b.report, r.files[0]!.id, () => {}), fault("damaged"));
});

test("a question is sealed and signed, and shown as asked", async () => {
  const b = await unlockedBench();
  await b.vault.open(b.report);
  const r = await b.vault.ask(b.report, "2026-12-29", "Di mana?");
  assert.equal(r.talk.at(-1)!.text, "Di mana?");
  assert.ok(!JSON.stringify(b.posted.at(-1)).includes("Di mana"));
});

test("a question on a page of yesterday is sealed anew for today", async () => {
  const b = await unlockedBench();
  await b.vault.open(b.report);
  b.refuse = (url) => {
    if (!url.endsWith("/tanya")) return null;
    return new Response(null, { status: b.posted.at(-1)!.body.day === "2026-12-30" ? 204 : 409, headers: { "Netra-Hari": "2026-12-30" } });
  };
  const r = await b.vault.ask(b.report, "2026-12-29", "Di mana?");
  assert.deepEqual([r.talk.at(-1)!.day, r.talk.length], ["2026-12-30", 5]);
  b.refuse = () => new Response(null, { status: 409, headers: { "Netra-Hari": "2026-12-30" } });
  await assert.rejects(b.vault.ask(b.report, "2026-12-30", "Di mana?"), fault("moved"));
  assert.equal(r.talk.length, 5);
});

test("a refusal's status is a fault of its own", async () => {
  const b = await unlockedBench();
  for (const [status, code] of [[401, "signedout"], [409, "moved"], [410, "gone"], [503, "unready"], [507, "full"], [500, "failed"]] as const) {
    b.refuse = () => new Response(null, { status });
    await assert.rejects(b.vault.open(b.report), fault(code));
  }
});

test("the office's key stays the same for an invitation, and no longer", async () => {
  const { vault } = await bench();
  const sheet = (token: string, user: string) => vault.typed(instance, vault.draft(token, user).join(" "), true);
  const drawn = sheet("undangan", "ratna");
  assert.equal(sheet("undangan", "ratna.p"), drawn);
  assert.notEqual(sheet("undangan-lain", "ratna"), drawn);
});

test("a locked vault has forgotten everything", async () => {
  const b = await unlockedBench();
  await b.vault.open(b.report);
  b.vault.lock();
  assert.deepEqual(b.vault.state(), { unlocked: false, user: "" });
  assert.equal(b.vault.opened(b.report), null);
  await assert.rejects(b.vault.open(b.report), fault("locked"));
  await assert.rejects(b.vault.ask(b.report, "2026-12-29", "Di mana?"), fault("locked"));
});
