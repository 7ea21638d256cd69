import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Language } from "../language/text.js";
import { CLASSES } from "../structure/plane.js";
import { classMark, MARK_RADIUS } from "./class-marks.js";
import { codeKey } from "./code-key.js";
import { frameTexts, type PlaneName, planeOptions } from "./frame-texts.js";
import { type InfluencePlane, influencePlane } from "./influence-plane.js";
import { drawingArea, type FrameTexts, frameLines, MARGIN, messagePicture, picture } from "./picture-frame.js";
import { planeCoordinates } from "./plane-coordinates.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "./plot-options.js";
import { drawLabel, drawLeader, labelScatter, type ScatterLabels } from "./scatter-labels.js";
import { escapeText } from "./svg-text.js";
import { variableNames } from "./variable-names.js";

export interface MapLayout {
  readonly texts: FrameTexts;
  readonly plane: InfluencePlane;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Half the size of a marker. */
  readonly radius: number;
  readonly labels: ScatterLabels;
}

const THRESHOLD_COST = 1.2;

/** Where everything on the map of a plane with classes stands. */
export function layoutMap(input: PlotInput, name: PlaneName, options: PlotOptions, lang: Language): MapLayout {
  const { width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.height, labels = PLOT_DEFAULTS.labels } = options;
  const values = planeCoordinates(input.analysis[name]!);
  const { common, plots } = dictionary(lang);
  const title = plots.mapTitle(common.planes[name]);
  const texts = frameTexts(input, lang, title, "", [planeOptions(input.analysis, [name], lang)]);
  const plane = influencePlane(values, drawingArea(texts, width, height), lang);
  const points = values.influence.map((influence, index) => ({
    x: plane.xOf(values.dependence[index]!),
    y: plane.yOf(influence),
  }));
  const radius = points.length > 60 ? 5 : MARK_RADIUS;
  const { plot } = plane;
  const scatter = {
    points,
    names: variableNames(input.study, lang),
    radius,
    bounds: { x: plot.x + 3, y: plot.y + 2, width: plot.width - 5, height: plot.height - 4 },
    taken: plane.quadrantNames.map(({ box }) => box),
    lines: plane.thresholdLines.map((line) => ({ ...line, cost: THRESHOLD_COST })),
  };
  return { texts, plane, points, radius, labels: labelScatter(scatter, labels) };
}

/**
 * The influence–dependence map of one plane: each variable by its dependence (→) and influence (↑), in the four quadrants
 * that the thresholds make. Axes are in sums, or in shares per 10 000 where a sum passes 10 000.
 *
 * A plane that is null (no P in the matrix) or without classes (all sums zero) gives a picture that says so.
 */
export function influenceDependenceMap(input: PlotInput, name: PlaneName, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.height } = options;
  const { common, plots } = dictionary(lang);
  const plane = analysis[name];
  const title = plots.mapTitle(common.planes[name]);
  const texts = frameTexts(input, lang, title, "", [planeOptions(analysis, [name], lang)]);
  if (plane === null) return messagePicture(texts, width, height, plots.noPotential);
  if (plane.classes.every((group) => group === null)) {
    const vanishes = name.toLowerCase().includes("indirect") && analysis.spectrum.nilpotent;
    return messagePicture(texts, width, height, vanishes ? plots.vanish : plots.noClasses);
  }
  const names = variableNames(study, lang);
  const layout = layoutMap(input, name, options, lang);
  const key = layout.labels.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const values = planeCoordinates(plane);
  const marks = layout.points.map(({ x, y }, index) => {
    const numbers = `${formatNumber(values.influence[index]!, lang)} / ${formatNumber(values.dependence[index]!, lang)}`;
    const hover = `<title>${escapeText(`${names[index]!.code} ${names[index]!.long}: ${numbers}`)}</title>`;
    return classMark(plane.classes[index]!, x, y, layout.radius / MARK_RADIUS, hover);
  });
  const counts = CLASSES.map((group) => {
    const count = plane.classes.filter((other) => other === group).length;
    return `${common.quadrants[group]}: ${count}`;
  });
  const some = layout.labels.unlabelled.length;
  const note = some === 0 ? "" : plots.onlySomeLabels(names.length - some, names.length);
  const full = frameTexts(input, lang, title, `${title}. ${counts.join(", ")}.`, [
    planeOptions(analysis, [name], lang),
    note,
  ]);
  const tall = height + (key?.height ?? 0) + frameLines(full, width).bottom - frameLines(layout.texts, width).bottom;
  const { plot } = layout.plane;
  return picture(full, width, tall, [
    ...layout.plane.drawing,
    ...layout.labels.labels.map(drawLeader),
    ...marks,
    ...layout.labels.labels.map((label) => drawLabel(label, layout.labels.size, label.members.length > 1)),
    ...(key?.draw(MARGIN, plot.y + plot.height + 50) ?? []),
  ]);
}
