import fc from "fast-check";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Study } from "../../src/study/study.js";

/** What breaks careless readers: separators, quotes, line ends, formula signs, apostrophes, blanks, other scripts. */
const NASTY = [
  "a",
  "B",
  "é",
  "日",
  "😀",
  " ",
  ",",
  ";",
  "\t",
  '"',
  "'",
  "=",
  "+",
  "-",
  "@",
  "\n",
  "\r",
  "1",
  "P",
  "&",
  "<",
  "_x0041_",
  "&lt;",
];

/** Names that are not blank. */
export const nastyName: fc.Arbitrary<string> = fc
  .oneof(
    fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
    fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
  )
  .filter((name) => name.trim() !== "" && name !== "__proto__");

/** Names as a workbook keeps them: CR LF inside one becomes LF. */
export const spreadsheetName: fc.Arbitrary<string> = nastyName.map((name) => name.replaceAll(/\r+\n/g, "\n"));

export const cell: fc.Arbitrary<number | "P" | null> = fc.oneof(
  fc.constantFrom<(number | "P" | null)[]>(null, 0, 1, 2, 3, "P"),
  fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
);

/** Studies of 1 to 6 variables with any names and scores. */
export function randomStudy(name: fc.Arbitrary<string> = nastyName): fc.Arbitrary<Study> {
  return fc.uniqueArray(name, { minLength: 1, maxLength: 6 }).chain((names) =>
    fc
      .array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
        minLength: names.length,
        maxLength: names.length,
      })
      .map((rows) =>
        parseStudy({
          variables: names.map((each) => ({ id: each, label: each })),
          direct: rows.map((row, from) => row.map((value, to) => (from === to ? null : value))),
        }),
      ),
  );
}
