import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { toCsv } from "../../src/report/csv.js";
import { toHtml } from "../../src/report/html.js";
import { toJson } from "../../src/report/json.js";
import { toMarkdown } from "../../src/report/markdown.js";
import { toTextTable } from "../../src/report/text-table.js";
import { SHIPPED_STUDY_PATH, shippedStudy } from "../shipped-study.js";
import { EXAMPLE, runCli, workFolder } from "./run-cli.js";

test("every format prints the bytes of the library", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study);
  const expected = {
    json: toJson(analysis),
    csv: toCsv(analysis),
    md: toMarkdown(study, analysis),
    html: toHtml(study, analysis),
    table: toTextTable(analysis),
  };
  for (const [format, text] of Object.entries(expected)) {
    const run = await runCli(["analyze", SHIPPED_STUDY_PATH, "--format", format]);
    expect(run, format).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout === text, format).toBe(true);
  }
});

test("every option reaches the analysis", async () => {
  const options = {
    lang: "en",
    power: 5,
    maxPower: 20,
    measure: "attenuated",
    attenuation: 0.3,
    potentialValue: 2,
    threshold: "mean + std / 2",
    loopLength: 3,
    loopLimit: 7,
  } as const;
  const flags = Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);
  const run = await runCli(["analyze", EXAMPLE, "--format", "json", ...flags]);
  expect(run.stdout).toBe(toJson(analyze(await shippedStudy(), options)));
});

test("the id of a shipped example stands for its folder", async () => {
  const [byId, byPath] = await Promise.all([runCli(["analyze", EXAMPLE]), runCli(["analyze", SHIPPED_STUDY_PATH])]);
  expect(byId.stdout).toBe(byPath.stdout);
});

test("a file of the name of an example goes before the example", async () => {
  const folder = await workFolder();
  const { mkdir, writeFile } = await import("node:fs/promises");
  await mkdir(`${folder}/${EXAMPLE}`);
  await writeFile(`${folder}/${EXAMPLE}/study.json`, '{"variables":[{"id":"a","label":"Mine"}]}');
  await writeFile(`${folder}/${EXAMPLE}/direct.csv`, ",a\na,\n");
  expect((await runCli(["analyze", EXAMPLE], { cwd: folder })).stdout).toContain("Mine");
});

test("a bare matrix is enough", async () => {
  const folder = await workFolder({ "m.csv": ";Prix;Demande\nPrix;;2,5\nDemande;P;\n" });
  const run = await runCli(["analyze", "m.csv", "--format", "json"], { cwd: folder });
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout).direct.influence).toEqual([2.5, 0]);
});

test("the table fits 80 columns and has no escape sequence where stdout is no terminal", async () => {
  const { stdout } = await runCli(["analyze", EXAMPLE]);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(stdout).not.toContain("\u001B");
  expect(stdout).toContain("puissance 7 (stable)");
  expect(stdout).toContain("Cotation illustrative.");
});
