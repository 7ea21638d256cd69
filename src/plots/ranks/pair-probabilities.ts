import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import type { RankSpread } from "../../sensitivity/result.js";
import type { Box } from "../drawing/geometry.js";
import { drawingArea, frameLines, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { DIAGONAL_FILL } from "../drawing/score-colours.js";
import { element, formatCoordinate, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { rowLabels } from "../labels/row-labels.js";
import { type VariableName, variableNames } from "../labels/variable-names.js";
import { sensitivityFrame } from "../sensitivity/sensitivity-frame.js";
import {
  SENSITIVITY_PLOT_DEFAULTS as DEFAULTS,
  type SensitivityPlotInput,
  type SensitivityPlotOptions,
} from "../sensitivity-plot-options.js";
import { orderByMedian } from "./rank-interval-layout.js";

/** A pair is told apart where one stands above the other in at least this share of the samples. */
export const TOLD_APART = 0.95;

const LARGEST_CELL = 40;
const LEGEND = 66;
const NARROWEST = 560;
const ABOVE: Rgb = [107, 174, 214];
const BELOW: Rgb = [244, 177, 115];

type Rgb = readonly [number, number, number];

export interface PairLayout {
  /** Variables, the strongest median first: rows and columns. */
  readonly order: readonly number[];
  readonly cells: Box;
  readonly cell: number;
  readonly labelSize: number;
  readonly rows: readonly string[];
  /** Every how many rows and columns a name is written. */
  readonly every: number;
  readonly digitSize: number;
  readonly top: number;
}

/** Pairs where one stands above the other in at least 95 % of the samples, of all pairs. */
export function pairsToldApart(above: NonNullable<RankSpread["above"]>): {
  readonly settled: number;
  readonly all: number;
} {
  let settled = 0;
  above.forEach((row, i) => {
    for (let j = 0; j < i; j++) if (Math.max(row[j]!, above[j]![i]!) >= TOLD_APART) settled++;
  });
  return { settled, all: (above.length * (above.length - 1)) / 2 };
}

/** Where the squares of pairs stand: rows and columns by median rank, codes over the columns. */
export function layoutPairs(
  spread: RankSpread,
  baseline: readonly number[],
  names: readonly VariableName[],
  area: Box,
  labels: SensitivityPlotOptions["labels"] = "auto",
): PairLayout {
  const size = names.length;
  const order = orderByMedian(spread, baseline);
  const most = area.width * 0.3;
  const guess = Math.min(LARGEST_CELL, (area.width - most) / size);
  const labelSize = Math.max(7, Math.min(11.5, guess * 0.72));
  const { texts, width } = rowLabels(names, guess < 8 ? "code" : labels, labelSize, most);
  const cell = Math.min(LARGEST_CELL, (area.width - width - 8) / size);
  const codes = Math.max(...names.map(({ code }) => Math.min(90, textWidth(code, labelSize)))) + 8;
  const cells = { x: area.x + width + 8, y: area.y + LEGEND + codes, width: cell * size, height: cell * size };
  const every = Math.max(1, Math.ceil((labelSize * 1.15) / cell));
  const digitSize = cell >= 15 ? Math.min(12, cell * 0.46) : 0;
  return { order, cells, cell, labelSize, rows: order.map((i) => texts[i]!), every, digitSize, top: area.y };
}

/**
 * Which variables truly differ in rank? Row against column, ordered by median rank: the share of the samples in which the row ranks above the
 * column, blue above, white even, brown below. Pairs that are not told apart (neither above the other in 95 %) carry their share in digits.
 *
 * Equal sums count for neither. Without counted pairs, or with one variable, a picture that says so.
 */
export function pairProbabilities(input: SensitivityPlotInput, options: SensitivityPlotOptions = {}): string {
  const { study, analysis, sensitivity } = input;
  const { lang = analysis.options.lang, width: widest = DEFAULTS.width, labels = DEFAULTS.labels } = options;
  const { plane = DEFAULTS.plane, axis = DEFAULTS.axis } = options;
  const { common, plots, sensitivity: words } = dictionary(lang);
  const title = words.pairsTitle(common[axis], common.planes[plane]);
  const names = variableNames(study, lang);
  const spread = sensitivity[plane][`${axis}Rank`];
  const { above } = spread;
  const draft = sensitivityFrame(input, plane, lang, title, title, [words.pairsDigits]);
  if (names.length === 1) return messagePicture(draft, widest, 320, words.oneVariable);
  if (sensitivity[plane].membership === null) return messagePicture(draft, widest, 320, plots.noClasses);
  if (above === null) return messagePicture(draft, widest, 320, words.noPairs);
  const area = drawingArea(draft, widest, 320);
  const measured = layoutPairs(spread, sensitivity.baseline[plane][`${axis}Rank`], names, area, labels);
  const used = Math.ceil(measured.cells.x + measured.cells.width + MARGIN);
  const width = Math.min(widest, Math.max(NARROWEST, used));
  const { settled, all } = pairsToldApart(above);
  const told = words.pairsSettled(formatNumber(settled, lang), formatNumber(all, lang));
  const texts = sensitivityFrame(input, plane, lang, title, `${words.pairsReading}. ${told}.`, [
    measured.digitSize > 0 ? words.pairsDigits : "",
    told,
  ]);
  const layout = layoutPairs(
    spread,
    sensitivity.baseline[plane][`${axis}Rank`],
    names,
    {
      ...area,
      y: drawingArea(texts, width, 320).y,
    },
    labels,
  );
  const { cells, cell, labelSize, every, order } = layout;
  const height = Math.ceil(cells.y + cells.height + 6 + frameLines(texts, width).bottom);
  const middle = (at: number) => (at + 0.5) * cell;
  return picture(texts, width, height, [
    ...legend(layout, lang),
    ...drawCells(layout, above, lang),
    ...order.flatMap((index, at) =>
      at % every > 0
        ? []
        : [
            textLine(cells.x - 6, cells.y + middle(at) + labelSize * 0.35, layout.rows[at]!, {
              size: labelSize,
              anchor: "end",
            }),
            textLine(cells.x + middle(at) + labelSize * 0.35, cells.y - 5, shortCode(names[index]!.code, labelSize), {
              size: labelSize,
              rotate: -90,
            }),
          ],
    ),
  ]);
}

function shortCode(code: string, size: number): string {
  let kept = code;
  while (textWidth(kept, size) > 90) kept = `${Array.from(kept).slice(0, -2).join("")}…`;
  return kept;
}

function drawCells(
  { order, cells, cell, digitSize }: PairLayout,
  above: readonly (readonly number[])[],
  lang: Language,
): string[] {
  const f = formatCoordinate;
  const squares = new Map<string, string[]>();
  const digits: string[] = [];
  order.forEach((i, row) => {
    order.forEach((j, column) => {
      const share = above[i]![j]!;
      const apart = Math.max(share, above[j]![i]!) >= TOLD_APART;
      const x = cells.x + column * cell;
      const y = cells.y + row * cell;
      const fill = i === j ? DIAGONAL_FILL : pairFill(share, above[j]![i]!);
      squares.set(fill, [...(squares.get(fill) ?? []), `M${f(x)} ${f(y)}h${f(cell)}v${f(cell)}h${f(-cell)}z`]);
      if (i === j || apart || digitSize === 0) return;
      // A share just below 95 % must not read 95.
      digits.push(
        textLine(
          x + cell / 2,
          y + cell / 2 + digitSize * 0.36,
          formatNumber(Math.min(Math.round(100 * share), 94), lang),
          {
            size: digitSize,
            anchor: "middle",
          },
        ),
      );
    });
  });
  const grid =
    cell < 7
      ? []
      : order.slice(1).map((_, at) => {
          const offset = (at + 1) * cell;
          return `M${f(cells.x)} ${f(cells.y + offset)}h${f(cells.width)}M${f(cells.x + offset)} ${f(cells.y)}v${f(cells.height)}`;
        });
  return [
    ...[...squares].map(([fill, parts]) => element("path", { d: parts.join(""), fill })),
    grid.length === 0 ? "" : element("path", { d: grid.join(""), stroke: "#ffffff", "stroke-width": 0.8 }),
    element("rect", { ...cells, fill: "none", stroke: "#9a9a9a" }),
    ...digits,
  ];
}

/** Blue where the row stands above more often, brown where below, white where neither. */
function pairFill(above: number, below: number): string {
  const lead = Math.round((above - below) * 32) / 32;
  const colour = lead > 0 ? ABOVE : BELOW;
  const mixed = colour.map((channel) => Math.round(255 + (channel - 255) * Math.abs(lead)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function legend({ top }: PairLayout, lang: Language): string[] {
  const { sensitivity: words } = dictionary(lang);
  const steps = Array.from({ length: 21 }, (_, at) => 1 - at / 20);
  const x = MARGIN;
  const y = top + 20;
  const end = x + 21 * 18;
  const label = (at: number, text: string, anchor: "start" | "middle" | "end") =>
    textLine(at, y + 28, text, { size: 11, fill: MUTED_INK, anchor });
  return [
    textLine(x, top + 11, words.pairsReading, { size: 12, weight: "bold" }),
    ...steps.map((share, at) =>
      element("rect", { x: x + at * 18, y, width: 18.5, height: 13, fill: pairFill(share, 1 - share) }),
    ),
    element("rect", { x, y, width: end - x, height: 13, fill: "none", stroke: "#9a9a9a" }),
    label(x, `100\u00A0% ${words.always}`, "start"),
    label((x + end) / 2, `50\u00A0%`, "middle"),
    label(end, `${words.never} 0\u00A0%`, "end"),
  ];
}
