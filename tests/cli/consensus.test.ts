import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { aggregate } from "../../src/experts/aggregate.js";
import { AGGREGATION_DEFAULTS } from "../../src/experts/aggregation-options.js";
import { readContributions } from "../../src/node/read-contributions.js";
import { readStudy } from "../../src/node/read-study.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";
import { EXAMPLE, runCli, workFolder } from "./run-cli.js";

const FILES = {
  "study.csv": ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n",
  "e1.csv": ",A,B,C\nA,,3,?\nB,2,,P\nC,1,,\n",
  "e2.csv": ",C,B,A\nC,,0,2\nB,P,,1\nA,?,2,\n",
  "e3.csv": ",A,B,C\nA,,1,1\nB,2,,3\nC,,?,\n",
};
const CONTRIBUTIONS = ["--contributions", "e1.csv", "e2.csv", "e3.csv"];

test("the matrix is printed as CSV, the aggregate whole as the library's bytes", async () => {
  const folder = await workFolder(FILES);
  const csv = await runCli(["consensus", "study.csv", ...CONTRIBUTIONS], { cwd: folder });
  expect(csv).toMatchObject({ code: 0, stderr: "", stdout: ",A,B,C\nA,,2,1\nB,2,,P\nC,1.5,0,\n" });
  const json = await runCli(["consensus", "study.csv", ...CONTRIBUTIONS, "--format", "json"], { cwd: folder });
  const study = await readStudy(`${folder}/study.csv`);
  const names = CONTRIBUTIONS.slice(1);
  const given = await readContributions(
    study,
    names.map((name) => `${folder}/${name}`),
  );
  const named = given.map((each, index) => ({ ...each, id: names[index]! }));
  expect(json.stdout).toBe(JSON.stringify(aggregate(study, named)));
});

test("every option reaches the aggregate", async () => {
  const folder = await workFolder(FILES);
  const options = {
    potential: "value",
    potentialValue: 2,
    dontKnow: "blank-when-majority",
    minimumAnswers: 2,
  } as const;
  const flags = Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const run = (...more: string[]) =>
    runCli(["consensus", "study.csv", ...CONTRIBUTIONS, "--format", "json", ...flags, ...more], { cwd: folder });
  const weighed = JSON.parse((await run("--method", "expert", "--weights", "2,1,0")).stdout);
  expect(weighed.options).toEqual({ ...options, method: "expert" });
  // (2 × 3 + 1 × 2) ÷ 3: the third expert weighs nothing.
  expect(weighed.direct[0][1]).toBe(2.67);
  expect(JSON.parse((await run("--method", "mode")).stdout).direct[1][2]).toBe(2);
});

test("-o writes the study with the matrix, without the judgements on the former scores, and reads back", async () => {
  const folder = await workFolder();
  const args = ["consensus", EXAMPLE, "--contributions", SHIPPED_STUDY_PATH, `${SHIPPED_STUDY_PATH}/direct.csv`, "-o"];
  const run = await runCli([...args, "agreed.json"], { cwd: folder });
  expect(run).toMatchObject({ code: 0, stdout: "", stderr: "agreed.json: 2 experts, 812 of 812 cells\n" });
  const [before, after] = [await readStudy(SHIPPED_STUDY_PATH), await readStudy(`${folder}/agreed.json`)];
  const scores = before.direct.map((row, from) => row.map((cell, to) => (from === to ? null : cell)));
  expect(after.direct).toEqual(scores);
  expect(after).toMatchObject({ id: before.id, title: before.title, disclaimer: before.disclaimer });
  expect(after.judgements).toBeUndefined();
  await runCli([...args, "agreed"], { cwd: folder });
  expect((await readStudy(`${folder}/agreed`)).direct).toEqual(scores);
});

test("cells without answers are counted on stderr", async () => {
  const folder = await workFolder(FILES);
  const args = ["consensus", "study.csv", ...CONTRIBUTIONS, "--minimum-answers", "3", "-o", "agreed.csv"];
  const run = await runCli(args, { cwd: folder });
  expect(run.stderr).toBe("agreed.csv: 3 experts, 3 of 6 cells, 3 blank for lack of answers\n");
  expect(await readFile(`${folder}/agreed.csv`, "utf8")).toBe(",A,B,C\nA,,2,\nB,2,,P\nC,,,\n");
});

test("the help states the library's defaults, of consensus and of agreement", async () => {
  for (const command of ["consensus", "agreement"]) {
    const text = (await runCli([command, "--help"])).stdout.replaceAll(/\s+/g, " ");
    for (const [name, value] of Object.entries(AGGREGATION_DEFAULTS)) {
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect(text, flag).toMatch(new RegExp(`${flag} <[^>]+> (?:(?!--[a-z]+ <).)*\\(default: "?${value}"?\\)`));
    }
  }
});

test.each([
  [[], "required option '--contributions <files...>' not specified"],
  [[...CONTRIBUTIONS, "--method", "max"], "--method: expected one of median, mean, mode, confidence, expert"],
  [[...CONTRIBUTIONS, "--minimum-answers", "0"], "--minimum-answers: expected an integer from 1 to 1000"],
  [[...CONTRIBUTIONS, "--weights", "1,2,3"], "--weights: expected no weights without --method expert"],
  [[...CONTRIBUTIONS, "--method", "expert", "--weights", "1,2"], "--weights: expected 3 weights, one for each"],
  [[...CONTRIBUTIONS, "--method", "expert", "--weights", "1,x,2"], "contributions/1/weight: expected a number from 0"],
  [[...CONTRIBUTIONS, "--format", "csv", "-o", "out.csv"], "--format: expected no --format beside --out"],
  [["--contributions", "missing.csv"], "missing.csv: expected"],
  [["--contributions", "bad.csv"], 'row A, column B (/direct/0/1): expected a number ≥ 0, P or blank, received "x"'],
  [["--contributions", "other.csv"], "other.csv: expected the 3 variables of the study, received 2 variables"],
  [["--contributions", "e1.csv", "e1.csv"], "contributions/1/id: expected a text that names this expert alone"],
])("bad use %j is refused with code 2, its reason on stderr, nothing written", async (args, reason) => {
  const bad = { "bad.csv": FILES["e1.csv"].replace("3", "x"), "other.csv": ",A,B\nA,,1\nB,1,\n" };
  const folder = await workFolder({ ...FILES, ...bad });
  const run = await runCli(["consensus", "study.csv", ...args], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(reason);
});
