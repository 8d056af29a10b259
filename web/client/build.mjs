// Bundles each src/entry/NAME.ts into ../static/js/NAME.js, one self-contained script a page or worker.
//   node build.mjs          writes them; the result is committed
//   node build.mjs --check  fails if what is committed is not what the source gives
//   node build.mjs --test   bundles src/*.test.ts into .test/ for node --test
import { build } from "esbuild";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const mode = process.argv[2] ?? "";
const out = path.resolve("../static/js");

// words gives vault/words.txt as one string; the same list serves Go and the browser.
const words = {
  name: "words",
  setup(b) {
    b.onResolve({ filter: /^netra:words$/ }, () => ({ path: path.resolve("../../vault/words.txt"), namespace: "words" }));
    b.onLoad({ filter: /.*/, namespace: "words" }, async ({ path: file }) => ({
      contents: `export default ${JSON.stringify((await readFile(file, "utf8")).trim().replaceAll("\n", " "))}`,
    }));
  },
};

const common = { bundle: true, plugins: [words], write: false, charset: "utf8", logLevel: "warning" };

async function scripts() {
  const names = (await readdir("src/entry")).filter((f) => f.endsWith(".ts")).sort();
  return Promise.all(names.map(async (f) => {
    const r = await build({ ...common, entryPoints: [`src/entry/${f}`], format: "iife", target: "es2020", minify: true, legalComments: "none" });
    return { file: path.join(out, f.replace(/\.ts$/, ".js")), text: r.outputFiles[0].text };
  }));
}

if (mode === "--test") {
  await rm(".test", { recursive: true, force: true });
  const tests = (await readdir("src")).filter((f) => f.endsWith(".test.ts")).map((f) => `src/${f}`);
  await build({ ...common, entryPoints: tests, format: "esm", platform: "node", target: "node20", outdir: ".test", outExtension: { ".js": ".mjs" }, write: true });
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
