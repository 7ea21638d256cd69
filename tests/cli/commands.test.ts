import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { ANALYSIS_DEFAULTS } from "../../src/analysis/options.js";
import { PLOT_NAMES as CLI_PLOT_NAMES } from "../../src/cli/plot.js";
import { feedbackLoops } from "../../src/graph/feedback-loops.js";
import { strongestPaths } from "../../src/graph/strongest-paths.js";
import { readStudy } from "../../src/node/read-study.js";
import { PLOT_NAMES, plot } from "../../src/plots/plots.js";
import { shippedStudy } from "../shipped-study.js";
import { CLI, EXAMPLE, runCli, workFolder } from "./run-cli.js";

test("plot prints the picture of the library, for every picture", async () => {
  expect(CLI_PLOT_NAMES).toEqual(PLOT_NAMES);
  const study = await shippedStudy();
  const analysis = analyze(study);
  for (const name of PLOT_NAMES) {
    const run = await runCli(["plot", name, EXAMPLE]);
    expect(run, name).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout === plot(name, { study, analysis }), name).toBe(true);
  }
});

test("plot writes a file of the kind its ending names, and options reach the picture", async () => {
  const folder = await workFolder();
  const study = await shippedStudy();
  const analysis = analyze(study, { lang: "en" });
  const flags = ["--lang", "en", "--percent", "10", "--labels", "code", "--width", "900"];
  expect(await runCli(["plot", "graph", EXAMPLE, ...flags, "-o", "g.svg"], { cwd: folder })).toMatchObject({
    code: 0,
    stdout: "",
    stderr: "",
  });
  const expected = plot("graph", { study, analysis }, { percent: 10, labels: "code", width: 900 });
  expect(await readFile(join(folder, "g.svg"), "utf8")).toBe(expected);
  await runCli(["plot", "stability", EXAMPLE, "-o", "s.PNG"], { cwd: folder });
  expect((await readFile(join(folder, "s.PNG"))).subarray(0, 4)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  expect((await runCli(["plot", "stability", EXAMPLE, "--format", "png"])).bytes.subarray(0, 4)).toEqual(
    Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  );
});

test("paths names variables by code, id or label, and prints what the library finds", async () => {
  const study = await shippedStudy();
  const json = await runCli([
    "paths",
    EXAMPLE,
    "climate-change",
    "Capital humain",
    "--count",
    "3",
    "--length",
    "4",
    "--format",
    "json",
  ]);
  expect(JSON.parse(json.stdout)).toEqual(strongestPaths(study, "V15", "V16", { count: 3, maxLength: 4 }));
  const table = await runCli(["paths", EXAMPLE, "V15", "V16", "--lang", "en"]);
  expect(table.stdout).toContain("From V15 Climate to V16 Human capital, strongest first");
  expect(table.stdout).toContain(
    "V15 Climate ─2→ V07 State action ─2→ V16 Human capital".replaceAll(" ", "\u00A0").replaceAll("\u00A0─", " ─"),
  );
  expect(table.stdout).toContain("Illustrative scoring.");
});

test("paths says so where no path leads", async () => {
  const folder = await workFolder({ "m.csv": ",A,B\nA,,1\nB,0,\n" });
  expect(await runCli(["paths", "m.csv", "B", "A"], { cwd: folder })).toMatchObject({
    code: 0,
    stdout: "No path leads from B to A.\n",
  });
});

test("loops prints what the library finds, each with its strengths", async () => {
  const study = await shippedStudy();
  const json = await runCli(["loops", EXAMPLE, "--length", "3", "--limit", "6", "--format", "json"]);
  expect(JSON.parse(json.stdout)).toEqual(feedbackLoops(study, { maxLength: 3, limit: 6 }));
  const folder = await workFolder({ "m.csv": ",A,B\nA,,3\nB,2,\n", "none.csv": ",A,B\nA,,3\nB,0,\n" });
  const table = await runCli(["loops", "m.csv"], { cwd: folder });
  expect(table.stdout.replaceAll("\u00A0", " ")).toContain("1. product 6 · weakest link 2\n    A ─3→ B ─2→ A\n");
  expect((await runCli(["loops", "none.csv"], { cwd: folder })).stdout).toBe(
    "There is no feedback loop of up to 4 variables.\n",
  );
});

test("convert keeps the matrix in every format, and the whole study as JSON or folder", async () => {
  const folder = await workFolder();
  const study = await shippedStudy();
  for (const name of ["s.json", "folder", "m.csv", "m.xlsx", "m.tsv"]) {
    const run = await runCli(["convert", EXAMPLE, name], { cwd: folder });
    expect(run, name).toMatchObject({ code: 0, stdout: "" });
    const written = await readStudy(join(folder, name));
    expect(written.direct, name).toEqual(study.direct);
    if (name === "s.json" || name === "folder") expect(written.judgements, name).toEqual(study.judgements);
    else if (name === "m.xlsx") {
      expect(run.stderr).toBe("m.xlsx: 29 variables, all but judgements and hypotheses\n");
      const { title, language, horizon, blocks, variables } = study;
      expect(written).toMatchObject({ title, language, horizon, blocks, variables });
    } else expect(run.stderr).toBe(`${name}: 29 variables, the matrix only\n`);
  }
  expect((await readdir(folder)).sort()).toEqual(["folder", "m.csv", "m.tsv", "m.xlsx", "s.json"]);
});

test("validate sums a study up and warns of what may be a slip", async () => {
  const study = {
    title: "Doubtful",
    blocks: [{ id: "x", label: "X" }],
    variables: [
      { id: "a", label: "A", block: "x" },
      { id: "b", label: "B", block: "x" },
      { id: "c", label: "C" },
    ],
    direct: [
      [null, 4, null],
      [2.5, null, 0],
      [0, null, null],
    ],
  };
  const folder = await workFolder({ "s.json": JSON.stringify(study) });
  const { code, stdout } = await runCli(["validate", "s.json"], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout.split("\n")).toEqual([
    "valid: Doubtful",
    "3 variables in 1 block",
    "4 of 6 cells scored, fill rate 22.2 %",
    "scores: 0 × 2, 2.5 × 1, 4 × 1",
    "warning: 2 cells are blank: not scored, counted as 0",
    "warning: scores other than 0, 1, 2, 3 and P, and no scale that names them: 2.5, 4",
    "warning: no influence, given or received: c",
    "warning: no block: c",
    "",
  ]);
  expect((await runCli(["validate", EXAMPLE])).stdout).not.toContain("warning");
});

test("examples lists each shipped study with its folder, and its disclaimer", async () => {
  const { stdout } = await runCli(["examples", "--lang", "en"]);
  expect(stdout).toContain(`${EXAMPLE}  (29 variables)\n  What future for regional industry?`);
  expect(stdout).toContain("Illustrative scoring.");
  const path = stdout
    .split("\n")
    .find((line) => line.trim().startsWith("/"))!
    .trim();
  expect((await readStudy(path)).variables).toHaveLength(29);
});

test("serve answers on loopback and leaves on SIGTERM", async () => {
  const child = spawn(process.execPath, [CLI, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, MOTRICE_DATA_FOLDER: ":memory:" },
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const url = await new Promise<string>((done) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
      if (found) done(found[0]);
    });
  });
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("the help of a command states the library's defaults", async () => {
  const { stdout } = await runCli(["analyze", "--help"]);
  const text = stdout.replaceAll(/\s+/g, " ");
  for (const [name, value] of Object.entries(ANALYSIS_DEFAULTS)) {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(text, flag).toMatch(new RegExp(`${flag} <[^>]+> (?:(?!--[a-z]+ <).)*\\(default: "?${value}"?\\)`));
  }
});

test("the help of plot states the picture a command without options draws", async () => {
  const { stdout } = await runCli(["plot", "--help"]);
  const text = stdout.replaceAll(/\s+/g, " ");
  const percent = /--percent <percent> [^(]*\(default: (\d+)\)/.exec(text)![1]!;
  const [plain, asked] = await Promise.all([
    runCli(["plot", "graph", EXAMPLE]),
    runCli(["plot", "graph", EXAMPLE, "--percent", percent]),
  ]);
  expect(asked.stdout).toBe(plain.stdout);
  expect(plain.stdout).toContain("<svg");
});

test("every example in the help runs", async () => {
  const folder = await workFolder();
  const commands = [
    "analyze",
    "plot",
    "sensitivity",
    "robustness",
    "paths",
    "loops",
    "convert",
    "validate",
    "examples",
    "serve",
  ];
  const helps = await Promise.all(commands.map((command) => runCli([command, "--help"])));
  const examples = helps.flatMap(({ stdout }) =>
    [...stdout.matchAll(/^ {2}\$ motrice (.+)$/gm)].map((match) => match[1]!),
  );
  expect(examples.length).toBeGreaterThanOrEqual(commands.length);
  for (const example of examples.filter((line) => !line.startsWith("serve"))) {
    const words = [...example.replace(/ > .+$/, "").matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
    expect(await runCli(words, { cwd: folder }), example).toMatchObject({ code: 0 });
  }
});

test("motrice --version is the package's", async () => {
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  expect(await runCli(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
});
