// Makes the one file of libraries that the page loads, and the one of their licences.
//
//   node build.mjs            writes both into termcheck/web/static/
//   node build.mjs --check    writes nothing; fails if they are not what this would write

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "../../termcheck/web/static");

const { metafile, outputFiles } = await build({
  write: false,
  absWorkingDir: here,
  entryPoints: ["libraries.js"],
  outfile: join(folder, "libraries.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  banner: { js: "// Libraries of the formatted surface, made by editors/page/build.mjs; licences: libraries.txt\n" },
});

/** Return the names of the packages that are in the file. */
function packages() {
  const inside = Object.values(metafile.outputs).flatMap((one) => Object.entries(one.inputs));
  const used = inside.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const names = used.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

function licence(name) {
  const home = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const file = readdirSync(home).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  if (!file) throw new Error(`${name} has no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(home, file), "utf8").trim()}\n`;
}

const line = `\n${"-".repeat(80)}\n\n`;
const told = "libraries.js holds parts of these packages of the npm registry, each under its own licence.\n";
const made = {
  "libraries.js": outputFiles[0].text,
  "libraries.txt": [told, ...packages().map(licence)].join(line),
};
for (const [name, text] of Object.entries(made)) {
  const file = join(folder, name);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${name} is not what its sources give; run: npm run build`);
    process.exitCode = 1;
  }
}
