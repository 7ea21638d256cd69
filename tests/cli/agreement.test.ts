import { expect, test } from "vitest";
import { agenda } from "../../src/analysis/agenda.js";
import { agreement } from "../../src/experts/agreement.js";
import { readContributions } from "../../src/node/read-contributions.js";
import { readStudy } from "../../src/node/read-study.js";
import { toAgreementCsv } from "../../src/report/agreement-csv.js";
import { toAgreementText } from "../../src/report/agreement-text.js";
import { runCli, workFolder } from "./run-cli.js";

const FILES = {
  "study.csv": ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n",
  "e1.csv": ",A,B,C\nA,,3,?\nB,2,,P\nC,1,,\n",
  "e2.csv": ",A,B,C\nA,,2,1\nB,1,,P\nC,2,0,\n",
  "e3.csv": ",A,B,C\nA,,1,1\nB,2,,3\nC,3,1,\n",
};
const names = ["e1.csv", "e2.csv", "e3.csv"];

async function inFolder() {
  const folder = await workFolder(FILES);
  const study = await readStudy(`${folder}/study.csv`);
  const read = await readContributions(
    study,
    names.map((name) => `${folder}/${name}`),
  );
  const given = read.map((each, index) => ({ ...each, id: names[index]! }));
  const run = (...args: string[]) =>
    runCli(["agreement", "study.csv", "--contributions", ...names, ...args], { cwd: folder });
  return { study, given, run };
}

test("text, JSON and CSV are the bytes of the library", async () => {
  const { study, given, run } = await inFolder();
  const [group, list] = [agreement(study, given), agenda(study, given)];
  expect(await run()).toMatchObject({ code: 0, stderr: "", stdout: toAgreementText(study, group, list) });
  expect((await run("--lang", "fr")).stdout).toBe(toAgreementText(study, group, list, { lang: "fr" }));
  expect((await run("--format", "json")).stdout).toBe(JSON.stringify({ agreement: group, agenda: list }));
  expect((await run("--format", "csv")).stdout).toBe(toAgreementCsv(study, group, list));
});

test("every option reaches the agreement and the agenda", async () => {
  const { study, given, run } = await inFolder();
  const planes = { power: 3, maxPower: 20, threshold: "median", limit: 1 } as const;
  const aggregation = { method: "mean", potential: "value", potentialValue: 2, minimumAnswers: 2 } as const;
  const flags = Object.entries({ ...planes, ...aggregation, completeness: 0.5 }).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const expected = {
    agreement: agreement(study, given, { potential: "value", potentialValue: 2, completeness: 0.5 }),
    agenda: agenda(study, given, { ...planes, aggregation }),
  };
  expect((await run("--format", "json", ...flags)).stdout).toBe(JSON.stringify(expected));
  const ignored = JSON.parse((await run("--format", "json", "--potential", "ignore")).stdout);
  expect(ignored.agreement.options.potential).toBe("ignore");
});

test.each([
  [["--completeness", "2"], "--completeness: expected a number from 0 to 1"],
  [["--limit", "-1"], "--limit: expected an integer from 0 to 10000"],
  [["--power", "0"], "--power: expected"],
  [["--threshold", "mean("], "--threshold: expected"],
  [["--format", "html"], "Allowed choices are table, json, csv"],
])("bad use %j is refused with code 2, its reason on stderr and nothing on stdout", async (args, reason) => {
  const { run } = await inFolder();
  const refused = await run(...args);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain(reason);
});

test("one expert, and a single variable, are told rather than refused", async () => {
  const folder = await workFolder({ ...FILES, "one.csv": ",A\nA,\n" });
  for (const [file, contribution] of [
    ["study.csv", "e1.csv"],
    ["one.csv", "one.csv"],
  ] as const) {
    const run = await runCli(["agreement", file, "--contributions", contribution], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("no cell that two experts scored");
  }
});
