import { strongestInfluences } from "../../graph/strongest-influences.js";
import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import { frameTexts } from "../drawing/frame-texts.js";
import type { Segment } from "../drawing/geometry.js";
import { drawingArea, type FrameTexts } from "../drawing/picture-frame.js";
import { labelScatter, type ScatterLabels } from "../labels/scatter-labels.js";
import { variableNames } from "../labels/variable-names.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { chooseBends, curvePoints, trimmed } from "./edge-bends.js";
import { layoutGraph } from "./graph-layout.js";

/** An influence on the picture; `from` and `to` are positions in the study. */
interface DrawnInfluence {
  readonly from: number;
  readonly to: number;
  /** 0 for a P. */
  readonly strength: number;
  readonly potential: boolean;
}

export interface GraphPicture {
  readonly texts: FrameTexts;
  /** Strongest first. */
  readonly influences: readonly DrawnInfluence[];
  /** Variables with a drawn influence, and where they stand. */
  readonly linked: readonly number[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly isolated: readonly number[];
  readonly radius: number;
  /** Of each influence: the sideways bend of its arrow as a part of its length. */
  readonly bends: readonly number[];
  readonly labels: ScatterLabels;
  readonly bottom: number;
}

/** Most arrows drawn: more is a black disc. */
const MOST_ARROWS = 1500;
/** Most arrows drawn where nobody asked for more: they can still be followed. */
const READABLE_ARROWS = 150;
const LEGEND = 30;
/** Cost of a label on an arrow where arrows are few enough to be told apart, and on its head. */
const EDGE_COST = 4.5;
const HEAD_COST = 8;
/** From this many arrows on labels cannot avoid them, and their white outlines part them from the arrows. */
const AVOIDABLE_ARROWS = 100;

/**
 * The influences shown, strongest first, out of how many, and the share kept in % where influences tie at the cut. A `percent` below 100 is of the
 * influences without P.
 */
export function chooseInfluences(
  study: Study,
  { percent = PLOT_DEFAULTS.percent, minStrength }: PlotOptions,
): { readonly influences: readonly DrawnInfluence[]; readonly total: number; readonly keptPercent: number | null } {
  const all: DrawnInfluence[] = [];
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (cell === null || cell === 0 || from === to) return;
      all.push({ from, to, strength: cell === "P" ? 0 : cell, potential: cell === "P" });
    });
  });
  all.sort((a, b) => b.strength - a.strength);
  const strongest = minStrength === undefined ? strongestInfluences(study, percent) : null;
  const least = minStrength ?? (percent === 100 ? 0 : (strongest?.weakest ?? 0));
  const influences = all.filter(({ strength }) => strength >= least);
  const asked = Math.ceil(((strongest?.total ?? 0) * percent) / 100);
  const byPercent = strongest !== null && strongest.total > 0 && percent < 100;
  return {
    influences,
    total: byPercent ? strongest.total : all.length,
    keptPercent: byPercent && influences.length > asked ? strongest.keptPercent : null,
  };
}

/** Where nodes and labels stand. */
export function layoutGraphPicture(input: PlotInput, options: PlotOptions, lang: Language): GraphPicture {
  const { study } = input;
  const {
    width = PLOT_DEFAULTS.width,
    height = PLOT_DEFAULTS.height,
    labels = PLOT_DEFAULTS.labels,
    percent = PLOT_DEFAULTS.percent,
    minStrength,
  } = options;
  const { plots } = dictionary(lang);
  const { influences: kept, total, keptPercent } = chooseInfluences(study, options);
  const isCut = options.percent === undefined && minStrength === undefined && kept.length > READABLE_ARROWS;
  const influences = isCut ? mostTelling(kept, input).slice(0, READABLE_ARROWS) : kept.slice(0, MOST_ARROWS);
  const part =
    minStrength === undefined ? plots.graphPercent(percent) : plots.graphStrength(formatNumber(minStrength, lang));
  const ties = keptPercent === null ? "" : plots.graphWithTies(formatNumber(keptPercent, lang, 1));
  const level = isCut ? plots.graphMost(READABLE_ARROWS) : `${part}${ties}`;
  const texts = frameTexts(
    input,
    lang,
    input.heading ?? `${plots.graphTitle} — ${level}`,
    `${plots.graphShown(influences.length, total)}.`,
    [
      plots.graphShown(influences.length, total),
      isCut ? plots.graphCut : keptPercent === null ? "" : plots.graphTies,
      !isCut && influences.length < kept.length ? plots.graphLimited(MOST_ARROWS) : "",
      plots.graphClasses,
    ],
  );
  const used = new Set(influences.flatMap(({ from, to }) => [from, to]));
  const every = study.variables.map((_, index) => index);
  const linked = every.filter((index) => used.has(index));
  const area = drawingArea(texts, width, height);
  const frame = { x: area.x, y: area.y + LEGEND, width: area.width, height: area.height - LEGEND };
  const side = Math.min(90, frame.width / 6);
  const inner = { x: frame.x + side, y: frame.y + 26, width: frame.width - 2 * side, height: frame.height - 56 };
  const positionOf = new Map(linked.map((index, position) => [index, position]));
  const links = influences.map(({ from, to, strength }) => ({
    source: positionOf.get(from)!,
    target: positionOf.get(to)!,
    strength,
  }));
  const points = layoutGraph({ groups: linked.map((index) => study.variables[index]!.block), links }, inner);
  const radius = linked.length > 60 ? 5.5 : 8.5;
  const names = variableNames(study, lang);
  const scene = { points, radius, links, bounds: frame };
  const avoidable = links.length <= AVOIDABLE_ARROWS;
  const free = chooseBends({ ...scene, labels: [] });
  const curves = links.map(({ source, target }, index) =>
    curvePoints(trimmed(points[source]!, points[target]!, radius), free[index]!, 3),
  );
  const lines = avoidable ? costlyChords(curves) : [];
  const scatter = { points, names: linked.map((index) => names[index]!), radius, bounds: frame, taken: [], lines };
  const placed = labelScatter(scatter, labels);
  const isolated = every.filter((index) => !used.has(index));
  return {
    texts,
    influences,
    linked,
    points,
    isolated,
    radius,
    labels: placed,
    // Labels stand where arrows left room; arrows then bend round the labels that found none.
    bends: avoidable ? chooseBends({ ...scene, labels: placed.labels.map(({ box }) => box) }) : free,
    bottom: frame.y + frame.height,
  };
}

/** Strongest first; of those that tie, the ones from the most influential to the most dependent variables. */
function mostTelling(influences: readonly DrawnInfluence[], { analysis }: PlotInput): DrawnInfluence[] {
  const { influence, dependence } = analysis.direct;
  const weight = ({ from, to }: DrawnInfluence) => influence[from]! + dependence[to]!;
  return influences.toSorted((a, b) => b.strength - a.strength || weight(b) - weight(a));
}

/** Three chords of each bent arrow: close enough for labels to avoid it, above all its head. */
function costlyChords(
  curves: readonly (readonly { readonly x: number; readonly y: number }[])[],
): (Segment & { readonly cost: number })[] {
  return curves.flatMap((curve) =>
    [0, 1, 2].map((index) => ({
      x1: curve[index]!.x,
      y1: curve[index]!.y,
      x2: curve[index + 1]!.x,
      y2: curve[index + 1]!.y,
      cost: index === 2 ? HEAD_COST : EDGE_COST,
    })),
  );
}
