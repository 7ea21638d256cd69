import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeStudyJson } from "../src/index.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { spread } from "./measure.js";
import { builtFile, runNode } from "./run-child.js";
import { seededStudy } from "./seeded-inputs.js";

/** Most memory that reading and analysing a study of 1 000 variables should take, Node itself included. */
const TARGET_MB = 600;

/** Peak resident memory of a process of its own that reads a study file and analyses it with the built package. */
export const peakMemory: Bench = async ({ quick, seed }) => {
  const cases = quick
    ? [{ size: 40, percent: 25 }]
    : [
        { size: 200, percent: 25 },
        { size: 1000, percent: 10 },
      ];
  const runs = quick ? 1 : 5;
  const folder = await mkdtemp(join(tmpdir(), "motrice-bench-"));
  const rows: Row[] = [];
  try {
    for (const { size, percent } of cases) {
      const file = join(folder, `${size}.json`);
      await writeFile(file, writeStudyJson(seededStudy(size, percent / 100, 0, seed)));
      const peaks: Peaks[] = [];
      for (let run = 0; run < runs; run++)
        peaks.push(JSON.parse(await runNode("--input-type=module", "-e", script(file))));
      const row = (way: string, part: keyof Peaks, target: number | null) => {
        const found = spread(peaks.map((peak) => peak[part]));
        const budget = target === null ? null : atMost(target, "MB", found.median);
        return measuredRow({ case: `n = ${size}, ${percent} % filled`, way, unit: "MB" }, found, { budget });
      };
      rows.push(row("package loaded", "loaded", null), row("study read", "read", null));
      rows.push(row("analysed, as JSON text", "analysed", size === 1000 ? TARGET_MB : null));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return {
    name: "peak-memory",
    title: "Peak memory of a process that reads a study and analyses it",
    reference: null,
    rows,
    notes: ["largest resident set so far, Node itself included"],
  };
};

/** Largest resident set up to each step, in MB. */
interface Peaks {
  readonly loaded: number;
  readonly read: number;
  readonly analysed: number;
}

/** On Linux maxRSS starts from the memory of the process that started this one, so the mark is read from the system itself. */
function script(file: string): string {
  return `
    import { readFileSync } from "node:fs";
    import { analyze, readStudy } from ${JSON.stringify(pathToFileURL(builtFile("node.js")).href)};
    const peakMb = () => {
      if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
      return Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
    };
    const loaded = peakMb();
    const study = await readStudy(${JSON.stringify(file)});
    const read = peakMb();
    const text = JSON.stringify(analyze(study));
    if (text.length === 0) throw new Error("no analysis");
    console.log(JSON.stringify({ loaded, read, analysed: peakMb() }));
  `;
}
