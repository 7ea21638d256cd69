import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { BenchResult, Row } from "../../bench/bench.js";

const RUN = fileURLToPath(new URL("../../bench/run.ts", import.meta.url));
let stdout = "";
let record: { machine: string; seed: number; mode: string; results: BenchResult[] };

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "motrice-bench-test-"));
  const file = join(folder, "results.json");
  const options = ["--quick", "--seed", "7", "--python", "no-python-of-this-name", "--out", file];
  const child = spawnSync(process.execPath, ["--import", "tsx", RUN, ...options], { encoding: "utf8" });
  stdout = child.stdout;
  expect(child.status, child.stderr).toBe(0);
  record = JSON.parse(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true });
}, 240_000);

test("a run says its machine and its seed, on the screen and in the file", () => {
  expect(stdout).toContain(record.machine);
  expect(record.machine).toContain(`Node ${process.version}`);
  expect(stdout).toContain("seed 7");
  expect(record).toMatchObject({ seed: 7, mode: "quick" });
});

test("every bench gives a table, and the same rows as JSON", () => {
  expect(record.results.map(({ name }) => name)).toEqual(benchNames());
  for (const { title, rows } of record.results) {
    expect(stdout).toContain(title);
    expect(rows.length).toBeGreaterThan(0);
    for (const { way } of rows) expect(stdout).toContain(way);
  }
});

test("a row has its numbers in order, or a reason for having none", () => {
  for (const row of record.results.flatMap(({ rows }) => rows)) {
    if (row.median === null) expect(row.note).toMatch(/^(not run|skipped): |busy$/);
    else {
      expect(row.median).toBeGreaterThan(0);
      expect(row.lowerQuartile).toBeLessThanOrEqual(row.median);
      expect(row.upperQuartile).toBeGreaterThanOrEqual(row.median);
      expect(row.samples).toBeGreaterThan(0);
    }
  }
});

test("a quick run judges no budget", () => {
  const budgets = record.results.flatMap(({ rows }) => rows.flatMap((row) => row.budget ?? []));
  expect(budgets.length).toBeGreaterThan(0);
  for (const { met } of budgets) expect(met).toBeNull();
});

test("a machine without numpy has a row that says so, for each size", () => {
  const rows = record.results[0]!.rows.filter(({ way }: Row) => way.startsWith("numpy"));
  expect(rows.length).toBe(2);
  for (const { note } of rows) expect(note).toBe("skipped: no-python-of-this-name with numpy is not found");
});

/** As the refusal of an unknown one lists them. */
function benchNames(): string[] {
  const { stderr } = spawnSync(process.execPath, ["--import", "tsx", RUN, "no-such-bench"], { encoding: "utf8" });
  return /benches: (.*)/.exec(stderr)![1]!.split(", ");
}

test("an unknown bench or a seed that is no number is refused, with the names that there are", () => {
  for (const bad of [["no-such-bench"], ["--seed", "seven"]]) {
    const child = spawnSync(process.execPath, ["--import", "tsx", RUN, ...bad], { encoding: "utf8" });
    expect(child.status).toBe(2);
    expect(child.stderr).toContain("benches: matrix-powers, whole-analysis");
  }
}, 60_000);
