import type { VariableName } from "../labels/variable-names.js";
import { element, MUTED_INK, textLine } from "./svg-text.js";
import { BASELINE, LINE_HEIGHT, textWidth } from "./text-width.js";
import { shortenText, wrapText } from "./wrap-text.js";

/** A key of codes: its height, and how it is drawn with its top at y. */
export interface CodeKey {
  readonly height: number;
  readonly draw: (x: number, y: number) => readonly string[];
}

const SIZE = 10;
const COLUMN = 235;
const GAP = 16;
const MOST_LINES = 8;

/** Codes with their labels in columns, read downwards. A label of more than eight lines ends in …. */
export function codeKey(names: readonly VariableName[], width: number, title: string): CodeKey {
  const columns = Math.max(1, Math.min(names.length, Math.floor((width + GAP) / (COLUMN + GAP))));
  const column = (width - GAP * (columns - 1)) / columns;
  const indent = Math.min(column / 3, Math.max(...names.map(({ code }) => textWidth(code, SIZE, "bold"))) + 6);
  const entries = names.map(({ code, long }) => {
    const lines = wrapText(long, SIZE, column - indent);
    const kept = lines.slice(0, MOST_LINES);
    if (lines.length > MOST_LINES)
      kept[MOST_LINES - 1] = shortenText(`${kept[MOST_LINES - 1]}…`, SIZE, column - indent);
    return { code, lines: kept };
  });
  const line = SIZE * LINE_HEIGHT + 1;
  const perColumn = Math.ceil(entries.reduce((sum, { lines }) => sum + lines.length, 0) / columns);
  const placed: { code: string; lines: readonly string[]; column: number; row: number }[] = [];
  let at = 0;
  let row = 0;
  let rows = 0;
  for (const entry of entries) {
    if (row >= perColumn && at < columns - 1) {
      at++;
      row = 0;
    }
    placed.push({ ...entry, column: at, row });
    row += entry.lines.length;
    rows = Math.max(rows, row);
  }
  return {
    height: 26 + rows * line,
    draw: (x, y) => [
      element("line", { x1: x, y1: y + 2, x2: x + width, y2: y + 2, stroke: "#cccccc" }),
      textLine(x, y + 18, title, { size: 11, weight: "bold", fill: MUTED_INK }),
      ...placed.flatMap((entry) => {
        const left = x + entry.column * (column + GAP);
        const top = y + 24 + entry.row * line;
        return [
          textLine(left, top + SIZE * BASELINE, shortenText(entry.code, SIZE, indent - 4, "bold"), {
            size: SIZE,
            weight: "bold",
          }),
          ...entry.lines.map((text, index) =>
            textLine(left + indent, top + index * line + SIZE * BASELINE, text, { size: SIZE }),
          ),
        ];
      }),
    ],
  };
}
