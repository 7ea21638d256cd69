import { strongestInfluences } from "../graph/strongest-influences.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Language } from "../language/text.js";
import type { Study } from "../study/study.js";
import { frameTexts } from "./frame-texts.js";
import type { Segment } from "./geometry.js";
import { layoutGraph } from "./graph-layout.js";
import { drawingArea, type FrameTexts } from "./picture-frame.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "./plot-options.js";
import { labelScatter, type ScatterLabels } from "./scatter-labels.js";
import { variableNames } from "./variable-names.js";

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
  readonly labels: ScatterLabels;
  readonly bottom: number;
}

/** Most arrows drawn: more is a black disc. */
const MOST_ARROWS = 1500;
const LEGEND = 30;
/** Sideways bend of an arrow as a part of its length, so that two opposite influences lie apart. */
export const BEND = 0.09;
/** Cost of a label on an arrow where arrows are few enough to be told apart, and on its head. */
const EDGE_COST = 2.5;
const HEAD_COST = 6;
/** From this many arrows on labels cannot avoid them, and their white outlines part them from the arrows. */
const AVOIDABLE_ARROWS = 100;

/** The influences shown, strongest first, and how many there are in all. */
export function chooseInfluences(
  study: Study,
  { percent = PLOT_DEFAULTS.percent, minStrength }: PlotOptions,
): { readonly influences: readonly DrawnInfluence[]; readonly total: number; readonly ties: boolean } {
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
  return {
    influences,
    total: all.length,
    ties: strongest !== null && percent < 100 && strongest.influences.length > asked,
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
  const { influences: kept, total, ties } = chooseInfluences(study, options);
  const influences = kept.slice(0, MOST_ARROWS);
  const level =
    minStrength === undefined ? plots.graphPercent(percent) : plots.graphStrength(formatNumber(minStrength, lang));
  const texts = frameTexts(
    input,
    lang,
    `${plots.graphTitle} — ${level}`,
    `${plots.graphShown(influences.length, total)}.`,
    [
      plots.graphShown(influences.length, total),
      ties ? plots.graphTies : "",
      influences.length < kept.length ? plots.graphLimited(MOST_ARROWS) : "",
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
  const lines = links.flatMap(({ source, target }) => curveSegments(trimmed(points[source]!, points[target]!, radius)));
  const names = variableNames(study, lang);
  const scatter = {
    points,
    names: linked.map((index) => names[index]!),
    radius,
    bounds: frame,
    taken: [],
    lines:
      links.length > AVOIDABLE_ARROWS
        ? []
        : lines.map((line, index) => ({ ...line, cost: index % 3 === 2 ? HEAD_COST : EDGE_COST })),
  };
  const isolated = every.filter((index) => !used.has(index));
  return {
    texts,
    influences,
    linked,
    points,
    isolated,
    radius,
    labels: labelScatter(scatter, labels),
    bottom: frame.y + frame.height,
  };
}

/** The straight line between two nodes, cut back to the edges of their marks. */
export function trimmed(a: { x: number; y: number }, b: { x: number; y: number }, radius: number): Segment {
  const length = Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2) || 1;
  const part = Math.min(0.45, (radius + 2) / length);
  return {
    x1: a.x + (b.x - a.x) * part,
    y1: a.y + (b.y - a.y) * part,
    x2: b.x - (b.x - a.x) * part,
    y2: b.y - (b.y - a.y) * part,
  };
}

/** Three chords of the bent arrow: close enough for labels to avoid it. */
function curveSegments({ x1, y1, x2, y2 }: Segment): Segment[] {
  const cx = (x1 + x2) / 2 - (y2 - y1) * BEND;
  const cy = (y1 + y2) / 2 + (x2 - x1) * BEND;
  const at = (t: number) => ({
    x: (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
    y: (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
  });
  return [0, 1 / 3, 2 / 3].map((start) => {
    const a = at(start);
    const b = at(start + 1 / 3);
    return { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  });
}
