import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { Command } from "commander";
import { expect, test, vi } from "vitest";
import { reportFailure } from "../../src/cli/failure.js";
import { outputFailed } from "../../src/node/write-file-atomically.js";
import { CLI, EXAMPLE, runCli, workFolder } from "./run-cli.js";

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

test("every issue of the input stands on a line of its own, with row, column and value", async () => {
  const folder = await workFolder({ "m.csv": ",A,B,C\nA,1,2,-1\nB,x,,3\nC,1,NaN,\n" });
  const run = await runCli(["analyze", "m.csv"], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(lines(run.stderr)).toHaveLength(4);
  for (const part of ["row A, column A", "row A, column C", "row B, column A", "row C, column B", '"x"', '"NaN"']) {
    expect(run.stderr).toContain(part);
  }
});

test("issues of options go by their flags, all at once and with those of the study", async () => {
  const run = await runCli([
    "analyze",
    "nowhere",
    "--power",
    "abc",
    "--max-power",
    "0",
    "--threshold",
    "mean(",
    "--lang",
    "de",
  ]);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  for (const flag of ["--power", "--max-power", "--threshold", "--lang"]) {
    expect(lines(run.stderr).filter((line) => line.startsWith(`${flag}: `))).toHaveLength(1);
  }
  expect(lines(run.stderr).at(-1)).toMatch(/^nowhere: expected .*hauts-de-france-industrie-2040/);
});

test.each([
  [[], "Usage: motrice"],
  [["frobnicate"], "unknown command"],
  [["analyze"], "missing required argument 'study'"],
  [["analyze", EXAMPLE, "--frob"], "unknown option '--frob'"],
  [["analyze", EXAMPLE, "more"], "too many arguments"],
  [["analyze", EXAMPLE, "--format", "xml"], "Allowed choices are table, json, csv, md, html"],
  [["analyze", EXAMPLE, "--measure", "magic"], "--measure: expected one of power, attenuated, dematel"],
  [["analyze", EXAMPLE, "--potential-value", "0"], "--potential-value: expected a number above 0"],
  [["analyze", EXAMPLE, "--loop-length", "13"], "--loop-length: "],
  [["analyze", EXAMPLE, "--sheet", "One"], "--sheet: expected an .xlsx workbook"],
  [["plot", "pie", EXAMPLE], "Allowed choices are map-direct"],
  [["plot", "graph", EXAMPLE, "--percent", "7"], "--percent: expected one of 5, 10, 25, 50, 75, 100"],
  [["plot", "matrix", EXAMPLE, "--percent", "5"], "--percent: expected no option of this name for matrix"],
  [["plot", "matrix", EXAMPLE, "-o", "m.pdf"], "--output: expected a file ending in .svg or .png"],
  [["plot", "matrix", EXAMPLE, "-o", "m.svg", "--format", "png"], "--format: expected svg"],
  [["plot", "matrix", EXAMPLE, "-o", "no/such/folder/m.svg"], "the directory it is to be in does not exist"],
  [["paths", EXAMPLE, "V01", "V99"], "<to>: expected"],
  [["paths", EXAMPLE, "V01", "V01"], "<to>: expected another variable"],
  [["paths", EXAMPLE, "V01", "V02", "--count", "0"], "--count: expected"],
  [["paths", EXAMPLE, "V01", "V02", "--length", "x"], "--length: expected"],
  [["loops", EXAMPLE, "--length", "1"], "--length: expected"],
  [["loops", EXAMPLE, "--limit", "-1"], "--limit: expected"],
  [["convert", EXAMPLE, "study.doc"], "<out>: expected a path ending in .json"],
  [["validate", "nowhere.csv"], "nowhere.csv: expected"],
  [["serve", "--port", "70000"], "--port: expected an integer from 0 to 65535"],
])("bad use %j is refused with code 2, its reason on stderr and nothing on stdout", async (args, reason) => {
  const folder = await workFolder();
  const run = await runCli(args, { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(reason);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ["empty.csv", ""],
  ["latin1.csv", Uint8Array.from([0x2c, 0xe9, 0x0a, 0xe9, 0x2c])],
  ["zip.xlsx", "no zip at all"],
  ["text.json", "{ not json"],
  ["deep.json", "[".repeat(200_000)],
  ["proto.json", '{"__proto__":{"x":1},"variables":[{"id":"a","label":"A"}],"direct":[[null]]}'],
  ["study.docx", "x"],
])("the bad file %s gets one clear error and no stack", async (name, content) => {
  const folder = await workFolder({ [name]: content });
  const run = await runCli(["validate", name], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).not.toMatch(/\n +at |a fault of ours/);
  expect(lines(run.stderr).length).toBeGreaterThan(0);
});

test("labels and arguments cannot steer the terminal, on stdout or stderr", async () => {
  const evil = "\u001B[2J\u009B31mred\u0007\u202E";
  const study = {
    variables: ["a", "b"].map((id) => ({ id, label: `${id}${evil}`, short: `${id}${evil}` })),
    direct: [
      [null, 1],
      [2, null],
    ],
  };
  const bad = {
    ...study,
    direct: [
      [null, -1],
      [2, null],
    ],
    variables: study.variables.map((v) => ({ ...v, code: v.label })),
  };
  const folder = await workFolder({ "s.json": JSON.stringify(study), "bad.json": JSON.stringify(bad) });
  const runs = await Promise.all(
    [
      ["analyze", "s.json"],
      ["loops", "s.json"],
      ["paths", "s.json", "a", "b"],
      ["validate", "s.json"],
      ["validate", "bad.json"],
      ["analyze", evil],
      [evil],
    ].map((args) => runCli(args, { cwd: folder })),
  );
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 2, 2, 2]);
  for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
});

test("a full disk is no bad use: code 1, in words, on stdout and in a file", async () => {
  const full = spawn("/bin/sh", ["-c", `"${process.execPath}" "${CLI}" analyze ${EXAMPLE} --format html > /dev/full`]);
  let err = "";
  full.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise((done) => full.on("close", done));
  expect({ code, err }).toEqual({ code: 1, err: "stdout: not written, the disk is full\n" });
  const written: string[] = [];
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const failures = ["ENOSPC", "EIO", "EACCES", "ENOTDIR", "ENAMETOOLONG"].map((errno) =>
    reportFailure(outputFailed("out", Object.assign(new Error(), { code: errno })), new Command()),
  );
  stderr.mockRestore();
  expect(failures).toEqual([1, 1, 2, 2, 2]);
  expect(written[0]).toBe("out: not written, the disk is full\n");
});

test("a reader that leaves early ends the command without a word", async () => {
  const child = spawn("/bin/sh", [
    "-c",
    `"${process.execPath}" "${CLI}" analyze ${EXAMPLE} --format html | head -c 10; wait`,
  ]);
  let err = "";
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise((done) => child.on("close", done));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});
