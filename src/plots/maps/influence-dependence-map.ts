import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import { CLASSES } from "../../structure/plane.js";
import { classMark, MARK_RADIUS } from "../drawing/class-marks.js";
import { codeKey } from "../drawing/code-key.js";
import { frameTexts, type PlaneName, planeOptions } from "../drawing/frame-texts.js";
import { drawingArea, type FrameTexts, frameLines, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { escapeText } from "../drawing/svg-text.js";
import { variableGroup } from "../drawing/variable-group.js";
import { drawLabels, drawLeader, labelScatter, type ScatterLabels } from "../labels/scatter-labels.js";
import { NAME_STYLES, type NameStyle, variableNames } from "../labels/variable-names.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { type InfluencePlane, influencePlane } from "./influence-plane.js";
import { sharedCoordinates } from "./shared-coordinates.js";

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
  const { own: values, beside } = sharedCoordinates(input.analysis, name, input.beside);
  const { common, plots } = dictionary(lang);
  const title = plots.mapTitle(common.planes[name]);
  const texts = frameTexts(input, lang, title, "", [planeOptions(input.analysis, [name], lang)]);
  const plane = influencePlane(values, drawingArea(texts, width, height), lang, beside);
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
  const own = labelScatter(scatter, labels);
  const shared = sharedStyle(input, name, options, lang, own.style);
  return { texts, plane, points, radius, labels: shared === own.style ? own : labelScatter(scatter, shared) };
}

/** The shortest style that this map or one beside it needs. */
function sharedStyle(
  { alike = [], ...input }: PlotInput,
  name: PlaneName,
  options: PlotOptions,
  lang: Language,
  own: NameStyle,
): NameStyle {
  const others = alike.filter(
    (other) => other !== name && input.analysis[other]?.classes.some((group) => group !== null),
  );
  const styles = [own, ...others.map((other) => layoutMap(input, other, options, lang).labels.style)];
  return NAME_STYLES.findLast((style) => styles.includes(style))!;
}

/**
 * The influence–dependence map of one plane: each variable by its dependence (→) and influence (↑), in the four quadrants
 * that the thresholds make. Axes are in sums, or in shares per 10 000 where a sum passes 10 000. With an analysis `beside` the axes reach over both, in one unit.
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
  const { own: values } = sharedCoordinates(analysis, name, input.beside);
  const marks = layout.points.map(({ x, y }, index) => {
    const numbers = `${formatNumber(values.influence[index]!, lang)} / ${formatNumber(values.dependence[index]!, lang)}`;
    const hover = `<title>${escapeText(`${names[index]!.code} ${names[index]!.long}: ${numbers}`)}</title>`;
    const mark = classMark(plane.classes[index]!, x, y, layout.radius / MARK_RADIUS, hover);
    return variableGroup(study.variables[index]!.id, mark);
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
    ...drawLabels(
      layout.labels,
      study.variables.map(({ id }) => id),
    ),
    ...(key?.draw(MARGIN, plot.y + plot.height + 50) ?? []),
  ]);
}
