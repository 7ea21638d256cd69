import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import { CLASSES } from "../../structure/plane.js";
import { CLASS_COLOURS, classMark, MARK_RADIUS } from "../drawing/class-marks.js";
import { codeKey } from "../drawing/code-key.js";
import type { Box } from "../drawing/geometry.js";
import { drawingArea, type FrameTexts, frameLines, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, escapeText, formatCoordinate } from "../drawing/svg-text.js";
import { drawLabel, drawLeader, labelScatter, type ScatterLabels } from "../labels/scatter-labels.js";
import { variableNames } from "../labels/variable-names.js";
import { sensitivityFrame } from "../sensitivity/sensitivity-frame.js";
import {
  SENSITIVITY_PLOT_DEFAULTS as DEFAULTS,
  type SensitivityPlotInput,
  type SensitivityPlotOptions,
} from "../sensitivity-plot-options.js";
import { type RankPlane, rankPlane } from "./rank-plane.js";

/** Part of the samples from which on a class counts as kept on the map. */
const KEPT = 0.9;
const THRESHOLD_COST = 1.2;
/** Least half axis of a region, in px: it shows around the mark even where the rank never moves. */
const LEAST_REACH = 8.5;

/** From the 5 % to the 95 % rank on both axes: four quarters of ellipses about the medians. */
interface RankRegion {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
}

