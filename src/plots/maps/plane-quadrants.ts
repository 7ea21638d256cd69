import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import type { Class } from "../../structure/plane.js";
import { CLASS_COLOURS, CLASS_TINTS } from "../drawing/class-marks.js";
import type { Box, Segment } from "../drawing/geometry.js";
import { element, textLine } from "../drawing/svg-text.js";
import { BASELINE, LINE_HEIGHT, textWidth } from "../drawing/text-width.js";

/** The four quadrants of a plane: what labels must spare, and how they are drawn. */
export interface PlaneQuadrants {
  readonly quadrantNames: readonly { readonly name: Class; readonly box: Box }[];
  readonly thresholdLines: readonly Segment[];
  /** Tints and threshold lines, beneath everything. */
  readonly ground: readonly string[];
  /** The names in the corners. */
  readonly names: readonly string[];
}

const NAME_SIZE = 14;

/** Quadrants of a plot parted at x and at y; one without area is left out. */
export function planeQuadrants(plot: Box, x: number, y: number, lang: Language): PlaneQuadrants {
  const { common } = dictionary(lang);
  const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to);
  const lineX = clamp(x, plot.x, plot.x + plot.width);
  const lineY = clamp(y, plot.y, plot.y + plot.height);
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const quadrants: readonly (readonly [Class, Box])[] = [
    ["motor", { x: plot.x, y: plot.y, width: lineX - plot.x, height: lineY - plot.y }],
    ["relay", { x: lineX, y: plot.y, width: right - lineX, height: lineY - plot.y }],
    ["autonomous", { x: plot.x, y: lineY, width: lineX - plot.x, height: bottom - lineY }],
    ["dependent", { x: lineX, y: lineY, width: right - lineX, height: bottom - lineY }],
  ];
  const shown = quadrants.filter(([, box]) => box.width > 1 && box.height > 1);
  const quadrantNames = shown.map(([name]) => {
    const width = textWidth(common.quadrants[name], NAME_SIZE, "bold");
    const height = NAME_SIZE * LINE_HEIGHT;
    return {
      name,
      box: {
        x: name === "motor" || name === "autonomous" ? plot.x + 8 : right - 8 - width,
        y: name === "motor" || name === "relay" ? plot.y + 6 : bottom - 6 - height,
        width,
        height,
      },
    };
  });
  const thresholdLines: Segment[] = [];
  if (lineX > plot.x && lineX < right) thresholdLines.push({ x1: lineX, y1: plot.y, x2: lineX, y2: bottom });
  if (lineY > plot.y && lineY < bottom) thresholdLines.push({ x1: plot.x, y1: lineY, x2: right, y2: lineY });
  return {
    quadrantNames,
    thresholdLines,
    ground: [
      ...shown.map(([name, box]) => element("rect", { ...box, fill: CLASS_TINTS[name] })),
      ...thresholdLines.map((line) => element("line", { ...line, stroke: "#8a8a8a" })),
    ],
    names: quadrantNames.map(({ name, box }) =>
      textLine(box.x, box.y + NAME_SIZE * BASELINE, common.quadrants[name], {
        size: NAME_SIZE,
        weight: "bold",
        fill: CLASS_COLOURS[name],
        halo: true,
      }),
    ),
  };
}
