import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMatrixXlsx } from "../../src/node/read-xlsx.js";
import { writeStudyXlsx } from "../../src/node/write-study-xlsx.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { randomStudy, spreadsheetName } from "../study/random-study.js";
import { cellsWith, workbookParts, zip } from "./workbook.js";

const DIRECT = [
  [null, 2],
  ["P", null],
];
const refusal = async (bytes: Buffer, options = {}) => {
  const error: unknown = await parseMatrixXlsx(bytes, options).then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  return error as { code: string; message: string };
};

test("writing and reading gives the same study, whatever the names", async () => {
  await fc.assert(
    fc.asyncProperty(randomStudy(spreadsheetName), async (study) => {
      expect(await parseMatrixXlsx(Buffer.from(await writeStudyXlsx(study)))).toEqual(study);
    }),
    { numRuns: 60 },
  );
});

test("a name that looks like a formula is written as a text", async () => {
  const variables = [{ id: "=1+1", label: "=1+1" }];
  const bytes = await writeStudyXlsx(parseStudy({ variables, direct: [[null]] }));
  const cell = xlsx.read(bytes, { cellFormula: true }).Sheets["direct"]!["B1"];
  expect(cell).toMatchObject({ t: "s", v: "=1+1" });
  expect(cell.f).toBeUndefined();
});

test("a workbook written by hand is read, from whatever cell the matrix starts at", async () => {
  expect((await parseMatrixXlsx(zip(workbookParts(cellsWith())))).direct).toEqual(DIRECT);
  const sheet = xlsx.utils.aoa_to_sheet(
    [
      ["", "A", "B "],
      ["A", "", 2],
      ["B", "p", ""],
    ],
    { origin: "C5" } as xlsx.AOA2SheetOpts,
  );
  const bytes = xlsx.write(xlsx.utils.book_new(sheet, "S"), { type: "buffer" }) as Buffer;
  expect((await parseMatrixXlsx(bytes)).direct).toEqual(DIRECT);
});

test("the first sheet is read, or the one that is named", async () => {
  const sheet = (score: number) =>
    xlsx.utils.aoa_to_sheet([
      ["", "A", "B"],
      ["A", null, score],
      ["B", 0, null],
    ]);
  const book = xlsx.utils.book_new(sheet(1), "First");
  xlsx.utils.book_append_sheet(book, sheet(2), "Second");
  const bytes = xlsx.write(book, { type: "buffer" }) as Buffer;
  expect((await parseMatrixXlsx(bytes)).direct[0]![1]).toBe(1);
  expect((await parseMatrixXlsx(bytes, { sheet: "Second" })).direct[0]![1]).toBe(2);
  expect(await refusal(bytes, { sheet: "Third", name: "m.xlsx" })).toMatchObject({
    code: "study-unreadable",
    message: 'm.xlsx: expected a sheet among "First", "Second", received "Third"',
  });
});

test("a formula counts by its stored value, and is refused without one", async () => {
  const read = (cell: string) => parseMatrixXlsx(zip(workbookParts(cellsWith(cell))));
  expect((await read('<c r="C2"><f>1+1</f><v>2</v></c>')).direct).toEqual(DIRECT);
  expect((await read('<c r="C2" t="str"><f>""</f><v></v></c>')).direct[0]).toEqual([null, null]);
  for (const uncomputed of ["<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>"]) {
    await expect(read(`<c r="C2">${uncomputed}</c>`)).rejects.toThrow(
      'row A, column B (/direct/0/1): expected a number ≥ 0, P or blank, received "=1+1',
    );
  }
});

test("errors, booleans, dates and other texts are refused by row and column", async () => {
  const read = (cell: string) => refusal(zip(workbookParts(cellsWith(cell))));
  expect((await read('<c r="C2" t="e"><v>#REF!</v></c>')).message).toMatch(/row A, column B .*"#REF!"/);
  expect((await read('<c r="C2" t="b"><v>1</v></c>')).message).toMatch(/row A, column B .*"TRUE"/);
  expect((await read('<c r="C2" t="str"><v>x</v></c>')).message).toMatch(/row A, column B .*"x"/);
  const sheet = xlsx.utils.aoa_to_sheet([
    ["", "A", "B"],
    ["A", null, new Date(Date.UTC(2024, 1, 3))],
    ["B", 0, null],
  ]);
  const dated = xlsx.write(xlsx.utils.book_new(sheet, "S"), { type: "buffer" }) as Buffer;
  expect((await refusal(dated)).message).toMatch(/row A, column B .*\(a date\)/);
});

