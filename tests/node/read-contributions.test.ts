import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StudyError } from "../../src/errors.js";
import { readContributions } from "../../src/node/read-contributions.js";
import { readStudy } from "../../src/node/read-study.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { studyFrom } from "../matrices.js";
import { cellsWith, workbookParts, zip } from "./workbook.js";

const study = studyFrom([
  [null, 1, 2],
  [3, null, 0],
  [0, 0, null],
]);
const ANSWERS = [
  [null, 3, "?"],
  ["P", null, null],
  [0, 1.5, null],
];
const CSV = ",v1,v2,v3\nv1,,3,?\nv2,P,,\nv3,0,1.5,\n";

async function inFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-contributions-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "folder"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const VARIABLES = study.variables.map(({ id, label }) => ({ id, label }));

test("? is read from a table, a JSON file and a folder, which give the same answers", async () => {
  const folder = await inFolder({
    "e1.csv": CSV,
    "e2.tsv": CSV.replaceAll(",", "\t"),
    "e3.json": JSON.stringify({ variables: VARIABLES, direct: ANSWERS }),
    "folder/study.json": JSON.stringify({ variables: VARIABLES }),
    "folder/direct.csv": CSV,
  });
  const paths = ["e1.csv", "e2.tsv", "e3.json", "folder"].map((name) => join(folder, name));
  const found = await readContributions(study, paths);
  expect(found).toEqual(paths.map((id) => ({ id, answers: ANSWERS })));
});

test("? is read from a workbook", async () => {
  const doubtful = '<c r="C2" t="str"><v>?</v></c>';
  const path = join(await inFolder({ "e1.xlsx": zip(workbookParts(cellsWith(doubtful))) }), "e1.xlsx");
  const pair = parseStudy({
    variables: [
      { id: "A", label: "A" },
      { id: "B", label: "B" },
    ],
    direct: [
      [null, 2],
      [1, null],
    ],
  });
  const answers = [
    [null, "?"],
    ["P", null],
  ];
  expect(await readContributions(pair, [path])).toEqual([{ id: path, answers }]);
});

test("variables in another order come back in the study's, doubts, confidence and notes with them", async () => {
  const folder = await inFolder({
    "e1.json": JSON.stringify({
      variables: [...VARIABLES].reverse(),
      direct: [
        [null, 1.5, 0],
        [null, null, "P"],
        ["?", 3, null],
      ],
      judgements: [
        { from: "v1", to: "v2", value: 3, confidence: 1, rationale: { en: "strong", fr: "fort" } },
        { from: "v1", to: "v3", value: "?", confidence: 2 },
      ],
    }),
  });
  const path = join(folder, "e1.json");
  expect(await readContributions(study, [path])).toEqual([
    {
      id: path,
      answers: ANSWERS,
      confidence: [
        [null, 1, 2],
        [null, null, null],
        [null, null, null],
      ],
      notes: [
        [null, "strong", null],
        [null, null, null],
        [null, null, null],
      ],
    },
  ]);
});

test.each([
  ["a word", CSV.replace("?", "x"), 'row v1, column v3 (/direct/0/2): expected a number ≥ 0, P or blank, received "x"'],
  ["a ? on the diagonal", CSV.replace("v1,,", "v1,?,"), "row v1, column v1 (/direct/0/0): expected a blank or 0"],
])("%s is refused with its place", async (_, csv, message) => {
  const path = join(await inFolder({ "e1.csv": csv }), "e1.csv");
  await expect(readContributions(study, [path])).rejects.toThrow(message);
});

test("a study has no ?: there it stays a fault", async () => {
  const folder = await inFolder({
    "e1.csv": CSV,
    "folder/study.json": JSON.stringify({ variables: VARIABLES, direct: ANSWERS }),
  });
  await expect(readStudy(join(folder, "e1.csv"))).rejects.toThrow(StudyError);
  await expect(readStudy(join(folder, "folder"))).rejects.toThrow(/expected a number ≥ 0, P or blank, received "\?"/);
});
