import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { SENSITIVITY_PICTURES, sensitivityPictureFile } from "../../src/plots/sensitivity-plots.js";
import { toSensitivityCsv } from "../../src/report/sensitivity-csv.js";
import { sensitivity } from "../../src/sensitivity/sensitivity.js";
import { shippedStudy } from "../shipped-study.js";
import { CLI, EXAMPLE, runCli, workFolder } from "./run-cli.js";

const json = (args: readonly string[], cwd?: string) =>
  runCli(["sensitivity", ...args, "--format", "json"], cwd === undefined ? {} : { cwd });

test("JSON and CSV are the bytes of the library, whatever the number of workers", async () => {
  const study = await shippedStudy();
  const expected = await sensitivity(study, { samples: 2000, seed: 7 });
  const flags = [EXAMPLE, "--samples", "2000", "--seed", "7"];
  for (const workers of ["0", "1", "2"]) {
    const run = await json([...flags, "--workers", workers]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout === JSON.stringify(expected), workers).toBe(true);
  }
  const csv = await runCli(["sensitivity", ...flags, "--format", "csv"]);
  expect(csv.stdout).toBe(toSensitivityCsv(study, expected));
});

test("every option reaches the batch", async () => {
  const study = await shippedStudy();
  const options = { samples: 3000, seed: 3, power: 4, threshold: "median", top: 3, targetError: 0.5 } as const;
  const flags = Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const run = await json([EXAMPLE, ...flags, "--no-pairs"]);
  expect(run.stdout).toBe(JSON.stringify(await sensitivity(study, { ...options, pairwise: false })));
});

