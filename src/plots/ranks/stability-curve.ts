import { ticks } from "d3-array";
import type { Analysis } from "../../analysis/analysis.js";
import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import { frameTexts, planeOptions } from "../drawing/frame-texts.js";
import { drawingArea, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, formatCoordinate, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { wrapText } from "../drawing/wrap-text.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";

const INFLUENCE_COLOUR = "#0072B2";
const DEPENDENCE_COLOUR = "#D55E00";
const LEFT_GUTTER = 66;
const BOTTOM_GUTTER = 46;
const HEADING = 52;

/**
 * How far the rankings move at each power: for influence and for dependence, 100 − the percentage of swapped pairs since the power before,
 * with the power the indirect plane was taken at, and in words whether the rankings are stable there or why not.
 *
 * The curve ends at twice the last power that swaps a pair (at least 12): all further points lie at 100 %.
 */
export function stabilityCurve(input: PlotInput, options: PlotOptions = {}): string {
  const { analysis } = input;
  const { lang = analysis.options.lang, width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.stabilityHeight } = options;
  const { common, plots } = dictionary(lang);
  const statement = stabilityStatement(analysis, lang);
  const texts = frameTexts(input, lang, plots.stabilityTitle, statement, [planeOptions(analysis, ["indirect"], lang)]);
  if (analysis.characteristics.total === 0) return messagePicture(texts, width, height, plots.noInfluence);
  if (analysis.stability.length === 0) return messagePicture(texts, width, height, plots.noStabilityRows);
  const { power } = analysis.indirect;
  const area = drawingArea(texts, width, height);
  const lastChange = analysis.stability.findLast((row) => row.influenceSwaps + row.dependenceSwaps > 0)?.power ?? 2;
  const lastPower = Math.max(12, 2 * lastChange, (power ?? 0) + 2);
  const rows = analysis.stability.filter((row) => row.power <= lastPower);
  const plot = {
    x: area.x + LEFT_GUTTER,
    y: area.y + HEADING,
    width: area.width - LEFT_GUTTER - 12,
    height: area.height - HEADING - BOTTOM_GUTTER,
  };
  const lowest = Math.min(...rows.flatMap((row) => [row.influencePercent, row.dependencePercent]));
  const floor = lowest >= 99 ? 95 : Math.floor(Math.max(0, lowest - (100 - lowest) * 0.15));
  const first = Math.min(2, power ?? 2);
  const last = Math.max(rows.at(-1)!.power, power ?? 0);
  const xOf = (value: number) => plot.x + 14 + ((value - first) / Math.max(1, last - first)) * (plot.width - 28);
  const yOf = (percent: number) => plot.y + 10 + ((100 - percent) / (100 - floor)) * (plot.height - 10);
  const powers = ticks(first, last, 14).filter(Number.isInteger);
  const curve = (key: "influencePercent" | "dependencePercent", colour: string, dashed: boolean) => {
    const points = rows.map((row) => `${formatCoordinate(xOf(row.power))},${formatCoordinate(yOf(row[key]))}`);
    const line = { fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": dashed ? "6 4" : undefined };
    const dots = rows.map((row) => dot(xOf(row.power), yOf(row[key]), colour, dashed));
    return element("polyline", { points: points.join(" "), ...line }) + dots.join("");
  };
  const legend = (x: number, text: string, colour: string, dashed: boolean) =>
    element("line", {
      x1: x,
      y1: area.y + 33,
      x2: x + 34,
      y2: area.y + 33,
      stroke: colour,
      "stroke-width": 2,
      "stroke-dasharray": dashed ? "6 4" : undefined,
    }) +
    dot(x + 17, area.y + 33, colour, dashed) +
    textLine(x + 42, area.y + 37, text, { size: 13 });
  const drawing = [
    textLine(area.x, area.y + 12, wrapText(statement, 13, area.width, "bold")[0]!, { size: 13, weight: "bold" }),
    legend(plot.x, common.influence, INFLUENCE_COLOUR, false),
    legend(plot.x + 160, common.dependence, DEPENDENCE_COLOUR, true),
    ...ticks(floor, 100, 6).map(
      (tick) =>
        element("line", { x1: plot.x, y1: yOf(tick), x2: plot.x + plot.width, y2: yOf(tick), stroke: "#e4e4e4" }) +
        textLine(plot.x - 8, yOf(tick) + 4.3, `${formatNumber(tick, lang)}`, {
          size: 12,
          fill: MUTED_INK,
          anchor: "end",
        }),
    ),
    ...powers.map((tick) =>
      textLine(xOf(tick), plot.y + plot.height + 18, String(tick), { size: 12, fill: MUTED_INK, anchor: "middle" }),
    ),
    element("line", {
      x1: plot.x,
      y1: plot.y + plot.height,
      x2: plot.x + plot.width,
      y2: plot.y + plot.height,
      stroke: "#8a8a8a",
    }),
    power === null ? "" : chosenLine(xOf(power), plot.y - 4, plot.y + plot.height, plots.chosenPower(power), plot),
    curve("influencePercent", INFLUENCE_COLOUR, false),
    curve("dependencePercent", DEPENDENCE_COLOUR, true),
    textLine(plot.x + plot.width / 2, plot.y + plot.height + 40, plots.powerAxis, {
      size: 13,
      weight: "bold",
      anchor: "middle",
    }),
    ...wrapText(plots.stabilityAxis, 13, plot.height + HEADING, "bold").map((line, index, lines) =>
      textLine(area.x + 12 + index * 15, plot.y + plot.height / 2 - (lines.length > 1 ? 10 : 0), line, {
        size: 13,
        weight: "bold",
        anchor: "middle",
        rotate: -90,
      }),
    ),
  ];
  return picture(texts, width, height, drawing);
}

/** Whether and from where on the rankings hold, in one sentence. */
function stabilityStatement(analysis: Analysis, lang: Language): string {
  const { plots } = dictionary(lang);
  const { power, stable, reason } = analysis.indirect;
  if (power === null) return plots.noPower;
  if (reason === "early") return `${plots.chosen(power)} ${plots.chosenButUnstable(power)}`;
  if (!stable) return reason === null ? plots.notStable : plots.notStableFor(plots.reasons[reason]);
  return analysis.options.power === "stable" ? plots.stableFrom(power) : `${plots.chosen(power)} ${plots.stableAfter}`;
}

function dot(x: number, y: number, colour: string, square: boolean): string {
  const style = { fill: colour, stroke: "#ffffff", "stroke-width": 1 };
  if (square) return element("rect", { x: x - 3.5, y: y - 3.5, width: 7, height: 7, ...style });
  return element("circle", { cx: x, cy: y, r: 4.2, ...style });
}

function chosenLine(x: number, top: number, bottom: number, text: string, plot: { x: number; width: number }): string {
  const anchor = x > plot.x + plot.width - 90 ? "end" : "start";
  return (
    element("line", {
      x1: x,
      y1: top,
      x2: x,
      y2: bottom,
      stroke: "#1a1a1a",
      "stroke-width": 1.5,
      "stroke-dasharray": "2 3",
    }) +
    textLine(x + (anchor === "start" ? 6 : -6), bottom - 10, text, { size: 13, weight: "bold", anchor, halo: true })
  );
}
