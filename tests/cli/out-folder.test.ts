import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { PLOT_NAMES } from "../../src/plots/plots.js";
import { toCsv } from "../../src/report/csv.js";
import { toHtml } from "../../src/report/html.js";
import { toJson } from "../../src/report/json.js";
import { shippedStudy } from "../shipped-study.js";
import { EXAMPLE, runCli, workFolder } from "./run-cli.js";

const FILES = [
  "analysis.json",
  "graph.gexf",
  "graph.graphml",
  "rankings.csv",
  "report.html",
  "report.md",
  ...PLOT_NAMES.flatMap((name) => [`${name}.svg`, `${name}.png`]),
].sort();

const TRIANGLE = ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n";

test("--out writes every file, in folders made as needed, with the bytes of the library", async () => {
  const folder = await workFolder();
  const run = await runCli(["analyze", EXAMPLE, "--lang", "en", "--out", "a/b/report"], { cwd: folder });
  expect(run.code).toBe(0);
  expect(run.stderr).toBe(`${FILES.length} files written to a/b/report\n`);
  expect((await readdir(join(folder, "a/b/report"))).sort()).toEqual(FILES);
  expect(await readdir(join(folder, "a/b"))).toEqual(["report"]);
  const study = await shippedStudy();
  const analysis = analyze(study, { lang: "en" });
  const read = (name: string) => readFile(join(folder, "a/b/report", name), "utf8");
  expect(await read("analysis.json")).toBe(toJson(analysis));
  expect(await read("rankings.csv")).toBe(toCsv(analysis));
  expect((await read("report.html")) === toHtml(study, analysis)).toBe(true);
  for (const picture of (await read("report.md")).matchAll(/!\[[^\]]*\]\(<\.\/([^>]+)>\)/g))
    expect(FILES).toContain(picture[1]);
  const png = await readFile(join(folder, "a/b/report/matrix.png"));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
});

test("--out replaces its own files in a folder that is there, and no others", async () => {
  const folder = await workFolder({ "m.csv": TRIANGLE });
  await mkdir(join(folder, "out"));
  await writeFile(join(folder, "out/mine.txt"), "mine");
  await writeFile(join(folder, "out/analysis.json"), "old");
  expect((await runCli(["analyze", "m.csv", "--out", "out"], { cwd: folder })).code).toBe(0);
  expect((await readdir(join(folder, "out"))).sort()).toEqual([...FILES, "mine.txt"].sort());
  expect(await readFile(join(folder, "out/mine.txt"), "utf8")).toBe("mine");
  expect(JSON.parse(await readFile(join(folder, "out/analysis.json"), "utf8")).study.size).toBe(3);
});

test("where --out cannot be written nothing is: not a file, not a line on stdout", async () => {
  const folder = await workFolder({ "m.csv": TRIANGLE, taken: "a file" });
  const run = await runCli(["analyze", "m.csv", "--out", "taken"], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain("taken: expected a directory");
  expect((await readdir(folder)).sort()).toEqual(["m.csv", "taken"]);
});

test("one file that cannot be replaced leaves all others as they were", async () => {
  const folder = await workFolder({ "m.csv": TRIANGLE });
  await mkdir(join(folder, "out/report.html"), { recursive: true });
  await writeFile(join(folder, "out/analysis.json"), "old");
  const run = await runCli(["analyze", "m.csv", "--out", "out"], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect((await readdir(join(folder, "out"))).sort()).toEqual(["analysis.json", "report.html"]);
  expect(await readFile(join(folder, "out/analysis.json"), "utf8")).toBe("old");
});

test.each([
  ["taken/out", "a part of the path is no directory"],
  ["n".repeat(300), "the name is too long"],
])("a folder that cannot be made, %s, is bad use, in words", async (out, reason) => {
  const folder = await workFolder({ "m.csv": TRIANGLE, taken: "a file" });
  const run = await runCli(["analyze", "m.csv", "--out", out], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(reason);
  expect((await readdir(folder)).sort()).toEqual(["m.csv", "taken"]);
});

test("bad input writes no folder", async () => {
  const folder = await workFolder({ "m.csv": ",A,B\nA,1,2\nB,x,\n" });
  const run = await runCli(["analyze", "m.csv", "--out", "out"], { cwd: folder });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  await expect(stat(join(folder, "out"))).rejects.toThrow();
});
