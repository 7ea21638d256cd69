import { ticks } from "d3-array";
import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import { classMark } from "../drawing/class-marks.js";
import { drawingArea, frameLines, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, escapeText, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { variableNames } from "../labels/variable-names.js";
import { sensitivityFrame } from "../sensitivity/sensitivity-frame.js";
import {
  SENSITIVITY_PLOT_DEFAULTS as DEFAULTS,
  type SensitivityPlotInput,
  type SensitivityPlotOptions,
} from "../sensitivity-plot-options.js";
import {
  layoutRankIntervals,
  type RankInterval,
  type RankIntervalLayout,
  type RankIntervalPanel,
} from "./rank-interval-layout.js";

const RANGE_COLOUR = "#8a97a3";
const BOX_COLOUR = "#c3d3e0";
const MEDIAN_COLOUR = "#1b3a57";
const LEGEND = 30;

/**
 * Which ranks can each variable have? For influence and for dependence, the strongest median on top: a line from the lowest to the highest rank of the samples,
 * a bar from 5 % to 95 %, a stroke at the median, and the mark of its class at its rank in the study as it is.
 *
 * The height follows from the number of variables; of more than 250 the strongest are drawn. A plane without classes gives a picture that says so.
 */
export function rankIntervals(input: SensitivityPlotInput, options: SensitivityPlotOptions = {}): string {
  const { study, analysis, sensitivity } = input;
  const {
    lang = analysis.options.lang,
    width = DEFAULTS.width,
    labels = DEFAULTS.labels,
    plane = DEFAULTS.plane,
  } = options;
  const { common, plots, sensitivity: words } = dictionary(lang);
  const title = words.ranksTitle(common.planes[plane]);
  const names = variableNames(study, lang);
  const draft = sensitivityFrame(input, plane, lang, title, title);
  if (sensitivity[plane].membership === null) return messagePicture(draft, width, 320, plots.noClasses);
  const area = drawingArea(draft, width, 320);
  const layout = layoutRankIntervals(input, plane, names, { ...area, y: area.y + LEGEND, height: 0 }, labels);
  const shown = layout.panels[0]!.rows.length;
  const texts = sensitivityFrame(input, plane, lang, title, describe(input, layout, plane, lang), [
    shown < names.length ? words.onlyStrongest(shown, names.length) : "",
  ]);
  const height = Math.ceil(layout.bottom + 8 + frameLines(texts, width).bottom);
  return picture(texts, width, height, [
    ...legend(area.x, area.y + 12, lang),
    ...layout.panels.flatMap((panel) => drawPanel(panel, layout, input, plane, lang)),
  ]);
}

function legend(x: number, y: number, lang: Language): string[] {
  const { sensitivity: words } = dictionary(lang);
  const labels = [words.minimum, "5\u00A0%", words.median, "95\u00A0%", words.maximum];
  const spots = [0, 52, 104, 156, 208].map((at) => x + 20 + at);
  const sample = { minimum: spots[0]!, p5: spots[1]!, median: spots[2]!, p95: spots[3]!, maximum: spots[4]! };
  const marks = (["motor", "relay", "dependent", "autonomous"] as const).map((name, at) =>
    classMark(name, spots[4]! + 54 + 15 * at, y - 4, 0.72),
  );
  return [
    ...drawSpread(sample, y - 8, 10),
    ...labels.map((label, at) =>
      textLine(spots[at]!, y + 11, label, { size: 10.5, fill: MUTED_INK, anchor: "middle" }),
    ),
    ...marks,
    textLine(spots[4]! + 54 + 58, y, words.baselineRank, { size: 12 }),
  ];
}

function drawSpread(
  { minimum, p5, median, p95, maximum }: Pick<RankInterval, "minimum" | "p5" | "median" | "p95" | "maximum">,
  y: number,
  thickness: number,
): string[] {
  const half = thickness / 2;
  const end = (x: number) =>
    element("line", { x1: x, y1: y - half / 2, x2: x, y2: y + half / 2, stroke: RANGE_COLOUR, "stroke-width": 1.2 });
  return [
    element("line", { x1: minimum, y1: y, x2: maximum, y2: y, stroke: RANGE_COLOUR, "stroke-width": 1.2 }),
    end(minimum) + end(maximum),
    element("rect", {
      x: p5 - 1.5,
      y: y - half,
      width: p95 - p5 + 3,
      height: thickness,
      fill: BOX_COLOUR,
      stroke: RANGE_COLOUR,
      "stroke-width": 0.8,
    }),
    element("line", {
      x1: median,
      y1: y - half - 1.5,
      x2: median,
      y2: y + half + 1.5,
      stroke: MEDIAN_COLOUR,
      "stroke-width": 2.4,
    }),
  ];
}

function drawPanel(
  { kind, plot, xOf, rows }: RankIntervalPanel,
  { rowHeight, labelSize }: RankIntervalLayout,
  { study, sensitivity }: SensitivityPlotInput,
  plane: "direct" | "indirect",
  lang: Language,
): string[] {
  const { common } = dictionary(lang);
  const size = study.variables.length;
  const spread = sensitivity[plane][`${kind}Rank`];
  const { classes } = sensitivity.baseline[plane];
  const ranks = [
    1,
    ...ticks(1, size, Math.max(2, plot.width / 55)).filter((rank) => Number.isInteger(rank) && rank > 1),
  ];
  const top = plot.y - 22;
  const heading = textWidth(common[kind], 14, "bold");
  return [
    textLine(Math.max(plot.x, plot.x + plot.width / 2 - heading / 2), top - 2, common[kind], {
      size: 14,
      weight: "bold",
    }),
    ...ranks.map(
      (rank) =>
        element("line", { x1: xOf(rank), y1: plot.y, x2: xOf(rank), y2: plot.y + plot.height, stroke: "#e6e6e6" }) +
        textLine(xOf(rank), plot.y - 6, String(rank), { size: 11, fill: MUTED_INK, anchor: "middle" }),
    ),
    ...rows.flatMap((row) => {
      const at = row.index;
      const numbers = [spread.minimum, spread.p5, spread.median, spread.p95, spread.maximum].map(
        (ranked) => ranked[at]!,
      );
      const hover = `<title>${escapeText(`${study.variables[at]!.code}: ${numbers.join(" · ")}`)}</title>`;
      return [
        textLine(plot.x - 6, row.y + labelSize * 0.35, row.label, { size: labelSize, anchor: "end" }),
        ...drawSpread(row, row.y, rowHeight * 0.52),
        classMark(classes[at]!, row.baseline, row.y, Math.min(0.78, rowHeight / 24), hover),
      ];
    }),
  ];
}

function describe(
  { study, sensitivity }: SensitivityPlotInput,
  { panels }: RankIntervalLayout,
  plane: "direct" | "indirect",
  lang: Language,
): string {
  const { common } = dictionary(lang);
  return panels
    .map(({ kind, rows }) => {
      const { p5, p95 } = sensitivity[plane][`${kind}Rank`];
      const listed = rows.slice(0, 40).map(({ index: i }) => `${study.variables[i]!.code} ${p5[i]}–${p95[i]}`);
      return `${common[kind]}: ${listed.join(", ")}.`;
    })
    .join(" ");
}
