import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import type { Cell, Study } from "../../study/study.js";
import { BLANK_FILL, DIAGONAL_FILL, POTENTIAL_FILL, scoreFill, scoreInk } from "../drawing/score-colours.js";
import { element, formatCoordinate, INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import type { MatrixLayout } from "./matrix-layout.js";

/** Largest matrix whose cells are drawn one by one. */
export const MOST_CELLS_A_SIDE = 400;
const GRID = "#d9d9d9";

/** The score drawn in the darkest blue: the largest of the matrix or of the scale the study names. */
export function largestScore(study: Study): number {
  let largest = 0;
  for (const row of study.direct)
    for (const cell of row) if (typeof cell === "number" && cell > largest) largest = cell;
  const named = (study.scale?.values ?? []).map(({ value }) => Number(value)).filter(Number.isFinite);
  return Math.max(largest, ...named) || 1;
}

/** Mean score of a square of cells: a number where any is scored, else P, else blank. */
function squareValue(study: Study, from: number, to: number, side: number): Cell {
  if (side === 1) return study.direct[from]![to]!;
  let sum = 0;
  let count = 0;
  let potential = false;
  for (let i = from; i < Math.min(from + side, study.direct.length); i++) {
    for (let j = to; j < Math.min(to + side, study.direct.length); j++) {
      const cell = study.direct[i]![j]!;
      if (cell === "P") potential = true;
      else if (cell !== null) {
        sum += cell;
        count++;
      }
    }
  }
  return count > 0 ? sum / count : potential ? "P" : null;
}

/** The cells: squares by fill, strokes of blanks, grid, digits where there is room. */
export function matrixCells(study: Study, layout: MatrixLayout, x: number, y: number, lang: Language): string[] {
  const size = study.direct.length;
  const side = Math.ceil(size / MOST_CELLS_A_SIDE);
  const square = layout.cell * side;
  const largest = largestScore(study);
  const squares = new Map<string, string[]>();
  const strokes: string[] = [];
  const digits: string[] = [];
  const f = formatCoordinate;
  for (let from = 0; from < size; from += side) {
    for (let to = 0; to < size; to += side) {
      const cell = squareValue(study, from, to, side);
      const diagonal = side === 1 && from === to;
      const left = x + to * layout.cell;
      const top = y + from * layout.cell;
      const fill = diagonal
        ? DIAGONAL_FILL
        : cell === null
          ? BLANK_FILL
          : cell === "P"
            ? POTENTIAL_FILL
            : scoreFill(cell, largest);
      if (cell === 0 && !diagonal) continue;
      if (!squares.has(fill)) squares.set(fill, []);
      squares.get(fill)!.push(`M${f(left)} ${f(top)}h${f(square)}v${f(square)}h${f(-square)}z`);
      if (diagonal) continue;
      if (cell === null && layout.cell >= 6)
        strokes.push(`M${f(left)} ${f(top + square)}L${f(left + square)} ${f(top)}`);
      if (cell === null || layout.digitSize === 0) continue;
      const text = cell === "P" ? "P" : formatNumber(cell, lang, 2);
      if (textWidth(text, layout.digitSize) > layout.cell - 2) continue;
      const ink = cell === "P" ? INK : scoreInk(cell, largest);
      digits.push(
        textLine(left + square / 2, top + square / 2 + layout.digitSize * 0.36, text, {
          size: layout.digitSize,
          fill: ink,
          anchor: "middle",
        }),
      );
    }
  }
  const extent = size * layout.cell;
  const grid: string[] = [];
  for (let line = 0; line <= size && layout.cell >= 6; line++) {
    const at = line * layout.cell;
    grid.push(`M${f(x)} ${f(y + at)}h${f(extent)}M${f(x + at)} ${f(y)}v${f(extent)}`);
  }
  return [
    ...[...squares].map(([fill, parts]) => element("path", { d: parts.join(""), fill })),
    strokes.length === 0 ? "" : element("path", { d: strokes.join(""), stroke: "#bdbdbd", "stroke-width": 0.8 }),
    grid.length === 0 ? "" : element("path", { d: grid.join(""), stroke: GRID, "stroke-width": 0.8 }),
    element("rect", { x, y, width: extent, height: extent, fill: "none", stroke: "#9a9a9a" }),
    ...digits,
  ];
}
