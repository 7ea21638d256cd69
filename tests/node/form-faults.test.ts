import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FormError } from "../../src/errors.js";
import { readScoringForm } from "../../src/node/form/read-scoring-form.js";
import { unzip } from "../../src/node/unzip.js";
import { writeStudyXlsx } from "../../src/node/write-study-xlsx.js";
import { ANSWERS, edit, FOUR, formOfFour, put, scoreAddress } from "./form-study.js";
import { zip } from "./workbook.js";

/** What refuses a form; the test fails where nothing does. */
async function refusal(bytes: Uint8Array): Promise<FormError> {
  return readScoringForm(bytes).then(
    () => Promise.reject(new Error("nothing was refused")),
    (error) => error as FormError,
  );
}

const edited = async (cells: Parameters<typeof put>[1], sheet = "Scores") =>
  refusal(edit(await formOfFour(), ({ Sheets }) => put(Sheets[sheet]!, cells)));

/** The form with one of its XML parts changed. */
async function withPart(path: string, change: (xml: string) => string): Promise<Buffer> {
  const parts = unzip(Buffer.from(await formOfFour()), { maxTotalBytes: 1e8, name: "form" });
  const changed = change(parts.get(path)!.toString());
  expect(changed).not.toBe(parts.get(path)!.toString());
  return zip({ ...Object.fromEntries(parts), [path]: changed });
}

test.each<[string, string | number | boolean | object, string]>([
  ["a text off the scale", "x", '"x"'],
  ["a number off the scale", 4, "4"],
  ["a number between two of the scale", 1.5, "1.5"],
  ["a negative number", -1, "-1"],
  ["a decimal in a text", "2,5", '"2,5"'],
  ["a sign in a text", "+2", '"+2"'],
  ["a range in a text", "1-2", '"1-2"'],
  ["two values", "1 2", '"1 2"'],
  ["true", true, '"TRUE"'],
  ["a formula", { t: "n", v: 2, f: "1+1" }, '"=1+1"'],
  ["a formula that nothing has computed", { t: "n", f: "1+1" }, '"=1+1"'],
  ["a formula for a blank", { t: "str", v: "", f: '""' }, '"=\\"\\""'],
  ["an array formula", { t: "n", v: 2, f: "1+1", F: "E7:E7" }, '"=1+1"'],
  ["an error", { t: "e", v: 0x17 }, '"#REF!"'],
  ["a date", { t: "n", v: 45000, z: "yyyy-mm-dd" }, '"2023-03-15 (a date)"'],
  ["a very long text", "x".repeat(400), `"${"x".repeat(60)}…"`],
])("%s is refused by sheet, cell, row and column", async (_, cell, received) => {
  const error = await edited({ [scoreAddress(0, 1)]: cell });
  expect(error).toMatchObject({ name: "FormError", code: "form-invalid" });
  const expected = String(received).startsWith('"=') ? "a value, not a formula" : "0, 1, 2, 3, P, ? or blank";
  expect(error.issues).toEqual([{ path: "Scores!E7", row: "V1", column: "V2", expected, received }]);
});

test("a scale of its own holds the cells: its numbers and no others, and P where it has P", async () => {
  const scale = { values: ["0", "0.5", "1"].map((value) => ({ value, label: value })) };
  const answers = ANSWERS.map((row) => row.map(() => null));
  const bytes = await formOfFour({ study: { ...FOUR, scale }, answers });
  const fine = edit(bytes, ({ Sheets }) =>
    put(Sheets["Scores"]!, { [scoreAddress(0, 1)]: "0,5", [scoreAddress(1, 0)]: "?" }),
  );
  expect((await readScoringForm(fine)).changes.map(({ value }) => value)).toEqual([0.5, "?"]);
  const off = edit(bytes, ({ Sheets }) =>
    put(Sheets["Scores"]!, { [scoreAddress(0, 1)]: 2, [scoreAddress(1, 0)]: "P" }),
  );
  const { issues } = await refusal(off);
  expect(issues.map(({ path, expected }) => [path, expected])).toEqual([
    ["Scores!E7", "0, 0.5, 1, ? or blank"],
    ["Scores!D8", "0, 0.5, 1, ? or blank"],
  ]);
});

