import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellAddress } from "../../src/node/cell-address.js";
import { cellRectangles } from "../../src/node/form/cell-rectangles.js";
import { unzip } from "../../src/node/unzip.js";
import { writeWorkbook } from "../../src/node/write-workbook.js";
import { nastyName } from "../study/random-study.js";
import { HOSTILE } from "./form-study.js";

test("cells come back as they were written, through another library, and no text is a formula", async () => {
  const text = fc.oneof(
    nastyName,
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constant("x".repeat(32_767)),
  );
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 5 }), async (rows) => {
      const bytes = await writeWorkbook([
        { name: "plain", rows },
        { name: "styled", rows: rows.map((row) => row.map((value) => ({ value, style: { bold: true } }))) },
      ]);
      const { Sheets } = xlsx.read(bytes, { cellFormula: true });
      for (const sheet of ["plain", "styled"]) {
        rows.forEach((row, r) => {
          row.forEach((value, c) => {
            const read = Sheets[sheet]![cellAddress(r + 1, c + 1)];
            expect(read?.f).toBeUndefined();
            // The library reads every line end as a line feed.
            const expected = typeof value === "string" ? value.replaceAll("\r\n", "\n") : value;
            expect(read?.v ?? null).toEqual(expected === "" ? (read?.v ?? null) : expected);
          });
        });
      }
    }),
    { numRuns: 30 },
  );
});

test("a text longer than a cell can hold is cut there", async () => {
  const bytes = await writeWorkbook([{ name: "long", rows: [["y".repeat(40_000)]] }]);
  expect(xlsx.read(bytes).Sheets["long"]!["A1"].v).toBe("y".repeat(32_767));
});

test("a footer shows the text it is given, within the 255 characters there are", async () => {
  const print = { paper: "A4", landscape: true, pages: { across: 1, down: 1 } } as const;
  const footer = { left: "&P&".repeat(100), centre: "R&D\n\u0001" };
  const bytes = await writeWorkbook([{ name: "foot", rows: [[1]], print: { ...print, footer } }]);
  const xml = unzip(Buffer.from(bytes), { maxTotalBytes: 1e8, name: "x" }).get("xl/worksheets/sheet1.xml")!.toString();
  const written = /<oddFooter>(.*)<\/oddFooter>/s.exec(xml)![1]!.replaceAll("&amp;", "&");
  expect(written.length).toBeLessThanOrEqual(255);
  expect(written.startsWith(`&L${"&&P&&".repeat(10)}`)).toBe(true);
  expect(written).toContain("&CR&&D");
});

test("addresses are those of spreadsheets", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_048_576 }), fc.integer({ min: 1, max: 16_384 }), (row, column) => {
      expect(cellAddress(row, column)).toBe(xlsx.utils.encode_cell({ r: row - 1, c: column - 1 }));
    }),
  );
});

test("rectangles hold each cell that is asked for once, and no other, from the top left on", () => {
  const grid = fc
    .integer({ min: 1, max: 9 })
    .chain((width) =>
      fc.array(fc.array(fc.boolean(), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 }),
    );
  fc.assert(
    fc.property(grid, (cells) => {
      const width = cells[0]!.length;
      const rectangles = cellRectangles(cells.length, width, (row, column) => cells[row]![column]!);
      const count = cells.map((row) => row.map(() => 0));
      for (const { top, left, bottom, right } of rectangles)
        for (let row = top; row <= bottom; row++)
          for (let column = left; column <= right; column++) count[row]![column]! += 1;
      expect(count).toEqual(cells.map((row) => row.map(Number)));
      const starts = rectangles.map(({ top, left }) => top * width + left);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }),
  );
});
