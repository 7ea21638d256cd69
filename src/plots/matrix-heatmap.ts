import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { type Language, localize } from "../language/text.js";
import type { Cell, Study } from "../study/study.js";
import { frameTexts } from "./frame-texts.js";
import { layoutMatrix, type MatrixLayout } from "./matrix-layout.js";
import { frameLines, MARGIN, picture } from "./picture-frame.js";
import type { PlotInput, PlotOptions } from "./plot-options.js";
import { BLANK_FILL, DIAGONAL_FILL, POTENTIAL_FILL, scoreFill, scoreInk } from "./score-colours.js";
import { element, formatCoordinate, INK, MUTED_INK, textLine } from "./svg-text.js";
import { textWidth } from "./text-width.js";
import { shortenText, wrapText } from "./wrap-text.js";

/** Largest matrix whose cells are drawn one by one. */
const MOST_CELLS_A_SIDE = 400;
/** A matrix of a few variables makes a picture narrower than asked for, down to this. */
const NARROWEST = 480;
const SEPARATOR = "#333333";
const GRID = "#d9d9d9";

/**
 * The matrix of direct influences as coloured cells: the row influences the column. Zero is white, not scored grey with a stroke, P yellow, the
 * diagonal dark grey; blocks are parted by lines and named; the sums of rows and columns (P as 0) stand beside. The height follows from the width;
 * a few variables take less than the width.
 *
 * Digits go when cells fall below 12 px, sums below 9 px, labels become codes and then every few codes; above 400 variables a square
 * is the mean of several cells.
 */
export function matrixHeatmap(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, labels = "auto" } = options;
  const { plots } = dictionary(lang);
  const { scored, fillRate } = analysis.characteristics;
  const size = study.variables.length;
  const widest = options.width ?? 1280;
  const layout = layoutMatrix(study, lang, widest - 2 * MARGIN, labels);
  const used = 2 * MARGIN + layout.left + size * layout.cell + layout.right;
  const width = Math.min(widest, Math.max(NARROWEST, Math.ceil(used)));
  const side = Math.ceil(size / MOST_CELLS_A_SIDE);
  const texts = frameTexts(input, lang, plots.matrixTitle, plots.matrixReading, [
    plots.filled(scored, size * size - size, formatNumber(fillRate, lang, 1)),
    side > 1 ? plots.matrixBinned(side) : "",
  ]);
  const { top: header, bottom: footer } = frameLines(texts, width);
  const x = MARGIN + layout.left;
  const y = header + layout.top;
  const extent = size * layout.cell;
  const below = layout.sums + (layout.runs.length > 0 ? 26 : 6);
  const height = Math.ceil(y + extent + below + footer);
  return picture(texts, width, height, [
    ...legend(study, lang, header, layout.left),
    ...cells(study, layout, x, y, lang),
    ...names(layout, x, y),
    ...(layout.sums > 0 ? sums(input, layout, x, y, lang) : []),
    ...blocks(layout, x, y, extent),
  ]);
}

