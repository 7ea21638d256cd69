import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { columnsOf, pad, plainText, wrapColumns } from "../../src/report/terminal-text.js";
import { toTextTable } from "../../src/report/text-table.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, EVIL_STUDY } from "./studies.js";

const ESCAPE = String.fromCharCode(27);
const ESCAPES = new RegExp(`${ESCAPE}\\[\\d+m`, "g");

test("the English table of the shipped study", async () => {
  await expect(toTextTable(analyze(await shippedStudy(), { lang: "en" }))).toMatchFileSnapshot("golden/table-en.txt");
});

test("no line is wider than the terminal, whatever the labels", () => {
  for (const study of [EVIL_STUDY, ...Object.values(EDGE_STUDIES)]) {
    for (const width of [10, 80, 120, 1000]) {
      const lines = toTextTable(analyze(study), { width }).split("\n");
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(Math.min(160, Math.max(80, width)));
    }
  }
});

test("colour adds sequences and changes no character", async () => {
  const analysis = analyze(await shippedStudy());
  const coloured = toTextTable(analysis, { colour: true });
  expect(coloured).toMatch(ESCAPES);
  expect(coloured.replaceAll(ESCAPES, "")).toBe(toTextTable(analysis));
});

test("a star marks the variables whose class changes, and only them", async () => {
  const analysis = analyze(await shippedStudy());
  const starred = toTextTable(analysis)
    .split("\n")
    .filter((line) => line.endsWith("*"))
    .map((line) => line.slice(0, 3));
  const moved = analysis.displacement.flatMap(({ from, to }, i) => (from === to ? [] : [analysis.variables[i]!.code]));
  expect(starred.sort()).toEqual(moved.sort());
});

test("plain text holds no control character, lone surrogate or direction override", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
    }),
  );
});

test("padding gives exactly the width asked for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      expect(columnsOf(pad(plainText(text), width))).toBe(width);
    }),
  );
});

test("wrapping keeps every word, in lines no wider than asked for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", maxLength: 12 })),
      fc.integer({ min: 4, max: 40 }),
      (parts, width) => {
        const text = plainText(parts.join(" "));
        const lines = wrapColumns(text, width);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      },
    ),
  );
});
