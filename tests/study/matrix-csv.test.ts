import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { StudyError } from "../../src/errors.js";
import { parseMatrixCsv, writeMatrixCsv } from "../../src/study/matrix-csv.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { randomStudy } from "./random-study.js";

const ids = (text: string) => parseMatrixCsv(text).variables.map((variable) => variable.id);
const issues = (text: string) => {
  try {
    parseMatrixCsv(text);
  } catch (error) {
    if (error instanceof StudyError) return error.issues;
    throw error;
  }
  throw new Error("nothing was refused");
};
const messages = (text: string) => issues(text).map((issue) => `${issue.expected} ← ${issue.received}`);

const THREE = [
  [null, 3, 1],
  [2, null, "P"],
  [1, 0, null],
];

test.each([
  ["commas", ",A,B,C\nA,,3,1\nB,2,,P\nC,1,0,\n"],
  ["semicolons", ";A;B;C\nA;;3;1\nB;2;;P\nC;1;0;\n"],
  ["tabs", "\tA\tB\tC\nA\t\t3\t1\nB\t2\t\tP\nC\t1\t0\t\n"],
  ["a byte order mark", "\uFEFF;A;B;C\nA;;3;1\nB;2;;P\nC;1;0;\n"],
  ["CRLF", ";A;B;C\r\nA;;3;1\r\nB;2;;P\r\nC;1;0;\r\n"],
  ["CR alone", ";A;B;C\rA;;3;1\rB;2;;P\rC;1;0;\r"],
  ["line ends that differ", ";A;B;C\r\nA;;3;1\nB;2;;P\r\nC;1;0;"],
  ["a sep= line, as Excel writes", "sep=;\r\n;A;B;C\r\nA;;3;1\r\nB;2;;P\r\nC;1;0;\r\n"],
  ["a byte order mark and a sep= line", "\uFEFFsep=,\r\n,A,B,C\r\nA,,3,1\r\nB,2,,P\r\nC,1,0,\r\n"],
  ["a small p, blanks around", "; A ;B;C\nA; ;3 ; 1\nB;2;;p\nC;1;0;\n"],
  ["trailing empty lines and columns", ";A;B;C;;;\nA;;3;1;;;\nB;2;;P;;;\nC;1;0;;;;\n;;;;;;\n\n\n"],
  ["leading empty lines and columns", ";;;\n\n;;A;B;C\n;A;;3;1\n;B;2;;P\n;C;1;0;\n"],
  ["a word in the corner", "from \\ to;A;B;C\nA;;3;1\nB;2;;P\nC;1;0;\n"],
  ["names in quotes", ';"A";"B";"C"\n"A";;3;1\n"B";2;;P\n"C";1;0;\n'],
  ["values in quotes", '"","A","B","C"\n"A","","3","1"\n"B","2","","P"\n"C","1","0",""\n'],
  ["a first row without a corner, as R writes", '"A","B","C"\n"A",,3,1\n"B",2,,"P"\n"C",1,0,\n'],
])("a bare matrix is read with %s", (_, text) => {
  const study = parseMatrixCsv(text);
  expect(study.direct).toEqual(THREE);
  expect(study.variables.map((variable) => [variable.id, variable.label])).toEqual([
    ["A", "A"],
    ["B", "B"],
    ["C", "C"],
  ]);
});

test("names may hold separators, with quotes or without", () => {
  expect(ids(';"a;b, c";d,e,f\n"a;b, c";;1\nd,e,f;0;')).toEqual(["a;b, c", "d,e,f"]);
  expect(ids(";Price, cost;Demand, supply, x\nPrice, cost;;1\nDemand, supply, x;0;")).toEqual([
    "Price, cost",
    "Demand, supply, x",
  ]);
  expect(ids(';"say ""hi""";5" pipe\n"say ""hi""";;1\n5" pipe;0;')).toEqual(['say "hi"', '5" pipe']);
});

test("a decimal comma counts where the separator is no comma", () => {
  expect(parseMatrixCsv(";A;B\nA;;1,5\nB;0.25;").direct).toEqual([
    [null, 1.5],
    [0.25, null],
  ]);
  expect(parseMatrixCsv("\tA\tB\nA\t\t1,5\nB\t,5\t").direct).toEqual([
    [null, 1.5],
    [0.5, null],
  ]);
  expect(issues(',A,B\nA,,"1,5"\nB,0,')).toEqual([
    { path: "/direct/0/1", row: "A", column: "B", expected: "a number ≥ 0, P or blank", received: '"1,5"' },
  ]);
});

test("every bad cell is named by row, column and value", () => {
  const found = issues(";A;B;C\nA;1;-2;x\nB;NaN;;Infinity\nC;1e999;0x1;0");
  expect(found.map(({ row, column, received }) => [row, column, received])).toEqual([
    ["A", "A", "1"],
    ["A", "B", "-2"],
    ["A", "C", '"x"'],
    ["B", "A", '"NaN"'],
    ["B", "C", '"Infinity"'],
    ["C", "A", '"1e999"'],
    ["C", "B", '"0x1"'],
  ]);
});