test("a filled diagonal, a cell that is not the expert's and a bad value are told together", async () => {
  const { issues } = await edited({
    [scoreAddress(1, 1)]: 2,
    [scoreAddress(3, 0)]: 1,
    [scoreAddress(3, 1)]: null,
    [scoreAddress(0, 3)]: "?!",
  });
  expect(issues).toEqual([
    { path: "Scores!G7", row: "V1", column: "V4", expected: "0, 1, 2, 3, P, ? or blank", received: '"?!"' },
    { path: "Scores!E8", row: "V2", column: "V2", expected: "a blank on the diagonal", received: "2" },
    {
      path: "Scores!D10",
      row: "V4",
      column: "V1",
      expected: "a blank, as it was: the cell is not yours to score",
      received: "1",
    },
    {
      path: "Scores!E10",
      row: "V4",
      column: "V2",
      expected: "1, as it was: the cell is not yours to score",
      received: "a blank",
    },
  ]);
});

test("codes that were changed, doubled or taken away are named, in rows and in columns", async () => {
  const { issues } = await edited({ C8: "W2", C9: "V1", E6: null });
  expect(issues.map(({ path, expected, received }) => [path, expected, received])).toEqual([
    ["Scores", 'a column headed "V2"', "none"],
    ["Scores!C8", "the code of a variable, as the form was written", '"W2"'],
    ["Scores!C9", "each row once", '"V1", as in Scores!C7'],
    ["Scores", 'a row headed "V2"', "none"],
    ["Scores", 'a row headed "V3"', "none"],
    ["Scores!E7", "nothing where no variable heads the column", "3"],
    ["Scores!E10", "nothing where no variable heads the column", "1"],
  ]);
});

test("values beside the matrix are refused, what stands over it and the names are not looked at", async () => {
  const error = await edited({ H7: 3, E12: "total" });
  expect(error.issues.map(({ path, expected }) => [path, expected])).toEqual([
    ["Scores!H7", "nothing where no variable heads the column"],
    ["Scores!E12", "nothing where no variable heads the row"],
  ]);
  const named = edit(await formOfFour(), ({ Sheets }) =>
    put(Sheets["Scores"]!, { A1: "Mine", B7: "Price!", D5: 3, A7: null }),
  );
  expect((await readScoringForm(named)).changes).toEqual([]);
});

test("merged cells of the matrix or its codes are refused, others are not", async () => {
  const merge = async (...ranges: string[]) => {
    const bytes = edit(await formOfFour(), ({ Sheets }) => {
      Sheets["Scores"]!["!merges"] = ranges.map((range) => xlsx.utils.decode_range(range));
    });
    return readScoringForm(bytes).then(
      () => [],
      (error: FormError) => error.issues.map(({ path, received }) => `${path} ${received}`),
    );
  };
  expect(await merge("A1:F1", "A7:A8", "D4:E4", "D12:E13", "D7:D7")).toEqual([]);
  expect(await merge("F7:G7", "C6:C7", "B7:C7")).toEqual([
    "Scores!F7:G7 merged cells",
    "Scores!C6:C7 merged cells",
    "Scores!B7:C7 merged cells",
  ]);
});

test("a confidence that is none, or of a cell without a score, is refused on its own sheet", async () => {
  const confidence = ANSWERS.map((row) => row.map((value) => (typeof value === "number" ? (2 as const) : null)));
  const saved = edit(await formOfFour({ confidence }), ({ Sheets }) =>
    put(Sheets["Confidence"]!, { [scoreAddress(0, 1)]: 4, [scoreAddress(1, 0)]: "P", [scoreAddress(2, 1)]: 1 }),
  );
  const { issues } = await refusal(saved);
  expect(issues.map(({ path, row, column, expected, received }) => [path, row, column, expected, received])).toEqual([
    ["Confidence!E7", "V1", "V2", "1, 2, 3 or blank", "4"],
    ["Confidence!D8", "V2", "V1", "1, 2, 3 or blank", '"P"'],
    ["Confidence!E9", "V3", "V2", "a blank, as there is no score", "1"],
  ]);
});

