import { describe, expect, test } from "vitest";
import { MAX_REJECTIONS, type PasteInput, type PasteResult, readPaste } from "../../web/scoring/paste.js";

const NUMBERED = new Map([
  ["1", 0],
  ["2", 1],
  ["3", 2],
]);

/** Pastes into three variables called 1, 2 and 3, from the cell of row 0 and column 1 on. */
function paste(text: string, input: Partial<PasteInput> = {}): PasteResult {
  return readPaste({
    text,
    row: 0,
    column: 1,
    size: 3,
    names: NUMBERED,
    read: (cell) => (/^[0-3]$/.test(cell.trim()) ? Number(cell) : undefined),
    isLocked: () => false,
    ...input,
  });
}

/** Row, column and value of what a paste puts, as texts. */
function put({ values }: PasteResult): string[] {
  return values.map(({ row, column, value }) => `${row}${column}=${value}`);
}

describe("a pasted text", () => {
  test("of bare scores begins at the cell, though variables go by numbers", () => {
    expect(put(paste("1\t2\n3\t1"))).toEqual(["01=1", "02=2", "12=1"]);
    expect(put(paste("1\t2\t3\n2\t0\t1\n3\t1\t0", { row: 1, column: 0 }))).toEqual(["10=1", "12=3", "20=2", "21=0"]);
  });

  test("whose corner is empty goes where its numbers say", () => {
    expect(put(paste("\t1\t2\t3\n1\t\t2\t0\n2\t1\t\t3\n3\t0\t0\t"))).toEqual([
      "01=2",
      "02=0",
      "10=1",
      "12=3",
      "20=0",
      "21=0",
    ]);
  });

  test("of a block with a blank diagonal stays a block", () => {
    expect(put(paste("\t2\t3\n1\t\t2\n3\t1\t", { column: 0 }))).toEqual([
      "01=2",
      "02=3",
      "10=1",
      "12=2",
      "20=3",
      "21=1",
    ]);
  });

  test("of a whole square with nothing on its diagonal goes in place, wherever the cursor is", () => {
    for (const diagonal of ["", "0", "—", " "])
      for (const names of [new Map<string, number>(), NUMBERED])
        expect(put(paste(`${diagonal}\t2\t3\n1\t${diagonal}\t2\n3\t1\t${diagonal}`, { row: 2, names }))).toEqual([
          "01=2",
          "02=3",
          "10=1",
          "12=2",
          "20=3",
          "21=1",
        ]);
    // Less than the matrix, or with an answer on the diagonal, it begins at the cell; with names it goes where they say.
    expect(put(paste("\t2\n1\t", { names: new Map() }))).toEqual(["02=2"]);
    expect(put(paste("1\t2\t3\n1\t0\t2\n3\t1\t0", { names: new Map() }))).toEqual(["01=1", "02=2", "12=0", "21=3"]);
    const names = new Map([
      ["a", 1],
      ["b", 2],
    ]);
    expect(put(paste("\ta\tb\na\t\t2\nb\t1\t", { names }))).toEqual(["12=2", "21=1"]);
  });

  test("with one name that is no score is a table with names, in whatever order", () => {
    const names = new Map([...NUMBERED, ["price", 2]]);
    expect(put(paste("x\tPrice\t1\n2\t3\t0", { names }))).toEqual(["12=3", "10=0"]);
  });

  test("of more than the matrix holds tells how many cells are left out, and keeps but the first of them", () => {
    const result = paste("2\t".repeat(20).concat("\n").repeat(5000), {
      size: 30,
      names: new Map(),
      read: () => undefined,
    });
    expect(result.rejected).toBe(20 * 5000);
    expect(result.rejections.length).toBe(MAX_REJECTIONS);
  });
});
