import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import { arrow } from "../drawing/arrow.js";
import { CLASS_COLOURS, classMark, MARK_RADIUS } from "../drawing/class-marks.js";
import { codeKey } from "../drawing/code-key.js";
import { frameTexts, planeOptions } from "../drawing/frame-texts.js";
import type { Segment } from "../drawing/geometry.js";
import { drawingArea, type FrameTexts, frameLines, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, escapeText } from "../drawing/svg-text.js";
import { variableGroup } from "../drawing/variable-group.js";
import { drawLabels, drawLeader, labelScatter, type ScatterLabels } from "../labels/scatter-labels.js";
import { variableNames } from "../labels/variable-names.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { type InfluencePlane, influencePlane } from "./influence-plane.js";
import { planeCoordinates } from "./plane-coordinates.js";

export interface DisplacementLayout {
  readonly texts: FrameTexts;
  readonly plane: InfluencePlane;
  /** Direct places. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly radius: number;
  /** From the direct to the indirect place of each variable; null where the move is too short to draw. */
  readonly moves: readonly (Segment | null)[];
  /** Thresholds of the indirect plane, where they are not those of the direct one. */
  readonly indirectThresholds: readonly Segment[];
  readonly labels: ScatterLabels;
}

const THRESHOLD_COST = 1.2;
const ARROW_COST = 14;
/** Shortest move that is drawn, in px beyond the marker. */
const SHORTEST_MOVE = 5;
const ARROW_COLOUR = "#555555";

/** Where everything on the displacement map stands; both planes in shares per 10 000, so that places can be compared. */
export function layoutDisplacement(input: PlotInput, options: PlotOptions, lang: Language): DisplacementLayout {
  const { width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.height, labels = PLOT_DEFAULTS.labels } = options;
  const { analysis, study } = input;
  const { plots } = dictionary(lang);
  const from = planeCoordinates(analysis.direct, "share");
  const to = planeCoordinates(analysis.indirect, "share");
  const changes = analysis.displacement.filter((move) => move.from !== move.to).length;
  const differ =
    Math.abs(from.influenceThreshold - to.influenceThreshold) > 1 ||
    Math.abs(from.dependenceThreshold - to.dependenceThreshold) > 1;
  const texts = frameTexts(input, lang, plots.displacementTitle, plots.displacementNote, [
    planeOptions(analysis, ["direct", "indirect"], lang),
    plots.classChanges(changes),
    plots.displacementNote,
    differ ? plots.thresholdsDiffer : "",
  ]);
  const values = {
    ...from,
    influence: [...from.influence, ...to.influence],
    dependence: [...from.dependence, ...to.dependence],
  };
  const plane = influencePlane(values, drawingArea(texts, width, height), lang);
  const points = from.influence.map((share, index) => ({ x: plane.xOf(from.dependence[index]!), y: plane.yOf(share) }));
  const radius = points.length > 60 ? 5 : MARK_RADIUS;
  const moves = points.map((point, index): Segment | null => {
    const end = { x2: plane.xOf(to.dependence[index]!), y2: plane.yOf(to.influence[index]!) };
    const length = Math.sqrt((end.x2 - point.x) ** 2 + (end.y2 - point.y) ** 2);
    if (length < radius + SHORTEST_MOVE) return null;
    const start = radius / length;
    return { x1: point.x + (end.x2 - point.x) * start, y1: point.y + (end.y2 - point.y) * start, ...end };
  });
  const { plot } = plane;
  const x = plane.xOf(to.dependenceThreshold);
  const y = plane.yOf(to.influenceThreshold);
  const indirectThresholds = differ
    ? [
        { x1: x, y1: plot.y, x2: x, y2: plot.y + plot.height },
        { x1: plot.x, y1: y, x2: plot.x + plot.width, y2: y },
      ].filter(
        (line) =>
          line.x1 >= plot.x && line.x2 <= plot.x + plot.width && line.y1 >= plot.y && line.y2 <= plot.y + plot.height,
      )
    : [];
  const scatter = {
    points,
    names: variableNames(study, lang),
    radius,
    bounds: { x: plot.x + 3, y: plot.y + 2, width: plot.width - 5, height: plot.height - 4 },
    taken: plane.quadrantNames.map(({ box }) => box),
    lines: [
      ...[...plane.thresholdLines, ...indirectThresholds].map((line) => ({ ...line, cost: THRESHOLD_COST })),
      ...moves.flatMap((move) => (move === null ? [] : [{ ...move, cost: ARROW_COST }])),
    ],
  };
  return { texts, plane, points, radius, moves, indirectThresholds, labels: labelScatter(scatter, labels) };
}

/**
 * The displacement map: how each variable moves from the direct (marker) to the indirect plane (tip of the arrow). An arrow is grey where the
 * class stays, and has the colour of the class reached where it changes. A move of a few px has no arrow.
 */
export function displacementMap(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.height } = options;
  const { plots } = dictionary(lang);
  const empty = [analysis.direct, analysis.indirect].map(({ classes }) => classes.every((group) => group === null));
  if (empty[0] || empty[1]) {
    const texts = frameTexts(input, lang, plots.displacementTitle, "", [
      planeOptions(analysis, ["direct", "indirect"], lang),
    ]);
    return messagePicture(
      texts,
      width,
      height,
      !empty[0] && analysis.spectrum.nilpotent ? plots.vanish : plots.noClasses,
    );
  }
  const layout = layoutDisplacement(input, options, lang);
  const names = variableNames(study, lang);
  const key = layout.labels.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const moves = layout.moves.map((move, index) => {
    if (move === null) return "";
    const { from, to } = analysis.displacement[index]!;
    const style = {
      colour: from === to || to === null ? ARROW_COLOUR : CLASS_COLOURS[to],
      width: from === to ? 1.3 : 2,
      head: 8,
    };
    return variableGroup(study.variables[index]!.id, arrow(move.x1, move.y1, move.x2, move.y2, style));
  });
  const marks = layout.points.map(({ x, y }, index) =>
    variableGroup(
      study.variables[index]!.id,
      classMark(
        analysis.direct.classes[index]!,
        x,
        y,
        layout.radius / MARK_RADIUS,
        `<title>${escapeText(`${names[index]!.code} ${names[index]!.long}`)}</title>`,
      ),
    ),
  );
  const some = layout.labels.unlabelled.length;
  const note = some === 0 ? "" : ` · ${plots.onlySomeLabels(names.length - some, names.length)}`;
  const texts = { ...layout.texts, footer: layout.texts.footer + note };
  const tall = height + (key?.height ?? 0) + frameLines(texts, width).bottom - frameLines(layout.texts, width).bottom;
  const { plot } = layout.plane;
  return picture(texts, width, tall, [
    ...layout.plane.drawing,
    ...layout.indirectThresholds.map((line) =>
      element("line", { ...line, stroke: "#8a8a8a", "stroke-dasharray": "6 4" }),
    ),
    ...layout.labels.labels.map(drawLeader),
    ...marks,
    ...moves,
    ...drawLabels(
      layout.labels,
      study.variables.map(({ id }) => id),
    ),
    ...(key?.draw(MARGIN, plot.y + plot.height + 50) ?? []),
  ]);
}
