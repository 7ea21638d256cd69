import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readStudy } from "../../src/node/read-study.js";
import { writeStudy } from "../../src/node/write-study.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "motrice-study-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const refusal = async (path: string, options = {}) => {
  const error: unknown = await readStudy(path, options).then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  return error as { code: string; message: string };
};
/** A copy of the shipped study with one file changed. */
const shippedWith = (name: string, change: (content: string) => string) => {
  const copy = join(folder, "copy");
  cpSync(SHIPPED_STUDY_PATH, copy, { recursive: true });
  writeFileSync(join(copy, name), change(readFileSync(join(copy, name), "utf8")));
  return copy;
};

test("the shipped study holds what its SOURCE.md says", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const count = (value: unknown) => study.direct.flat().filter((cell) => cell === value).length;
  expect(study.variables).toHaveLength(29);
  expect(study.blocks).toHaveLength(6);
  expect([count(1), count(2), count(3), count("P")]).toEqual([87, 93, 28, 17]);
  expect(count(0) + count(null)).toBe(29 * 29 - 225);
  expect(study.judgements).toHaveLength(225);
  const signs = (sign: string) => study.judgements!.filter((judgement) => judgement.sign === sign).length;
  expect([signs("+"), signs("-"), signs("~")]).toEqual([190, 11, 24]);
  const confidence = (level: number) => study.judgements!.filter((judgement) => judgement.confidence === level).length;
  expect([confidence(3), confidence(2), confidence(1)]).toEqual([83, 127, 15]);
  expect(study.judgements!.filter((judgement) => judgement.source === "general knowledge")).toHaveLength(79);
  expect(Object.keys(study.hypotheses!).sort()).toEqual(study.variables.map((variable) => variable.id).sort());
  expect(study.hypothesisNote).toHaveProperty("fr");
  expect(parseStudy(study)).toEqual(study);
});

test("the scores of the shipped study are those of its matrix file, cut by hand", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const lines = readFileSync(join(SHIPPED_STUDY_PATH, "direct.csv"), "utf8").trim().split("\n").slice(1);
  const cells = lines.map((line) =>
    line
      .split(",")
      .slice(1)
      .map((field) => (field === "P" ? "P" : field === "" ? null : Number(field))),
  );
  expect(study.direct).toEqual(cells);
});

test("written as a folder, the shipped study is the same, byte for byte", async () => {
  const target = join(folder, "study");
  await writeStudy(await readStudy(SHIPPED_STUDY_PATH), target);
  expect(readdirSync(target).sort()).toEqual(["direct.csv", "hypotheses.json", "judgements.csv", "study.json"]);
  for (const name of readdirSync(target)) {
    expect(readFileSync(join(target, name), "utf8")).toBe(readFileSync(join(SHIPPED_STUDY_PATH, name), "utf8"));
  }
});

test("a bare matrix reads the same from every kind of file", async () => {
  const expected = parseStudy({
    variables: [
      { id: "A", label: "A" },
      { id: "B", label: "B" },
    ],
    direct: [
      [null, 2],
      ["P", null],
    ],
  });
  expect(await readStudy(put("m.csv", ";A;B\nA;;2\nB;P;"))).toEqual(expected);
  expect(await readStudy(put("m.TSV", "\tA\tB\r\nA\t\t2\r\nB\tP\t"))).toEqual(expected);
  expect(await readStudy(put("m.txt", "\uFEFF,A,B\nA,,2\nB,P,"))).toEqual(expected);
  await writeStudy(expected, join(folder, "m.xlsx"));
  expect(await readStudy(join(folder, "m.xlsx"), { sheet: "direct" })).toEqual(expected);
});

test("what cannot be read is refused with its path and the reason", async () => {
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "m.csv"));
  const cases: [string, RegExp][] = [
    [join(folder, "none.csv"), /nothing at this path/],
    [join(put("f.csv", ";A\nA;0"), "under.csv"), /nothing at this path/],
    [join(folder, "empty"), /a directory without it/],
    [join(folder, "m.csv"), /study\.json/],
    [put("e.csv", ""), /an empty file/],
    [put("e.json", ""), /an empty file/],
    [put("s.json", "  \n"), /an empty text/],
    [put("bad.json", '{"variables": [}'), /valid JSON, received "}" at line 1, column 16/],
    [put("latin1.csv", Buffer.from(";É\nÉ;0", "latin1")), /0xC9 at offset 1, line 1/],
    [put("utf16.csv", Buffer.from("\uFEFF;A\nA;0", "utf16le")), /UTF-16/],
    [put("m.pdf", "x"), /\.pdf/],
    [put("matrix", "x"), /without extension/],
    [put("x.csv", Buffer.from("PK\u0003\u0004")), /\.xlsx workbook/],
    [put("x.xlsx", ";A\nA;0"), /another kind/],
    ["/dev/zero", /device|extension/],
  ];
  for (const [path, message] of cases) {
    const error = await refusal(path);
    expect([path, error.code]).toEqual([path, "study-unreadable"]);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(path);
  }
});

