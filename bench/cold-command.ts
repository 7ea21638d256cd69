import { analyze } from "../src/index.js";
import { readStudy } from "../src/node.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, measuredRow } from "./bench.js";
import { type Alternative, measure } from "./measure.js";
import { builtFile, runNode } from "./run-child.js";

const TARGET_MS = 500;
const BARE_NODE = "node -e 0";

/** `motrice analyze` as a user starts it: a process of its own every time, beside one of Node that does nothing. */
export const coldCommand: Bench = async ({ quick }) => {
  const cli = builtFile("cli.js");
  await checkJson(cli);
  const command = (...args: readonly string[]): Alternative => ({
    name: ["motrice", "analyze", ...args].join(" "),
    run: () => runNode(cli, "analyze", SHIPPED_STUDY_PATH, ...args),
  });
  const alternatives = [{ name: BARE_NODE, run: () => runNode("-e", "0") }, command(), command("--format", "json")];
  const timings = await measure(alternatives, { rounds: quick ? 1 : 31, sampleMs: 1, budgetMs: 60_000 });
  return {
    name: "cold-command",
    title: "motrice analyze, cold",
    reference: BARE_NODE,
    rows: timings.map((timing) => {
      const budget = timing.name === BARE_NODE ? null : atMost(TARGET_MS, "ms", timing.median);
      const where = { case: "the shipped study, n = 29", way: timing.name, unit: "ms" } as const;
      return measuredRow(where, timing, { ratio: timing.ratio, budget });
    }),
    notes: ["from starting the process to its end, files in the system's cache"],
  };
};

/** The command must give the library's ranking before it is timed. */
async function checkJson(cli: string): Promise<void> {
  const expected = analyze(await readStudy(SHIPPED_STUDY_PATH)).indirect.influenceRank;
  const { indirect } = JSON.parse(await runNode(cli, "analyze", SHIPPED_STUDY_PATH, "--format", "json"));
  if (JSON.stringify(indirect.influenceRank) !== JSON.stringify(expected)) {
    throw new Error("motrice analyze --format json does not give the library's ranking");
  }
}