export interface SensitivityMapLayout {
  readonly texts: FrameTexts;
  readonly plane: RankPlane;
  /** Places in the study as it is. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly regions: readonly RankRegion[];
  readonly radius: number;
  readonly bounds: Box;
  readonly labels: ScatterLabels;
}

/** Where everything stands on the map of a plane that has classes. */
export function layoutSensitivityMap(
  input: SensitivityPlotInput,
  options: SensitivityPlotOptions,
  lang: Language,
): SensitivityMapLayout {
  const {
    width = DEFAULTS.width,
    height = DEFAULTS.mapHeight,
    labels = DEFAULTS.labels,
    plane: name = DEFAULTS.plane,
  } = options;
  const { common, sensitivity: words } = dictionary(lang);
  const title = words.mapTitle(common.planes[name]);
  const texts = sensitivityFrame(input, name, lang, title, "", [words.mapReading(100 * KEPT)]);
  const baseline = input.sensitivity.baseline[name];
  const { influenceRank, dependenceRank } = input.sensitivity[name];
  const plane = rankPlane(baseline, drawingArea(texts, width, height), lang);
  const { plot, xOf, yOf } = plane;
  const points = baseline.influenceRank.map((rank, i) => ({ x: xOf(baseline.dependenceRank[i]!), y: yOf(rank) }));
  const reach = (from: number, to: number) => Math.max(LEAST_REACH, Math.abs(to - from));
  const regions = points.map((_, i): RankRegion => {
    const x = xOf(dependenceRank.median[i]!);
    const y = yOf(influenceRank.median[i]!);
    return {
      x,
      y,
      left: reach(x, xOf(dependenceRank.p95[i]!)),
      right: reach(x, xOf(dependenceRank.p5[i]!)),
      up: reach(y, yOf(influenceRank.p5[i]!)),
      down: reach(y, yOf(influenceRank.p95[i]!)),
    };
  });
  const radius = points.length > 60 ? 4.5 : MARK_RADIUS - 1;
  const bounds = { x: plot.x + 3, y: plot.y + 2, width: plot.width - 5, height: plot.height - 4 };
  const scatter = {
    points,
    names: variableNames(input.study, lang),
    radius,
    bounds,
    taken: plane.quadrants.quadrantNames.map(({ box }) => box),
    lines: plane.quadrants.thresholdLines.map((line) => ({ ...line, cost: THRESHOLD_COST })),
  };
  return { texts, plane, points, regions, radius, bounds, labels: labelScatter(scatter, labels) };
}

/**
 * The influence–dependence map of a batch, in ranks: each variable by its mark where the study as it is has it, and the region its ranks fall in,
 * from 5 % to 95 % on each axis, in the colour of its class; dashed and darker where the class is kept in fewer than nine of ten samples.
 *
 * The region has 90 % of the samples on each axis taken alone. A plane without classes gives a picture that says so.
 */
export function sensitivityMap(input: SensitivityPlotInput, options: SensitivityPlotOptions = {}): string {
  const { study, analysis, sensitivity } = input;
  const {
    lang = analysis.options.lang,
    width = DEFAULTS.width,
    height = DEFAULTS.mapHeight,
    plane: name = DEFAULTS.plane,
  } = options;
  const { common, plots, sensitivity: words } = dictionary(lang);
  const { classes, influenceRank: influence, dependenceRank: dependence } = sensitivity.baseline[name];
  if (sensitivity[name].membership === null || classes.every((group) => group === null)) {
    const texts = sensitivityFrame(input, name, lang, words.mapTitle(common.planes[name]), "");
    return messagePicture(texts, width, 320, plots.noClasses);
  }
  const layout = layoutSensitivityMap(input, options, lang);
  const names = variableNames(study, lang);
  const key = layout.labels.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const kept = classes.map((group, i) => sensitivity[name].membership![i]![CLASSES.indexOf(group!)]!);
  const unsure = kept.flatMap((share, i) => (share < KEPT ? [i] : []));
  // Many regions lie over each other: each is drawn fainter.
  const density = Math.min(1, Math.max(0.35, 32 / names.length));
  const size = ({ left, right, up, down }: RankRegion) => (left + right) * (up + down);
  const regions = layout.regions.map((_, i) => i).sort((i, j) => size(layout.regions[j]!) - size(layout.regions[i]!));
  const marks = layout.points.map(({ x, y }, i) => {
    const numbers = `${influence[i]} / ${dependence[i]}`;
    const hover = `<title>${escapeText(`${names[i]!.code} ${names[i]!.long}: ${numbers}`)}</title>`;
    return classMark(classes[i]!, x, y, layout.radius / MARK_RADIUS, hover);
  });
  const some = layout.labels.unlabelled.length;
  const codes = unsure.map((i) => names[i]!.code).join(", ");
  const texts = {
    ...layout.texts,
    description: `${layout.texts.title}. < ${100 * KEPT} %: ${codes === "" ? "—" : codes}.`,
    footer: layout.texts.footer + (some === 0 ? "" : ` · ${plots.onlySomeLabels(names.length - some, names.length)}`),
  };
  const tall = height + (key?.height ?? 0) + frameLines(texts, width).bottom - frameLines(layout.texts, width).bottom;
  const { plot } = layout.plane;
  return picture(texts, width, tall, [
    ...layout.plane.drawing,
    ...regions.map((i) => drawRegion(layout.regions[i]!, CLASS_COLOURS[classes[i]!], kept[i]! < KEPT, density)),
    ...layout.labels.labels.map(drawLeader),
    ...marks,
    ...layout.labels.labels.map((label) => drawLabel(label, layout.labels.size, label.members.length > 1)),
    ...(key?.draw(MARGIN, plot.y + plot.height + 50) ?? []),
  ]);
}

function drawRegion(
  { x, y, left, right, up, down }: RankRegion,
  colour: string,
  unsure: boolean,
  density: number,
): string {
  const f = formatCoordinate;
  const quarter = (rx: number, ry: number, toX: number, toY: number) => `A${f(rx)} ${f(ry)} 0 0 1 ${f(toX)} ${f(toY)}`;
  const d = [
    `M${f(x)} ${f(y - up)}`,
    quarter(right, up, x + right, y),
    quarter(right, down, x, y + down),
    quarter(left, down, x - left, y),
    quarter(left, up, x, y - up),
    "Z",
  ].join("");
  return element("path", {
    d,
    fill: colour,
    "fill-opacity": (unsure ? 0.2 : 0.08) * density,
    stroke: colour,
    "stroke-opacity": (unsure ? 0.95 : 0.45) * density,
    "stroke-width": (unsure ? 1.6 : 1) * density,
    "stroke-dasharray": unsure ? "5 3" : undefined,
  });
}
