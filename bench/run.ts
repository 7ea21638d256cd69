/**
 * npm run bench [-- --quick] [--seed N] [--python COMMAND] [--out FILE] [name …]
 *
 * Runs the benches named, or all: a table of each on stdout, all results as JSON in bench/results/. Budgets are shown as met or
 * not met and never fail a run; a wrong ranking or a broken command does.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Bench, BenchResult } from "./bench.js";
import { machineLine } from "./measure.js";
import { resultTable } from "./result-table.js";

/** Each is loaded when it runs: the libraries of one are no load on another. */
const BENCHES: ReadonlyMap<string, () => Promise<Bench>> = new Map([
  ["matrix-powers", async () => (await import("./matrix-powers.js")).matrixPowers],
  ["whole-analysis", async () => (await import("./whole-analysis.js")).wholeAnalysis],
  ["peak-memory", async () => (await import("./peak-memory.js")).peakMemory],
  ["cold-command", async () => (await import("./cold-command.js")).coldCommand],
  ["sensitivity", async () => (await import("./sensitivity.js")).sensitivityBatches],
  ["robustness", async () => (await import("./robustness.js")).robustnessOfClasses],
  ["workshop-writes", async () => (await import("./workshop-writes.js")).workshopWrites],
  ["stored-analysis", async () => (await import("./stored-analysis.js")).storedAnalysis],
  ["page-speed", async () => (await import("./page-speed.js")).pageSpeed],
  ["api-requests", async () => (await import("./api-requests.js")).apiRequests],
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    seed: { type: "string", default: "2040" },
    python: { type: "string", default: "python3" },
    out: { type: "string" },
  },
});

const names = positionals.length > 0 ? positionals : [...BENCHES.keys()];
const unknown = names.filter((name) => !BENCHES.has(name));
const seed = Number(values.seed);
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  const message = unknown.length > 0 ? `no bench named ${unknown.join(", ")}` : `--seed ${values.seed} is no integer`;
  process.stderr.write(`${message}\nbenches: ${[...BENCHES.keys()].join(", ")}\n`);
  process.exit(2);
}

const settings = { quick: values.quick, seed, python: values.python };
const machine = machineLine();
console.log(
  `${machine}\nseed ${seed}${values.quick ? ", quick: one sample each, to show that the benches work" : ""}\n`,
);
const results: BenchResult[] = [];
for (const name of names) {
  const bench = await BENCHES.get(name)!();
  const measured = await bench(settings);
  const result = settings.quick ? withoutVerdicts(measured) : measured;
  results.push(result);
  console.log(resultTable(result));
}

const mode = values.quick ? "quick" : "full";
const folder = fileURLToPath(new URL("results", import.meta.url));
const file = values.out ?? join(folder, `${mode}.json`);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ date: new Date().toISOString(), machine, mode, seed, results }, null, 2)}\n`);
console.log(`results as JSON: ${file}`);

/** A quick run says nothing of a budget. */
function withoutVerdicts(result: BenchResult): BenchResult {
  const rows = result.rows.map((row) => ({ ...row, budget: row.budget && { ...row.budget, met: null } }));
  return { ...result, rows };
}