test("a form without its codes, its sheet or its hidden sheet is refused in words", async () => {
  const bytes = await formOfFour();
  const without = (change: (book: xlsx.WorkBook) => void) => refusal(edit(bytes, change));
  const rename = (book: xlsx.WorkBook, from: string, to: string) => {
    book.SheetNames[book.SheetNames.indexOf(from)] = to;
    book.Sheets[to] = book.Sheets[from]!;
  };
  expect((await without(({ Sheets }) => put(Sheets["Scores"]!, { C6: "code" }))).issues).toEqual([
    {
      path: "Scores",
      expected: "the codes of the variables to the right of ↓→ and below it",
      received: "no ↓→ in the sheet",
    },
  ]);
  expect((await without((book) => rename(book, "Scores", "Mine"))).issues).toEqual([
    { path: "Scores", expected: 'a sheet named "Scores"', received: 'the sheets "Mine", "Definitions"' },
  ]);
  expect((await without((book) => rename(book, "motrice", "Other"))).issues[0]).toMatchObject({
    expected: "a scoring form as Motrice writes it",
    received: 'a workbook with the sheets "Scores", "Definitions", "Other"',
  });
  expect((await refusal(await writeStudyXlsx(FOUR))).code).toBe("form-invalid");
});

test.each<[string, Parameters<typeof put>[1], string, RegExp]>([
  ["of another format", { B1: 2 }, "B1", /a form of format 1/],
  ["whose hidden sheet is another's", { A1: "x" }, "A1", /"motrice-form"/],
  ["without a study", { B2: null }, "B2", /a text/],
  ["with a study that is no JSON", { B2: "abc" }, "B2", /a text in quotes/],
  ["with a revision that is none", { B3: 1.5 }, "B3", /a whole number/],
  ["with another row of names", { A9: "x" }, "A9", /"id"/],
  ["without variables", { A10: null }, "A10", /the id of a variable/],
  ["with a variable twice", { A11: '"price"' }, "A11", /every id once/],
  ["with open cells of another number", { C10: "yyy" }, "C10", /4 letters among y, n/],
  ["with an answer that is none", { F10: "x" }, "F10", /an answer/],
  ["with a scale that is none", { C8: "?" }, "C8", /a value of a scale/],
])("a form %s is refused by the cell of the hidden sheet", async (_, cells, address, expected) => {
  const { code, issues } = await edited(cells, "motrice");
  expect(code).toBe("form-invalid");
  expect(issues).toMatchObject([{ path: `motrice!${address}`, expected: expect.stringMatching(expected) }]);
});

test("more than a thousand cells at fault are summed up", async () => {
  const size = 40;
  const study = {
    ...FOUR,
    variables: Array.from({ length: size }, (_, index) => ({
      ...FOUR.variables[0]!,
      id: `v${index}`,
      code: `C${index}`,
    })),
  };
  const square = study.variables.map(() => study.variables.map(() => null));
  const bytes = await formOfFour({ study, answers: square, assigned: square.map((row) => row.map(() => true)) });
  const cells = square.flatMap((row, from) => row.map((_, to) => [scoreAddress(from, to), "x"] as const));
  const { issues } = await refusal(edit(bytes, ({ Sheets }) => put(Sheets["Scores"]!, Object.fromEntries(cells))));
  expect(issues).toHaveLength(1001);
  expect(issues.at(-1)).toEqual({ path: "form", expected: "no other cell at fault", received: "600 more" });
});

test("what is no workbook, and bombs, are refused for what they are", async () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("a,b\n1,2"),
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.from("PK\u0003\u0004"),
  ])
    expect((await refusal(bytes)).code).toBe("study-unreadable");
  const bomb = await withPart("xl/worksheets/sheet1.xml", (xml) =>
    xml.replace("<sheetData>", `${" ".repeat(65 * 2 ** 20)}<sheetData>`),
  );
  expect(bomb.length).toBeLessThan(1e6);
  expect((await refusal(bomb)).code).toBe("study-too-large");
  const cells = await withPart("xl/worksheets/sheet1.xml", (xml) =>
    xml.replace("<sheetData>", `<sheetData>${"<row><c/></row>".repeat(5e5)}`),
  );
  expect((await refusal(cells)).code).toBe("study-too-large");
});

test("a merge over every cell there is takes no longer", async () => {
  const merged = await withPart("xl/worksheets/sheet1.xml", (xml) =>
    xml.replace(
      /<mergeCells[\s\S]*<\/mergeCells>/,
      '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
  );
  expect((await refusal(merged)).issues).toMatchObject([{ path: "Scores!A1:XFD1048576", received: "merged cells" }]);
});

test("no damage to one byte makes anything but a form or a refusal", async () => {
  const whole = Buffer.from(await formOfFour());
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      const outcome: unknown = await readScoringForm(damaged).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(["StudyError", "FormError"]).toContain(outcome.name);
    }),
    { numRuns: 200 },
  );
});