test("a sheet that declares, links or merges every cell there is takes no longer", async () => {
  const everything = 'ref="A1:XFD1048576"';
  const links = `<mergeCells><mergeCell ${everything}/></mergeCells><hyperlinks><hyperlink ${everything} location="x"/></hyperlinks>`;
  expect((await parseMatrixXlsx(zip(workbookParts(cellsWith(), `<dimension ${everything}/>`, links)))).direct).toEqual(
    DIRECT,
  );
  const array = `<c r="C2"><f t="array" ${everything}>1</f><v>2</v></c>`;
  expect((await parseMatrixXlsx(zip(workbookParts(cellsWith(array))))).direct).toEqual(DIRECT);
});

test("a value in the last cell of the sheet is refused with its range", async () => {
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  expect(await refusal(zip(workbookParts(cellsWith() + far)))).toMatchObject({
    code: "study-too-large",
    message: /A1:XFD1048576/,
  });
});

test("a bomb is refused by what it declares, before it is unpacked", async () => {
  const bomb = { ...workbookParts(cellsWith()), "xl/worksheets/sheet1.xml": Buffer.alloc(201 * 2 ** 20, 32) };
  expect(await refusal(zip(bomb))).toMatchObject({
    code: "study-too-large",
    message: /at most 209715200 bytes unpacked/,
  });
});

test("a bomb that declares less than it holds is refused while it is unpacked", async () => {
  const parts = workbookParts(cellsWith() + " ".repeat(5e6));
  const bytes = zip(parts);
  const path = "xl/worksheets/sheet1.xml";
  bytes.writeUInt32LE(1000, bytes.indexOf(path) - 30 + 22);
  bytes.writeUInt32LE(1000, bytes.lastIndexOf(path) - 46 + 24);
  expect(await refusal(bytes)).toMatchObject({
    code: "study-too-large",
    message: /1000 bytes in xl\/worksheets\/sheet1\.xml, as declared, received more/,
  });
});

test("a small file of millions of cells is refused before they are made", async () => {
  const bytes = zip(workbookParts("<row><c/><c/></row>".repeat(2.1e6)));
  expect(bytes.length).toBeLessThan(4e6);
  expect(await refusal(bytes)).toMatchObject({ code: "study-too-large", message: /XML tags/ });
});

test("what is no workbook is refused in words", async () => {
  const whole = zip(workbookParts(cellsWith()));
  const cases: [Buffer, RegExp][] = [
    [Buffer.alloc(0), /an empty file/],
    [Buffer.from("P"), /another kind/],
    [Buffer.from(";A\nA;0"), /another kind/],
    [Buffer.from("d0cf11e0a1b11ae1", "hex"), /older \.xls workbook/],
    [Buffer.from("PK\u0003\u0004 and nothing more"), /a broken one/],
    [whole.subarray(0, 700), /a broken one/],
    [zip({ "a.txt": "x" }), /without a workbook/],
    [zip({ "xl/workbook.xml": "<nothing/>" }), /received/],
  ];
  for (const [bytes, message] of cases) {
    expect(await refusal(bytes, { name: "m.xlsx" })).toMatchObject({
      code: "study-unreadable",
      message: expect.stringMatching(message),
    });
  }
});

test("no damage to one byte makes anything but a study or a refusal", async () => {
  const whole = zip(workbookParts(cellsWith()));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      const outcome: unknown = await parseMatrixXlsx(damaged).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome.name).toBe("StudyError");
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["open formulas", "<f ".repeat(120_000), ""],
  ["open formulas with a slash", "<f /".repeat(100_000), ""],
  ["open values after a formula", `</f>${"<v> ".repeat(100_000)}`, ""],
  ["an open merge with many ranges", "", `<mergeCell ${'ref="A1:A1" '.repeat(100_000)}`],
  ["open merges", "", "<mergeCell ".repeat(100_000)],
  ["open worksheets", "", "<worksheet ".repeat(100_000)],
])("%s: a sheet that is no XML takes no longer than its size", async (_, cells, after) => {
  const parts = workbookParts(cells, "", after);
  const sheet = "xl/worksheets/sheet1.xml";
  // No whole tag of the sheet's own either, which would end the search for one.
  const bare = after.startsWith("<worksheet") ? after : parts[sheet]!;
  const begun = performance.now();
  await parseMatrixXlsx(zip({ ...parts, [sheet]: bare })).catch(() => {});
  // Some 50 ms; each was half a minute and more where an expression began anew at every tag.
  expect(performance.now() - begun).toBeLessThan(8000);
});
