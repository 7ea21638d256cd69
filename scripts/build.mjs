// Builds dist/: bundled ES modules by esbuild, type declarations by tsc.
// mathjs and typebox are bundled so that only the parts in use are loaded: a cold command starts in a third of the time.
// Where nothing has changed since the last build there is nothing to do; `rm -r dist` builds all the same.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { build as buildPage } from "vite";
import { buildKernel, KERNEL_MODULE } from "./build-kernel.mjs";
import { inputDigest } from "./build-stamp.mjs";
import { compressFolder } from "./compress-folder.mjs";

// `npx motrice` inside this folder: npm links the commands of dependencies, not the project's own.
await mkdir("node_modules/.bin", { recursive: true });
await rm("node_modules/.bin/motrice", { force: true });
await symlink("../../dist/cli.js", "node_modules/.bin/motrice").catch((error) => {
  if (process.platform !== "win32") throw error;
});

const STAMP = "dist/.inputs";
const digest = await inputDigest();
const known = await readFile(STAMP, "utf8").catch(() => "");
if (known === digest && existsSync(KERNEL_MODULE)) process.exit();

const { dependencies } = JSON.parse(await readFile("package.json", "utf8"));
const bundled = new Set([
  "mathjs",
  "typebox",
  "ml-matrix",
  "commander",
  "csv-parse",
  "csv-stringify",
  "markdown-it",
  ...Object.keys(dependencies).filter((name) => name.startsWith("graphology") || name.startsWith("d3-")),
]);
const external = Object.keys(dependencies)
  .filter((name) => !bundled.has(name))
  .flatMap((name) => [name, `${name}/*`]);

await buildKernel();
await rm("dist", { recursive: true, force: true });
const common = {
  bundle: true,
  format: "esm",
  target: "es2023",
  sourcemap: true,
  legalComments: "eof",
  logLevel: "warning",
};

// The browser-safe entry is built on its own with no Node built-in in reach: an import of one fails the build.
// Its worker stands beside it, where `new URL("./sensitivity-worker.js", import.meta.url)` finds it.
await build({
  ...common,
  entryPoints: { index: "src/index.ts", "sensitivity-worker": "src/sensitivity/sensitivity-worker.ts" },
  outdir: "dist",
  platform: "neutral",
  mainFields: ["module", "main"],
  external,
});

await build({
  ...common,
  entryPoints: {
    node: "src/node.ts",
    cli: "src/cli/main.ts",
    server: "server/main.ts",
    "task-worker": "server/engine/task-worker.ts",
    "job-worker": "server/jobs/job-worker.ts",
    "sensitivity-thread": "src/node/sensitivity-thread.ts",
  },
  outdir: "dist",
  platform: "node",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  mainFields: ["module", "main"],
  external,
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});

// The page, and each of its files compressed once for all who ask.
await buildPage({ configFile: "web/vite.config.ts", logLevel: "warn" });
await compressFolder("dist/web/assets");

// Pictures as PNG need their type beside the bundle.
await cp("src/node/fonts", "dist/fonts", { recursive: true });
await chmod("dist/cli.js", 0o755);
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], { stdio: "inherit" });
await writeFile(STAMP, digest);
