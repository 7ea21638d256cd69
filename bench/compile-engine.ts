import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const ENTRY = fileURLToPath(new URL("engine.ts", import.meta.url));
const COMPILED = fileURLToPath(new URL("results/engine.mjs", import.meta.url));

/**
 * The engine compiled as the package is. What tsx loads is not quite that: it keeps the name of every closure by a call at run
 * time, a tenth of the time of the small cases.
 */
export async function compileEngine(): Promise<typeof import("./engine.js")> {
  await build({
    entryPoints: [ENTRY],
    outfile: COMPILED,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    packages: "external",
    logLevel: "warning",
  });
  return import(pathToFileURL(COMPILED).href);
}
