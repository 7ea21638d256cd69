import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readStudy } from "../../src/node/read-study.js";
import { outputFailed } from "../../src/node/write-file-atomically.js";
import { writeStudy } from "../../src/node/write-study.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";
import { nastyName, randomStudy, spreadsheetName } from "../study/random-study.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "motrice-write-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SMALL = parseStudy({ variables: [{ id: "a", label: "A" }], direct: [[null]] });
const refusal = async (path: string) => {
  const error: unknown = await writeStudy(SMALL, path).then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  return error as { code: string; message: string };
};

test.each([".json", ".csv", ".tsv", ".txt", ".xlsx", ""])(
  "written as %j and read, a study is the same",
  async (extension) => {
    await fc.assert(
      fc.asyncProperty(randomStudy(extension === ".xlsx" ? spreadsheetName : nastyName), async (study) => {
        const path = join(folder, `study${extension}`);
        await writeStudy(study, path);
        expect(await readStudy(path)).toEqual(study);
      }),
      { numRuns: 15 },
    );
    expect(readdirSync(folder)).toEqual([`study${extension}`]);
  },
);

test("a study with judgements and hypotheses is the same from JSON and from a folder", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  for (const name of ["one.json", "folder"]) {
    await writeStudy(study, join(folder, name));
    expect(await readStudy(join(folder, name))).toEqual(study);
  }
});

test("a note without hypotheses comes back from a folder", async () => {
  const study = parseStudy({ ...SMALL, hypothesisNote: "none drafted" });
  await writeStudy(study, join(folder, "noted"));
  expect(await readStudy(join(folder, "noted"))).toEqual(study);
});

test("a study folder is replaced file by file, what else is in it stays", async () => {
  const target = join(folder, "study");
  await writeStudy(await readStudy(SHIPPED_STUDY_PATH), target);
  writeFileSync(join(target, "SOURCE.md"), "mine");
  await writeStudy(SMALL, target);
  expect(readdirSync(target).sort()).toEqual(["SOURCE.md", "direct.csv", "study.json"]);
  expect(readFileSync(join(target, "SOURCE.md"), "utf8")).toBe("mine");
  expect(await readStudy(target)).toEqual(SMALL);
});

test("another directory that is not empty is left alone", async () => {
  writeFileSync(join(folder, "letter.txt"), "mine");
  expect(await refusal(folder)).toMatchObject({ code: "output-failed", message: /another directory/ });
  expect(readdirSync(folder)).toEqual(["letter.txt"]);
});

test("what cannot be written leaves nothing behind", async () => {
  mkdirSync(join(folder, "taken.csv"));
  writeFileSync(join(folder, "file"), "mine");
  expect(await refusal(join(folder, "none", "m.csv"))).toMatchObject({
    code: "output-failed",
    message: /does not exist/,
  });
  expect(await refusal(join(folder, "none", "study"))).toMatchObject({
    code: "output-failed",
    message: /does not exist/,
  });
  expect(await refusal(join(folder, "taken.csv"))).toMatchObject({ code: "output-failed", message: /a directory/ });
  expect(await refusal(join(folder, "file"))).toMatchObject({ code: "output-failed", message: /no directory/ });
  expect(await refusal(join(folder, "m.pdf"))).toMatchObject({ code: "options-invalid", message: /m\.pdf/ });
  expect(readdirSync(folder).sort()).toEqual(["file", "taken.csv"]);
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
});

test("what the system refuses is said in words", async () => {
  writeFileSync(join(folder, "file"), "mine");
  const cases: readonly (readonly [string, RegExp])[] = [
    [join("file", "m.csv"), /a part of the path is no directory/],
    [join("file", "study"), /no directory/],
    [`${"n".repeat(300)}.csv`, /the name is too long/],
    ["n".repeat(300), /the name is too long/],
  ];
  for (const [path, message] of cases) {
    expect(await refusal(join(folder, path))).toMatchObject({ code: "output-failed", message });
  }
  expect(outputFailed("m.csv", Object.assign(new Error(), { code: "EACCES" })).message).toBe(
    "m.csv: not written, no permission to write there",
  );
  expect(readdirSync(folder)).toEqual(["file"]);
});