test("a file above 64 MiB is refused unread", async () => {
  expect(await refusal(put("big.csv", Buffer.alloc(64 * 2 ** 20 + 1, 44)))).toMatchObject({ code: "study-too-large" });
});

test("a file of separators alone, of any size, is refused", async () => {
  expect(await refusal(put("commas.csv", Buffer.alloc(20 * 2 ** 20, 44)))).toMatchObject({ code: "study-too-large" });
  expect(await refusal(put("lines.csv", Buffer.alloc(5 * 2 ** 20, 10)))).toMatchObject({ code: "study-invalid" });
});

test("a sheet is asked of a workbook only", async () => {
  expect(await refusal(put("m.csv", ";A\nA;0"), { sheet: "S" })).toMatchObject({ code: "options-invalid" });
});

test("names in direct.csv that are not those of study.json are refused by place", async () => {
  expect((await refusal(shippedWith("direct.csv", (text) => text.replaceAll("V07", "V77")))).message).toBe(
    'row V77, column V77 (/direct/6): expected "V07" or "skills", variable 7 of study.json, received "V77"'.replace(
      "skills",
      (await readStudy(SHIPPED_STUDY_PATH)).variables[6]!.id,
    ),
  );
  const short = shippedWith("direct.csv", () => ",V01,V02\nV01,,1\nV02,2,\n");
  expect((await refusal(short)).message).toMatch(/the 29 variables of study\.json, received 2 in direct\.csv/);
});

test("names in direct.csv may be ids", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const byId = shippedWith("direct.csv", (text) =>
    study.variables.reduce((changed, variable) => changed.replaceAll(variable.code, variable.id), text),
  );
  expect(await readStudy(byId)).toEqual(study);
});

test("the issues of all files of a folder come together", async () => {
  const copy = shippedWith("direct.csv", (text) => text.replace("V01,0,2", "V01,0,x"));
  writeFileSync(join(copy, "hypotheses.json"), '{"study":"another","hypotheses":{}}');
  writeFileSync(join(copy, "judgements.csv"), "from,to\n");
  writeFileSync(
    join(copy, "study.json"),
    readFileSync(join(copy, "study.json"), "utf8").replace('"horizon": 2040', '"horizon": "soon"'),
  );
  const { message } = await refusal(copy);
  expect(message.split("\n")).toEqual([
    'row V01, column V02 (/direct/0/1): expected a number ≥ 0, P or blank, received "x"',
    "/judgements: expected a column value, received none",
    '/hypotheses: expected hypotheses of the study "hauts-de-france-industrie-2040", received "another"',
    '/horizon: expected an integer, received "soon"',
  ]);
});

test("a judgement that is not the score of its cell is refused", async () => {
  const copy = shippedWith("judgements.csv", (text) => text.replace("V01,V02,2,", "V01,V02,3,"));
  expect((await refusal(copy)).message).toBe(
    "row V01, column V02 (/judgements/0/value): expected the value of the matrix, 2, received 3",
  );
});

test("a matrix in study.json and in direct.csv is refused; without either too", async () => {
  const both = shippedWith("study.json", (text) => text.replace("{", '{"direct": [],'));
  expect((await refusal(both)).message).toMatch(/\/direct: .*received both/);
  rmSync(join(both, "direct.csv"));
  const neither = join(folder, "neither");
  mkdirSync(neither);
  writeFileSync(join(neither, "study.json"), '{"variables":[{"id":"a","label":"A"}]}');
  expect(await refusal(neither)).toMatchObject({
    code: "study-unreadable",
    message: /direct\.csv: .*nothing at this path/,
  });
  writeFileSync(join(neither, "study.json"), '{"variables":[{"id":"a","label":"A"}],"direct":[[0]]}');
  expect((await readStudy(neither)).direct).toEqual([[0]]);
});