test("names of the first row and column that differ are named with their place", () => {
  expect(messages(";A;B;C\nA;;1;1\nC;1;;1\nB;1;1;")).toEqual([
    'the rows in the order of the columns: "B", the name of column 2, on row 2 ← "C"',
  ]);
  expect(messages(";A;B\nA;;1\nD;1;")).toEqual([
    'a column of the same name for row 2 ← the row "D"',
    'a row of the same name for column 2 ← the column "B" alone',
  ]);
});

test("a matrix that is not square is refused by its missing row, column or cell", () => {
  expect(messages(";A;B;C\nA;;1;1\nB;1;;1")).toEqual(['a row of the same name for column 3 ← the column "C" alone']);
  expect(messages(";A;B\nA;;1\nB;1;\nC;1;1")).toEqual(['a column of the same name for row 3 ← the row "C"']);
  expect(messages(";A;B\nA;;1\nB;1")).toEqual(['2 cells in the row "B", blank ones included ← 1']);
  expect(messages(";A;B\nA;;1;3\nB;1;;")).toEqual(['no value past the last name of the first row ← "3"']);
});

test("names that are repeated or blank are refused once each, with the bad cells", () => {
  expect(messages(";A;A;\nA;;1\nA;x;")).toEqual([
    'a name of its own for column 2 (column 1 has it) ← "A"',
    'a number ≥ 0, P or blank ← "x"',
  ]);
  expect(messages(";A;;C\nA;;1;1\n;1;;1\nC;1;1;")[0]).toBe("a name above column 2 ← a blank");
});

test.each([
  ["", "nothing but blanks"],
  ["\n \n;;\n", "nothing but blanks"],
  ["hello", 'one column, "hello" at its top'],
])("what is no matrix is refused: %j", (text, received) => {
  expect(issues(text)[0]!.received).toBe(received);
});

test("one variable is a matrix", () => {
  expect(parseMatrixCsv(";A\nA;").direct).toEqual([[null]]);
});

test("a quote that never closes is refused with its file and line", () => {
  expect(() => parseMatrixCsv(';A;"B\nA;0;1\nB;1;0', { name: "m.csv" })).toThrow(
    /^m\.csv: expected quotes that close.*line 3/,
  );
});

test("more than 2 000 variables are refused before their cells are looked at", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `V${index}`);
  expect(() => parseMatrixCsv(`;${names.join(";")}\n`)).toThrow(expect.objectContaining({ code: "study-too-large" }));
  expect(() => parseMatrixCsv(",".repeat(13e6))).toThrow(expect.objectContaining({ code: "study-too-large" }));
});

test("a matrix of letters is summed up, not listed a million times", () => {
  const names = Array.from({ length: 60 }, (_, index) => `V${index}`);
  const found = issues([`;${names.join(";")}`, ...names.map((name) => `${name}${";x".repeat(60)}`)].join("\n"));
  expect(found).toHaveLength(1001);
  expect(found.at(-1)!.received).toBe("2600 more that are not");
});

test.each([",", ";", "\t"] as const)("writing and reading gives the same study, separator %j", (separator) => {
  fc.assert(
    fc.property(randomStudy(), (study) => {
      expect(parseMatrixCsv(writeMatrixCsv(study, { separator }))).toEqual(study);
    }),
    { numRuns: 300 },
  );
});

test("a name that repeats itself between other separators does not mislead the reader", () => {
  const study = parseStudy({ variables: [{ id: "x,x,b", label: "x,x,b" }], direct: [[null]] });
  expect(writeMatrixCsv(study, { separator: ";" })).toBe(';"x,x,b"\nx,x,b;\n');
  expect(ids(writeMatrixCsv(study, { separator: ";" }))).toEqual(["x,x,b"]);
});

test("the names written may be codes or labels of the study's language", () => {
  const study = parseStudy({
    language: "fr",
    variables: [
      { id: "price", code: "V01", label: { fr: "Prix", en: "Price" } },
      { id: "demand", code: "V02", label: { fr: "Demande", en: "Demand" } },
    ],
    direct: [
      [null, 1.5],
      ["P", 0],
    ],
  });
  expect(writeMatrixCsv(study)).toBe(",price,demand\nprice,,1.5\ndemand,P,0\n");
  expect(writeMatrixCsv(study, { names: "code", separator: ";" })).toBe(";V01;V02\nV01;;1,5\nV02;P;0\n");
  expect(writeMatrixCsv(study, { names: "label", separator: "\t" })).toBe(
    "\tPrix\tDemande\nPrix\t\t1.5\nDemande\tP\t0\n",
  );
});

test("no field that a spreadsheet would run as a formula is written, and every one comes back", () => {
  const labels = [
    "=1+1",
    "+A1",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'=1",
    "''=1",
    "'x",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
  ];
  const study = parseStudy({
    variables: labels.map((label) => ({ id: label, label })),
    direct: labels.map(() => labels.map(() => null)),
  });
  const text = writeMatrixCsv(study);
  const fields = (parseCsv(text) as string[][]).flat();
  expect(fields.filter((field) => /^[=+@＝＋－＠\t\r\n-]/.test(field))).toEqual([]);
  expect(ids(text)).toEqual(labels);
});