function largestScore(study: Study): number {
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

function cells(study: Study, layout: MatrixLayout, x: number, y: number, lang: Language): string[] {
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

function names(layout: MatrixLayout, x: number, y: number): string[] {
  const { cell, rowSize, columnSize, every, slanted } = layout;
  const parts: string[] = [];
  for (let index = 0; index < layout.rows.length; index += every) {
    const middle = (index + 0.5) * cell;
    parts.push(textLine(x - 6, y + middle + rowSize * 0.35, layout.rows[index]!, { size: rowSize, anchor: "end" }));
    const columnX = x + middle + (slanted ? columnSize * 0.3 : columnSize * 0.35);
    const rotate = slanted ? -45 : -90;
    parts.push(textLine(columnX, y - 5, layout.columns[index]!, { size: columnSize, rotate }));
  }
  return parts;
}

function sums(input: PlotInput, layout: MatrixLayout, x: number, y: number, lang: Language): string[] {
  const { plots } = dictionary(lang);
  const { influence, dependence } = input.analysis.direct;
  const { cell } = layout;
  const size = Math.min(11.5, cell * 0.72);
  const extent = influence.length * cell;
  const texts = [influence, dependence].map((values) => values.map((value) => formatNumber(value, lang, 2)));
  const upright = texts[1]!.every((text) => textWidth(text, size) <= cell - 2);
  const parts = [
    textLine(x + extent + 8, y - 5, plots.sum, { size: 10.5, weight: "bold", fill: MUTED_INK }),
    textLine(x - 6, y + extent + 16, plots.sum, { size: 10.5, weight: "bold", fill: MUTED_INK, anchor: "end" }),
  ];
  texts[0]!.forEach((text, index) => {
    const fitted = shortenText(text, size, layout.sums - 8);
    parts.push(
      textLine(x + extent + layout.sums - 6, y + (index + 0.5) * cell + size * 0.35, fitted, { size, anchor: "end" }),
    );
  });
  texts[1]!.forEach((text, index) => {
    const middle = x + (index + 0.5) * cell;
    if (upright) parts.push(textLine(middle, y + extent + 16, text, { size, anchor: "middle" }));
    else
      parts.push(
        textLine(middle + size * 0.35, y + extent + 5, shortenText(text, size, layout.sums), {
          size,
          anchor: "end",
          rotate: -90,
        }),
      );
  });
  return parts;
}

function blocks(layout: MatrixLayout, x: number, y: number, extent: number): string[] {
  const { cell, runs, sums: room } = layout;
  const parts: string[] = [];
  const f = formatCoordinate;
  const barX = x + extent + room + 4;
  const barY = y + extent + room + 2;
  const separators: string[] = [];
  for (const { from, count, mark, label } of runs) {
    const start = from * cell;
    const length = count * cell;
    for (const edge of [start, start + length]) {
      if (edge < 0.5 || edge > extent - 0.5) continue;
      separators.push(`M${f(x)} ${f(y + edge)}h${f(extent)}M${f(x + edge)} ${f(y)}v${f(extent)}`);
    }
    const inset = Math.min(2, length / 6);
    parts.push(
      element("path", {
        d: `M${f(barX)} ${f(y + start + inset)}V${f(y + start + length - inset)}M${f(x + start + inset)} ${f(barY)}H${f(x + start + length - inset)}`,
        stroke: SEPARATOR,
        "stroke-width": 2,
      }),
    );
    const size = length >= 11 ? 10.5 : Math.max(6, length * 0.9);
    if (length < 7) continue;
    const lines = wrapText(`${mark} · ${label}`, size, layout.blockNames - 14);
    const most = Math.max(1, Math.floor(length / (size * 1.12)));
    const kept =
      lines.length <= most
        ? lines
        : [...lines.slice(0, most - 1), shortenText(`${lines[most - 1]}…`, size, layout.blockNames - 14)];
    kept.forEach((line, index) => {
      const baseline = y + start + length / 2 + (index - (kept.length - 1) / 2) * size * 1.12 + size * 0.35;
      parts.push(textLine(barX + 7, baseline, line, { size }));
    });
    parts.push(
      textLine(x + start + length / 2, barY + 15, mark, {
        size: Math.min(11, Math.max(7, length)),
        weight: "bold",
        anchor: "middle",
      }),
    );
  }
  if (separators.length > 0)
    parts.unshift(
      element("path", { d: separators.join(""), stroke: SEPARATOR, "stroke-width": cell >= 6 ? 1.4 : 0.8 }),
    );
  return parts;
}

/** The corner above the row labels: how to read the matrix, and what each fill means. */
function legend(study: Study, lang: Language, top: number, width: number): string[] {
  const { plots } = dictionary(lang);
  const largest = largestScore(study);
  const scores = new Set<number>();
  let potential = false;
  let blank = false;
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (from === to) return;
      if (cell === null) blank = true;
      else if (cell === "P") potential = true;
      else if (scores.size < 1000) scores.add(cell);
    });
  });
  const sorted = [...scores].sort((a, b) => a - b);
  const shown =
    sorted.length <= 5
      ? sorted
      : [0, 0.25, 0.5, 0.75, 1].map((part) => sorted[Math.round(part * (sorted.length - 1))]!);
  const onScale = shown.every((score) => Number.isInteger(score) && score <= 3);
  const nameOf = (score: number) => {
    const named = study.scale?.values?.find(({ value }) => Number(value) === score);
    if (named !== undefined) return `${formatNumber(score, lang)} ${localize(named.label, lang)}`;
    return onScale ? `${formatNumber(score, lang)} ${plots.scores[score]!}` : formatNumber(score, lang);
  };
  const entries = [...new Set(shown)].map((score): readonly [string, string] => [
    scoreFill(score, largest),
    nameOf(score),
  ]);
  if (potential) entries.push([POTENTIAL_FILL, `P ${plots.potential}`]);
  if (blank) entries.push([BLANK_FILL, plots.notScored]);
  const y = top + 24;
  return [
    textLine(MARGIN, top + 9, plots.matrixReading, { size: 11.5, weight: "bold" }),
    ...entries.flatMap(([fill, text], index) => {
      const at = y + index * 17;
      const stroke =
        text === plots.notScored
          ? element("path", { d: `M${MARGIN} ${formatCoordinate(at + 12)}l12 -12`, stroke: "#bdbdbd" })
          : "";
      return [
        element("rect", { x: MARGIN, y: at, width: 12, height: 12, fill, stroke: "#bdbdbd" }) + stroke,
        textLine(MARGIN + 19, at + 10, shortenText(text, 11, width - 30), { size: 11 }),
      ];
    }),
  ];
}
