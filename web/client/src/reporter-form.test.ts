import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, complete, type Form, requirements, tidy } from "./reporter-form.ts";

interface Vector {
  name: string;
  form: Form;
  today: string;
  due: string;
  problems: Record<string, string>;
  requirements?: Record<string, string>;
  complete?: boolean;
}

const acts = ["ajak", "hadir", "medsos", "fasilitas", "barang", "lain"];

for (const v of JSON.parse(readFileSync("../../intake/testdata/form.json", "utf8")) as Vector[]) {
  test(`form: ${v.name}`, () => {
    const form = tidy(v.form);
    assert.deepEqual(check(form, v.today, acts), v.problems);
    if (Object.keys(v.problems).length > 0) return;
    const needs = requirements(form, v.today, v.due);
    assert.deepEqual(Object.fromEntries(needs.map((n) => [n.id, n.state])), v.requirements);
    assert.equal(complete(needs), v.complete);
  });
}
