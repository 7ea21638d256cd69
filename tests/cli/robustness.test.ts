import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readStudy } from "../../src/node/read-study.js";
import { toRobustnessCsv } from "../../src/report/robustness-csv.js";
import { cellInfluence } from "../../src/sensitivity/cell-influence.js";
import { ROBUSTNESS_DEFAULTS, robustness } from "../../src/sensitivity/robustness.js";
import { shippedStudy } from "../shipped-study.js";
import { CLI, EXAMPLE, runCli, workFolder } from "./run-cli.js";

const TRIANGLE = ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n";

test("JSON and CSV are the bytes of the library, all pairs included", async () => {
  const study = await shippedStudy();
  const expected = robustness(study);
  const run = await runCli(["robustness", EXAMPLE, "--format", "json"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout === JSON.stringify(expected)).toBe(true);
  const csv = await runCli(["robustness", EXAMPLE, "--format", "csv"]);
  expect(csv.stdout).toBe(toRobustnessCsv(study, expected));
});

test("every option reaches the enumeration", async () => {
  const folder = await workFolder({ "m.csv": TRIANGLE });
  const options = {
    power: 3,
    maxPower: 20,
    threshold: "mean + std / 4",
    largestScore: 4,
    limit: 2,
    maxOperations: 5000,
  } as const;
  const flags = Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const study = await readStudy(`${folder}/m.csv`);
  for (const [more, pairs] of [
    [[], true],
    [["--no-pairs"], false],
  ] as const) {
    const run = await runCli(["robustness", "m.csv", "--format", "json", ...flags, ...more], { cwd: folder });
    expect(run.stdout).toBe(JSON.stringify(robustness(study, { ...options, pairs })));
  }
});

test("the help states the library's defaults", async () => {
  const text = (await runCli(["robustness", "--help"])).stdout.replaceAll(/\s+/g, " ");
  for (const [name, value] of Object.entries(ROBUSTNESS_DEFAULTS)) {
    if (name === "pairs") continue;
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(text, flag).toMatch(new RegExp(`${flag} <[^>]+> (?:(?!--[a-z]+ <).)*\\(default: "?${value}"?\\)`));
  }
});

test.each([
  [["--power", "0"], "--power: expected"],
  [["--threshold", "mean("], "--threshold: expected"],
  [["--limit", "-1"], "--limit: expected an integer from 0 to 10000"],
  [["--largest-score", "2"], "--largest-score: expected a number no score passes"],
  [["--max-operations", "x"], "--max-operations: expected a number from 0 to 1e15"],
  [["--frob"], "unknown option '--frob'"],
])("bad use %j is refused with code 2, its reason on stderr and nothing on stdout", async (args, reason) => {
  const folder = await workFolder({ "m.csv": TRIANGLE });
  const run = await runCli(["robustness", "m.csv", ...args], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(reason);
});

test("one variable, and a study of zeros, are told rather than refused", async () => {
  const folder = await workFolder({ "one.csv": ",A\nA,\n", "zero.csv": ",A,B\nA,,0\nB,0,\n" });
  for (const file of ["one.csv", "zero.csv"]) {
    const run = await runCli(["robustness", file, "--format", "json"], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout).direct.variables[0].radius).toBeNull();
  }
});

test("--out writes the report and everything that decides the classes", async () => {
  const folder = await workFolder({ "m.csv": TRIANGLE });
  const run = await runCli(["robustness", "m.csv", "--format", "json", "--power", "2", "--out", "out"], {
    cwd: folder,
  });
  const files = ["cell-influence.json", "report.html", "report.md", "robustness.csv", "robustness.json"];
  files.push("threshold-table.json", "variable-removal.json");
  expect(run).toMatchObject({ code: 0, stderr: `${files.length} files written to out\n` });
  expect((await readdir(`${folder}/out`)).sort()).toEqual(files);
  const read = (name: string) => readFile(`${folder}/out/${name}`, "utf8");
  expect(await read("robustness.json")).toBe(run.stdout);
  const study = await readStudy(`${folder}/m.csv`);
  expect(await read("cell-influence.json")).toBe(JSON.stringify(cellInfluence(study, { power: 2 })));
});

test("an interrupted enumeration prints what it has found", async () => {
  const args = [CLI, "robustness", EXAMPLE, "--power", "200", "--max-power", "200", "--max-operations", "1e15"];
  const child = spawn(process.execPath, [...args, "--format", "json"], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(stderr).toMatch(/^interrupted: \d+ of \d+ single changes and \d+ of \d+ pairs tried\n$/);
  expect(JSON.parse(stdout).complete).toBe(false);
});
