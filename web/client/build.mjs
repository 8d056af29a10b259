// Bundles each src/entry/NAME.ts into ../static/js/NAME.js, one self-contained script a page or worker.
//   node build.mjs          writes them, and the licences of the packages in them; the result is committed
//   node build.mjs --check  fails if what is committed is not what the source gives
//   node build.mjs --test   bundles src/*.test.ts into .test/ for node --test
import { build } from "esbuild";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const mode = process.argv[2] ?? "";
const out = path.resolve("../static/js");

// words gives vault/words.txt as an array; the same list serves Go and the browser. Each word is written as the number of
// letters that it shares with the one before and the rest, which saves half.
const words = {
  name: "words",
  setup(b) {
    b.onResolve({ filter: /^netra:words$/ }, () => ({ path: path.resolve("../../vault/words.txt"), namespace: "words" }));
    b.onLoad({ filter: /.*/, namespace: "words" }, async ({ path: file }) => {
      const list = (await readFile(file, "utf8")).trim().split("\n");
      const coded = list.map((w, i) => {
        let same = 0;
        while (i > 0 && w[same] === list[i - 1][same]) same++;
        return same + w.slice(same);
      }).join("");
      return {
        contents: `export default /* @__PURE__ */ (() => {
          let last = "";
          return "${coded}".match(/\\d[a-z]+/g).map((w) => (last = last.slice(0, w[0]) + w.slice(1)));
        })();`,
      };
    });
  },
};

const common = { bundle: true, plugins: [words], write: false, charset: "utf8", logLevel: "warning" };

// What the content security policy does not let run, and randomness that is none.
const forbidden = /\beval\(|\bnew Function\b|\bWebAssembly\b|\bMath\.random\b/;

async function scripts() {
  const names = (await readdir("src/entry").catch(() => [])).filter((f) => f.endsWith(".ts")).sort();
  const packages = new Set();
  const built = await Promise.all(names.map(async (f) => {
    const r = await build({ ...common, entryPoints: [`src/entry/${f}`], format: "iife", target: "es2020", minify: true, legalComments: "none", metafile: true });
    for (const input of Object.values(r.metafile.outputs).flatMap((o) => Object.keys(o.inputs))) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name) packages.add(name);
    }
    const text = r.outputFiles[0].text;
    if (forbidden.test(text)) throw new Error(`${f}: ${forbidden.exec(text)[0]} in the bundle`);
    return { file: path.join(out, f.replace(/\.ts$/, ".js")), text };
  }));
  return [...built, { file: path.join(out, "LICENSES.txt"), text: await licences([...packages].sort()) }];
}

async function licences(packages) {
  const texts = await Promise.all(packages.map(async (p) => {
    const { version } = JSON.parse(await readFile(`node_modules/${p}/package.json`, "utf8"));
    return `${p} ${version}\n\n${(await readFile(`node_modules/${p}/LICENSE`, "utf8")).trim()}\n`;
  }));
  return ["The scripts beside this file contain these packages.\n", ...texts].join(`\n${"-".repeat(72)}\n\n`);
}

if (mode === "--test") {
  await rm(".test", { recursive: true, force: true });
  const tests = (await readdir("src")).filter((f) => f.endsWith(".test.ts")).map((f) => `src/${f}`);
  await build({ ...common, entryPoints: tests, format: "esm", platform: "node", target: "node20", outdir: ".test", outExtension: { ".js": ".mjs" }, banner: { js: `import { webcrypto } from "node:crypto"; globalThis.crypto ??= webcrypto;` }, write: true });
} else if (mode === "--check") {
  const built = await scripts();
  const there = (await readdir(out).catch(() => [])).filter((f) => f.endsWith(".js")).map((f) => path.join(out, f));
  const stale = there.filter((f) => !built.some((b) => b.file === f));
  for (const b of built) {
    if ((await readFile(b.file, "utf8").catch(() => "")) !== b.text) stale.push(b.file);
  }
  if (stale.length > 0) {
    console.error(`not what the source gives; run "make assets": ${stale.map((f) => path.basename(f)).join(", ")}`);
    process.exit(1);
  }
} else {
  await mkdir(out, { recursive: true });
  for (const b of await scripts()) await writeFile(b.file, b.text);
}
