import { ticks } from "d3-array";
import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import type { Class } from "../../structure/plane.js";
import type { Box, Segment } from "../drawing/geometry.js";
import { element, INK, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { planeQuadrants } from "./plane-quadrants.js";

/** Values on both axes and the lines between low and high. */
export interface PlaneValues {
  readonly unit: "sum" | "share";
  readonly influence: readonly number[];
  readonly dependence: readonly number[];
  readonly influenceThreshold: number;
  readonly dependenceThreshold: number;
}

/** An empty influence–dependence plane: where values fall, what is drawn beneath them, what labels must spare. */
export interface InfluencePlane {
  /** The tinted rectangle. */
  readonly plot: Box;
  readonly xOf: (dependence: number) => number;
  readonly yOf: (influence: number) => number;
  readonly quadrantNames: readonly { readonly name: Class; readonly box: Box }[];
  readonly thresholdLines: readonly Segment[];
  readonly drawing: readonly string[];
}

const LEFT_GUTTER = 62;
const BOTTOM_GUTTER = 46;
const TICK_SIZE = 12;
/** Bands inside the plot that no marker enters, so that the names of the quadrants have the corners to themselves. */
const NAME_BAND = 30;
const SIDE_BAND = 16;
/** An axis starts at 0 unless all values lie in its upper part. */
const FAR_FROM_ZERO = 0.3;

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

function axisOf(values: readonly number[], thresholds: readonly number[]): Axis {
  const largest = Math.max(...values);
  const smallest = Math.min(...values);
  // Where all values are one, the marker stands in the middle.
  if (smallest === largest) return { from: 0, to: 2 * largest || 1, ticks: ticks(0, 2 * largest || 1, 7) };
  const within = thresholds.filter((line) => Number.isFinite(line) && line >= 0 && line <= 1.5 * largest);
  const to = Math.max(largest, ...within);
  const from = smallest > FAR_FROM_ZERO * to ? smallest - (to - smallest) * 0.1 : 0;
  return { from, to, ticks: ticks(from, to, 7) };
}

/**
 * Lays out and draws an empty influence–dependence plane in an area: quadrants tinted and named, axes, thresholds. The axes reach over the
 * values beside as well, which are in the same unit.
 */
export function influencePlane(
  values: PlaneValues,
  area: Box,
  lang: Language,
  beside: PlaneValues | null = null,
): InfluencePlane {
  const { plots } = dictionary(lang);
  const plot = {
    x: area.x + LEFT_GUTTER,
    y: area.y,
    width: area.width - LEFT_GUTTER,
    height: area.height - BOTTOM_GUTTER,
  };
  const all = beside === null ? [values] : [values, beside];
  const dependence = axisOf(
    all.flatMap((each) => each.dependence),
    all.map((each) => each.dependenceThreshold),
  );
  const influence = axisOf(
    all.flatMap((each) => each.influence),
    all.map((each) => each.influenceThreshold),
  );
  const xOf = (value: number) =>
    plot.x + SIDE_BAND + ((value - dependence.from) / (dependence.to - dependence.from)) * (plot.width - 2 * SIDE_BAND);
  const yOf = (value: number) =>
    plot.y +
    plot.height -
    NAME_BAND -
    ((value - influence.from) / (influence.to - influence.from)) * (plot.height - 2 * NAME_BAND);
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const quadrants = planeQuadrants(plot, xOf(values.dependenceThreshold), yOf(values.influenceThreshold), lang);
  const unit = values.unit === "sum" ? plots.sumAxis : plots.shareAxis;
  const drawing = [
    ...quadrants.ground,
    element("path", { d: `M${plot.x} ${r2(plot.y)}V${r2(bottom)}H${r2(right)}`, fill: "none", stroke: "#8a8a8a" }),
    ...dependence.ticks.map((tick) => tickMark(xOf(tick), bottom, true, formatNumber(tick, lang, 6))),
    ...influence.ticks.map((tick) => tickMark(plot.x, yOf(tick), false, formatNumber(tick, lang, 6))),
    ...quadrants.names,
    textLine(plot.x + plot.width / 2, bottom + 40, `${plots.dependenceAxis} (${unit}) →`, {
      size: 13,
      weight: "bold",
      fill: INK,
      anchor: "middle",
    }),
    textLine(area.x + 12, plot.y + plot.height / 2, `${plots.influenceAxis} (${unit}) →`, {
      size: 13,
      weight: "bold",
      fill: INK,
      anchor: "middle",
      rotate: -90,
    }),
  ];
  const { quadrantNames, thresholdLines } = quadrants;
  return { plot, xOf, yOf, quadrantNames, thresholdLines, drawing };
}

const r2 = (value: number) => Math.round(value * 100) / 100;

function tickMark(x: number, y: number, horizontal: boolean, text: string): string {
  const line = horizontal ? { x1: x, y1: y, x2: x, y2: y + 4 } : { x1: x - 4, y1: y, x2: x, y2: y };
  const style = { size: TICK_SIZE, fill: MUTED_INK, anchor: horizontal ? "middle" : "end" } as const;
  return (
    element("line", { ...line, stroke: "#8a8a8a" }) +
    (horizontal ? textLine(x, y + 18, text, style) : textLine(x - 8, y + 4.3, text, style))
  );
}
