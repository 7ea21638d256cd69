import type { FormWords } from "../../language/form-words.js";
import { type Language, localize } from "../../language/text.js";
import { wrapText } from "../../plots/drawing/wrap-text.js";
import type { Study } from "../../study/study.js";
import type { CellStyle, SheetCell, SheetDescription } from "../write-workbook.js";
import { OPEN_FILL, TITLE, type ValueLook } from "./form-looks.js";
import { blockName } from "./matrix-frame.js";

/** A value, what it means and how it looks. */
export interface ScaleEntry extends ValueLook {
  readonly value: number | "P" | "?";
  readonly meaning: string;
}

export interface DefinitionsSheet extends SheetDescription {
  /** Where the values of each scale stand, for the cells that are to take nothing else. */
  readonly sources: { readonly scores: string; readonly confidence: string };
}

const WIDTHS = [12, 40, 32, 84];
/** In points: size of the texts, width of a character that widths are counted in, height of a line, and what a row may have at most. */
const FONT_SIZE = 11;
const CHARACTER_WIDTH = 5.25;
const LINE_HEIGHT = 14.5;
const TALLEST_ROW = 400;

const HEAD: CellStyle = { bold: true, fill: "#dde6ef", vertical: "top" };
const TEXT: CellStyle = { wrap: true, vertical: "top", align: "left" };
const CODE: CellStyle = { ...TEXT, bold: true };

/** How to fill in, what the values mean, and what each variable is. `confidence` is empty for a form without it. */
export function definitionsSheet(
  study: Study,
  language: Language,
  words: FormWords,
  scales: { readonly scores: readonly ScaleEntry[]; readonly confidence: readonly ScaleEntry[] },
): DefinitionsSheet {
  const rows: SheetCell[][] = [];
  const title = (text: string) => rows.push([{ value: text, style: TITLE }]);
  const head = (texts: readonly string[]) => rows.push(texts.map((value) => ({ value, style: HEAD })));
  const scale = (name: string, entries: readonly ScaleEntry[]): string => {
    rows.push([]);
    title(name);
    head([words.value, words.meaning]);
    const first = rows.length + 1;
    for (const { value, meaning, fill, ink } of entries)
      rows.push([{ value, style: valueStyle({ fill, ink }) }, meaning]);
    const last = rows.length;
    rows.push([{ value: null, style: valueStyle({ fill: OPEN_FILL }) }, words.blank]);
    return `'${words.sheets.definitions}'!$A$${first}:$A$${last}`;
  };
  title(words.howTo);
  const steps = words.steps(words.sheets.scores, scales.confidence.length === 0 ? null : words.sheets.confidence);
  steps.forEach((step, index) => {
    rows.push([{ value: index + 1, style: { align: "center" } }, step]);
  });
  const scores = scale(words.scale, scales.scores);
  const confidence = scales.confidence.length === 0 ? "" : scale(words.confidenceScale, scales.confidence);
  rows.push([]);
  title(words.variables);
  head([words.code, words.name, words.block, words.definition]);
  const firstVariable = rows.length;
  const blocks = new Map(study.blocks.map((block) => [block.id, blockName(block, language)]));
  for (const { code, label, block, definition } of study.variables) {
    rows.push([
      { value: code, style: CODE },
      { value: localize(label, language), style: TEXT },
      { value: blocks.get(block ?? "") ?? null, style: TEXT },
      { value: definition === undefined ? null : localize(definition, language), style: TEXT },
    ]);
  }
  return {
    name: words.sheets.definitions,
    rows,
    columnWidths: WIDTHS,
    rowHeights: new Map(
      rows.flatMap((cells, index) => (index < firstVariable ? [] : [[index, rowHeight(cells)] as const])),
    ),
    isProtected: true,
    gridLines: false,
    print: { paper: "A4", landscape: true, pages: { across: 1, down: 0 } },
    sources: { scores, confidence },
  };
}

/** The height that shows all of the wrapped texts of a row: not every program finds it by itself. */
function rowHeight(cells: readonly SheetCell[]): number {
  const lines = cells.map((cell, column) => {
    const text = cell !== null && typeof cell === "object" ? cell.value : cell;
    return typeof text === "string" ? wrapText(text, FONT_SIZE, WIDTHS[column]! * CHARACTER_WIDTH).length : 1;
  });
  return Math.min(TALLEST_ROW, 3 + LINE_HEIGHT * Math.max(...lines));
}

function valueStyle(look: Partial<ValueLook>): CellStyle {
  const line = { line: "thin", colour: "#cfcfcf" } as const;
  return { ...look, align: "center", bold: true, borders: { left: line, right: line, top: line, bottom: line } };
}