test.each([
  [["--probability", "0.2"], { kind: "step", probability: 0.2 }],
  [["--probability", "0.3/0.2/0.1"], { kind: "step", probability: { 1: 0.3, 2: 0.2, 3: 0.1 } }],
  [["--model", "step:down=0.2,up=0.1,zero=0.05"], { kind: "step", down: 0.2, up: 0.1, zeroProbability: 0.05 }],
  [["--model", "omission", "--probability", "0.4"], { kind: "omission", probability: 0.4 }],
  [
    ["--model", "potential:probability=0.4,value=2", "--model", "step:probability=0.3/0.2/0.1"],
    [
      { kind: "potential", probability: 0.4, value: 2 },
      { kind: "step", probability: { 1: 0.3, 2: 0.2, 3: 0.1 } },
    ],
  ],
])("%j is read as the model it means", async (flags, perturbation) => {
  const folder = await workFolder({ "m.csv": ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n" });
  const run = await json(["m.csv", "--samples", "300", ...flags], folder);
  const { readStudy } = await import("../../src/node/read-study.js");
  const expected = await sensitivity(await readStudy(`${folder}/m.csv`), {
    samples: 300,
    perturbation: perturbation as never,
  });
  expect(run.stderr).toBe("");
  expect(run.stdout).toBe(JSON.stringify(expected));
});

test("contributions are read from files, their variables in any order", async () => {
  const folder = await workFolder({
    "study.json": JSON.stringify({
      variables: [
        { id: "a", label: "Price" },
        { id: "b", label: "Demand" },
        { id: "c", label: "Supply" },
      ],
      direct: [
        [null, 2, 1],
        [1, null, 0],
        [3, 0, null],
      ],
    }),
    "one.csv": ",Price,Demand,Supply\nPrice,,1,2\nDemand,0,,3\nSupply,1,P,\n",
    "two.csv": ",Supply,Price,Demand\nSupply,,3,0\nPrice,1,,\nDemand,2,2,\n",
  });
  const contributions = [
    [
      [null, 1, 2],
      [0, null, 3],
      [1, "P", null],
    ],
    [
      [null, null, 1],
      [2, null, 2],
      [3, 0, null],
    ],
  ] as const;
  const { readStudy } = await import("../../src/node/read-study.js");
  const study = await readStudy(`${folder}/study.json`);
  for (const [model, perturbation] of [
    ["experts:aggregation=median", { kind: "experts", aggregation: "median", contributions }],
    ["spread", { kind: "spread", contributions }],
  ] as const) {
    const files = ["--contributions", "one.csv", "two.csv"];
    const run = await json(["study.json", "--samples", "300", "--model", model, ...files], folder);
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe(JSON.stringify(await sensitivity(study, { samples: 300, perturbation })));
  }
});

test.each([
  [["--samples", "0"], "--samples: expected an integer from 1"],
  [["--samples", "many"], '--samples: expected an integer from 1 to 1000000000000000, received "many"'],
  [["--seed", "-1"], "--seed: expected"],
  [["--probability", "1.5"], "--probability: expected a probability from 0 to 1"],
  [
    ["--probability", "0.1", "--model", "step", "--model", "omission"],
    "--probability: expected no --probability beside",
  ],
  [["--probability", "0.1", "--model", "step:probability=0.2"], "--probability: expected the probability once"],
  [
    ["--model", "magic"],
    "--model magic, kind: expected a model of the kind step, potential, omission, experts, spread",
  ],
  [["--model", "step:probability"], "--model: expected kind or kind:option=value"],
  [["--model", "step:chance=0.1"], "--model step:chance=0.1, chance: expected no option of this name"],
  [["--model", "step:down=0.7,up=0.6"], "--model step:down=0.7,up=0.6: expected down and up that sum to at most 1"],
  [["--model", "step", "--model", "experts"], "--contributions: expected"],
  [["--model", "experts"], "--contributions: expected the matrices of 1 to 1000 experts"],
  [["--contributions", "m.csv"], "--contributions: expected no --contributions without"],
  [["--model", "spread", "--contributions", "other.csv"], "other.csv: expected the 3 variables of the study"],
  [["--model", "spread", "--contributions", "named.csv"], "named.csv: expected the variables of the study, each once"],
  [["--power", "0"], "--power: expected stable, or an integer from 1 to 200"],
  [["--threshold", "mean + std"], "--threshold: expected mean, median, midrange or a finite number"],
  [["--top", "0"], "--top: expected"],
  [["--target-error", "2"], "--target-error: expected"],
  [["--workers", "-1"], "--workers: expected an integer from 0 to 256"],
  [["--format", "md"], "Allowed choices are table, json, csv"],
])("bad use %j is refused with code 2, its reason on stderr and nothing on stdout", async (args, reason) => {
  const folder = await workFolder({
    "m.csv": ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n",
    "other.csv": ",A,B\nA,,3\nB,2,\n",
    "named.csv": ",A,B,Zeppelin\nA,,3,1\nB,2,,P\nZeppelin,1,0,\n",
  });
  const run = await runCli(["sensitivity", "m.csv", ...args], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(reason);
});

test("one variable, and a study of zeros, are told rather than refused", async () => {
  const folder = await workFolder({ "one.csv": ",A\nA,\n", "zero.csv": ",A,B\nA,,0\nB,0,\n" });
  for (const file of ["one.csv", "zero.csv"]) {
    const run = await json([file, "--samples", "100"], folder);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout).indirect.membership).toBeNull();
  }
});

/** Starts a batch that never ends, sends it a signal once it counts, and gives all it said. */
async function interrupted(signal: NodeJS.Signals): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const args = [CLI, "sensitivity", EXAMPLE, "--samples", "1e12", "--format", "json", "--workers", "1"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
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
  child.kill(signal);
  return { code: await ended, stdout, stderr };
}

test("an interrupted batch prints what it has counted, which is what the library counts of as many samples", async () => {
  const [byInt, byTerm] = await Promise.all([interrupted("SIGINT"), interrupted("SIGTERM")]);
  expect([byInt.code, byTerm.code]).toEqual([130, 143]);
  const result = JSON.parse(byInt.stdout);
  expect(result).toMatchObject({ complete: false, options: { samples: 1e12 } });
  expect(byInt.stderr).toBe(`interrupted: ${result.samples} of 1000000000000 samples counted\n`);
  const again = await sensitivity(await shippedStudy(), { samples: result.samples, workers: 0 });
  expect(result.indirect).toEqual(JSON.parse(JSON.stringify(again.indirect)));
});

test("--out writes report, data and every picture, with the bytes of the library, and --quiet says nothing", async () => {
  const folder = await workFolder({ "m.csv": ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n" });
  const args = ["sensitivity", "m.csv", "--samples", "500", "--format", "json", "--out", "out"];
  const run = await runCli(args, { cwd: folder });
  const pictures = SENSITIVITY_PICTURES.map(({ name, options }) => sensitivityPictureFile(name, options));
  const files = ["report.html", "report.md", "sensitivity.csv", "sensitivity.json"];
  files.push(...pictures.flatMap((name) => [`${name}.svg`, `${name}.png`]));
  expect(run).toMatchObject({ code: 0, stderr: `${files.length} files written to out\n` });
  expect((await readdir(`${folder}/out`)).sort()).toEqual(files.sort());
  expect(await readFile(`${folder}/out/sensitivity.json`, "utf8")).toBe(run.stdout);
  const markdown = await readFile(`${folder}/out/report.md`, "utf8");
  const shown = [...markdown.matchAll(/!\[[^\]]*\]\(<?\.\/([^>)]+)>?\)/g)].map((match) => match[1]!);
  expect(shown.length).toBeGreaterThan(0);
  for (const picture of shown) expect(files).toContain(picture);
  expect(await runCli([...args, "--quiet"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
});

test("a folder that cannot be written leaves stdout empty", async () => {
  const folder = await workFolder({ taken: "a file" });
  const run = await runCli(["sensitivity", EXAMPLE, "--samples", "100", "--out", "taken"], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain("taken: expected a directory");
});
