import { ticks } from "d3-array";
import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import type { Plane } from "../../structure/plane.js";
import type { Box } from "../drawing/geometry.js";
import { element, formatCoordinate, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { type PlaneQuadrants, planeQuadrants } from "./plane-quadrants.js";

/** An empty plane of ranks: rank 1 on the right for dependence, on top for influence. */
export interface RankPlane {
  readonly plot: Box;
  readonly xOf: (dependenceRank: number) => number;
  readonly yOf: (influenceRank: number) => number;
  readonly quadrants: PlaneQuadrants;
  readonly drawing: readonly string[];
}

const LEFT_GUTTER = 62;
const BOTTOM_GUTTER = 46;
const NAME_BAND = 30;
const SIDE_BAND = 22;

/**
 * Lays out and draws an empty plane of ranks in an area. The lines stand where the study as it is parts high sums from low ones: below the
 * last rank at or above the threshold.
 */
export function rankPlane(baseline: Plane, area: Box, lang: Language): RankPlane {
  const { common, sensitivity: words } = dictionary(lang);
  const plot = {
    x: area.x + LEFT_GUTTER,
    y: area.y,
    width: area.width - LEFT_GUTTER,
    height: area.height - BOTTOM_GUTTER,
  };
  const size = baseline.influence.length;
  const steps = Math.max(1, size - 1);
  const xOf = (rank: number) => plot.x + SIDE_BAND + ((size - rank) / steps) * (plot.width - 2 * SIDE_BAND);
  const yOf = (rank: number) => plot.y + NAME_BAND + ((rank - 1) / steps) * (plot.height - 2 * NAME_BAND);
  const high = (distances: readonly number[]) => distances.filter((distance) => distance >= 0).length + 0.5;
  const quadrants = planeQuadrants(
    plot,
    xOf(high(baseline.dependenceDistance)),
    yOf(high(baseline.influenceDistance)),
    lang,
  );
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const ranks = [1, ...ticks(1, size, 8).filter((tick) => Number.isInteger(tick) && tick > 1)];
  const style = { size: 12, fill: MUTED_INK } as const;
  const f = formatCoordinate;
  const drawing = [
    ...quadrants.ground,
    element("path", { d: `M${f(plot.x)} ${f(plot.y)}V${f(bottom)}H${f(right)}`, fill: "none", stroke: "#8a8a8a" }),
    ...ranks.map(
      (rank) =>
        element("line", { x1: xOf(rank), y1: bottom, x2: xOf(rank), y2: bottom + 4, stroke: "#8a8a8a" }) +
        textLine(xOf(rank), bottom + 18, String(rank), { ...style, anchor: "middle" }),
    ),
    ...ranks.map(
      (rank) =>
        element("line", { x1: plot.x - 4, y1: yOf(rank), x2: plot.x, y2: yOf(rank), stroke: "#8a8a8a" }) +
        textLine(plot.x - 8, yOf(rank) + 4.3, String(rank), { ...style, anchor: "end" }),
    ),
    ...quadrants.names,
    textLine(plot.x + plot.width / 2, bottom + 40, `${words.rankAxis(common.dependence)} →`, {
      size: 13,
      weight: "bold",
      anchor: "middle",
    }),
    textLine(area.x + 12, plot.y + plot.height / 2, `${words.rankAxis(common.influence)} →`, {
      size: 13,
      weight: "bold",
      anchor: "middle",
      rotate: -90,
    }),
  ];
  return { plot, xOf, yOf, quadrants, drawing };
}
