import assert from "node:assert/strict";
import { test } from "node:test";
import { date } from "./officer.ts";

Object.assign(globalThis, { document: { documentElement: { lang: "id" } } });

for (const [written, shown] of [
  ["2026-12-28", "Senin, 28 Desember 2026"], ["", ""], ["kemarin", "kemarin"], ["2026-13-01", "2026-13-01"], ["2026-02-31", "2026-02-31"],
  ["2026-12-28T", "2026-12-28T"],
]) {
  test(`the day "${written}" is shown as "${shown}"`, () => assert.equal(date(written!), shown));
}
