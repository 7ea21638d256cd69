import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listExamples, readExample, readStudy, writeStudy } from "../../src/node.js";

const text = await readFile(new URL("../../matrices/README.md", import.meta.url), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)![1]!;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "motrice-matrices-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the smallest study as JSON and the bare matrix as CSV hold the same influences", async () => {
  for (const language of ["json", "csv"]) {
    const path = join(folder, `example.${language}`);
    await writeFile(path, block(language));
    const study = await readStudy(path);
    expect(study.variables.map(({ label }) => label)).toEqual(["Price", "Demand"]);
    expect(study.direct).toEqual([
      [null, 3],
      ["P", null],
    ]);
  }
});

test("the bare matrix as XLSX is the same study as the CSV", async () => {
  const path = join(folder, "table.csv");
  await writeFile(path, block("csv"));
  const study = await readStudy(path);
  await writeStudy(study, join(folder, "table.xlsx"));
  const { variables, direct } = await readStudy(join(folder, "table.xlsx"));
  expect({ variables, direct }).toEqual({ variables: study.variables, direct: study.direct });
});

test("every shipped study is in the table with its size, and has the files that are said", async () => {
  for (const id of await listExamples()) {
    const { study, path } = await readExample(id);
    expect(text).toContain(
      `| [\`${id}\`](${id}/SOURCE.md) | ${study.variables.length} in ${study.blocks.length} blocks |`,
    );
    for (const name of ["study.json", "direct.csv", "judgements.csv", "hypotheses.json", "SOURCE.md"]) {
      expect(text).toContain(`\`${name}\``);
      expect((await readFile(join(path, name))).length).toBeGreaterThan(0);
    }
  }
});
