import { strongestInfluences } from "../graph/strongest-influences.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Language } from "../language/text.js";
import { CLASSES } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { arrow } from "./arrow.js";
import { classMark } from "./class-marks.js";
import { codeKey } from "./code-key.js";
import { frameTexts } from "./frame-texts.js";
import type { Segment } from "./geometry.js";
import { layoutGraph } from "./graph-layout.js";
import { drawingArea, type FrameTexts, frameLines, MARGIN, messagePicture, picture } from "./picture-frame.js";
import type { PlotInput, PlotOptions } from "./plot-options.js";
import { drawLabel, drawLeader, labelScatter, type ScatterLabels } from "./scatter-labels.js";
import { element, escapeText, MUTED_INK, textLine } from "./svg-text.js";
import { textWidth } from "./text-width.js";
import { type VariableName, variableNames } from "./variable-names.js";
import { shortenText } from "./wrap-text.js";

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

const DEFAULT_PERCENT = 10;
/** Most arrows drawn: more is a black disc. */
const MOST_ARROWS = 1500;
const LEGEND = 30;
const BEND = 0.09;
const POTENTIAL_COLOUR = "#9a7d00";
const ISOLATED_SIZE = 11;
const ISOLATED_ROWS = 6;
/** Cost of a label on an arrow where arrows are few enough to be told apart, and on its head. */
const EDGE_COST = 2.5;
const HEAD_COST = 6;
/** From this many arrows on labels cannot avoid them, and their white outlines part them from the arrows. */
const AVOIDABLE_ARROWS = 100;
/** From this many arrows on they get thinner and lighter. */
const PLENTY_OF_ARROWS = 120;

/**
 * The direct influences as a graph: an arrow from each variable to those it influences, wider and darker where stronger, dashed for a P; shapes and colours
 * are the direct classes. Shows the strongest `percent` of the influences, or those of at least `minStrength`; P only with `percent: 100` or
 * `minStrength: 0`. Variables without an influence at this level are listed below.
 */
export function influenceGraphPlot(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, width = 1080, height = 820 } = options;
  const { plots } = dictionary(lang);
  const chosen = chooseInfluences(study, options);
  if (chosen.total === 0) {
    return messagePicture(frameTexts(input, lang, plots.graphTitle, "", []), width, height, plots.noInfluence);
  }
  const layout = layoutGraphPicture(input, options, lang);
  const names = variableNames(study, lang);
  const key = layout.labels.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const strip = isolatedStrip(layout.isolated, names, analysis, width - 2 * MARGIN, lang);
  const some = layout.labels.unlabelled.length;
  const note = some === 0 ? "" : ` · ${plots.onlySomeLabels(names.length - some, names.length)}`;
  const texts = { ...layout.texts, footer: layout.texts.footer + note };
  const extra = frameLines(texts, width).bottom - frameLines(layout.texts, width).bottom;
  const tall = height + extra + strip.height + (key?.height ?? 0);
  const placeOf = new Map(layout.linked.map((index, position) => [index, layout.points[position]!]));
  const strongest = Math.max(1e-9, ...layout.influences.map(({ strength }) => strength));
  const strokeOf = strokes(layout.influences.length);
  const arrows = [...layout.influences].reverse().map(({ from, to, strength, potential }) => {
    const ends = trimmed(placeOf.get(from)!, placeOf.get(to)!, layout.radius);
    const stroke = strokeOf(strength / strongest);
    const colour = potential ? POTENTIAL_COLOUR : stroke.colour;
    return arrow(ends.x1, ends.y1, ends.x2, ends.y2, { ...stroke, colour, dashed: potential, bend: BEND });
  });
  const marks = layout.linked.map((index, position) => {
    const { x, y } = layout.points[position]!;
    const hover = `<title>${escapeText(`${names[index]!.code} ${names[index]!.long}`)}</title>`;
    return classMark(analysis.direct.classes[index]!, x, y, layout.radius / 7, hover);
  });
  return picture(texts, width, tall, [
    ...legend(layout, lang, drawingArea(texts, width, tall).y, width),
    ...arrows,
    ...layout.labels.labels.map(drawLeader),
    ...marks,
    ...layout.labels.labels.map((label) => drawLabel(label, layout.labels.size, label.members.length > 1)),
    ...strip.draw(layout.bottom),
    ...(key?.draw(MARGIN, layout.bottom + strip.height + 6) ?? []),
  ]);
}

/** The influences shown, strongest first, and how many there are in all. */
export function chooseInfluences(
  study: Study,
  { percent = DEFAULT_PERCENT, minStrength }: PlotOptions,
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
  const { width = 1080, height = 820, labels = "auto", percent = DEFAULT_PERCENT, minStrength } = options;
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
function trimmed(a: { x: number; y: number }, b: { x: number; y: number }, radius: number): Segment {
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

/** Width, head and colour of an arrow by its part of the strongest influence, among a number of arrows. */
function strokes(
  count: number,
): (part: number) => { readonly colour: string; readonly width: number; readonly head: number } {
  const density = Math.min(1, PLENTY_OF_ARROWS / count);
  return (part) => {
    const width = (0.7 + 1.7 * part) * (0.35 + 0.65 * density);
    return { colour: shade(part * (0.4 + 0.6 * density)), width, head: 4 + 2.6 * width };
  };
}

/** From light to dark slate for weak to strong. */
function shade(part: number): string {
  const channels = [
    [186, 52],
    [196, 64],
    [205, 76],
  ].map(([light, dark]) => Math.round(light! + (dark! - light!) * part));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function legend(layout: GraphPicture, lang: Language, top: number, width: number): string[] {
  const { common, plots } = dictionary(lang);
  const parts: string[] = [];
  let x = MARGIN + 8;
  const y = top + 8;
  for (const name of CLASSES) {
    parts.push(classMark(name, x, y, 0.85), textLine(x + 11, y + 4.2, common.classes[name], { size: 12 }));
    x += 30 + textWidth(common.classes[name], 12);
  }
  const strokeOf = strokes(layout.influences.length);
  const strengths = [...new Set(layout.influences.filter((one) => !one.potential).map(({ strength }) => strength))];
  const shown =
    strengths.length <= 4 ? strengths : [strengths[0]!, strengths[strengths.length >> 1]!, strengths.at(-1)!];
  x += 16;
  for (const strength of shown) {
    const stroke = strokeOf(strength / (strengths[0] || 1));
    const text = formatNumber(strength, lang);
    if (x + 40 + textWidth(text, 12) > width - MARGIN) break;
    parts.push(arrow(x, y, x + 30, y, stroke));
    parts.push(textLine(x + 36, y + 4.2, text, { size: 12 }));
    x += 56 + textWidth(text, 12);
  }
  if (
    layout.influences.some(({ potential }) => potential) &&
    x + 40 + textWidth(plots.graphDashed, 12) <= width - MARGIN
  ) {
    parts.push(arrow(x, y, x + 30, y, { colour: POTENTIAL_COLOUR, width: 0.7, head: 6.5, dashed: true }));
    parts.push(textLine(x + 36, y + 4.2, plots.graphDashed, { size: 12 }));
  }
  return parts;
}

/** The variables without an influence at this level, in a few rows below the graph. */
function isolatedStrip(
  isolated: readonly number[],
  names: readonly VariableName[],
  analysis: PlotInput["analysis"],
  width: number,
  lang: Language,
): { readonly height: number; readonly draw: (top: number) => string[] } {
  const { plots } = dictionary(lang);
  if (isolated.length === 0) return { height: 0, draw: () => [] };
  for (const style of ["long", "short", "code"] as const) {
    const placed: { index: number; text: string; x: number; row: number }[] = [];
    let x = 0;
    let row = 0;
    for (const index of isolated) {
      const text = shortenText(names[index]![style], ISOLATED_SIZE, width - 40);
      const wide = 34 + textWidth(text, ISOLATED_SIZE);
      if (x > 0 && x + wide > width) {
        x = 0;
        row++;
      }
      placed.push({ index, text, x, row });
      x += wide;
    }
    if (row >= ISOLATED_ROWS && style !== "code") continue;
    const kept = placed.filter((entry) => entry.row < ISOLATED_ROWS);
    const rows = Math.min(row + 1, ISOLATED_ROWS);
    const missing = isolated.length - kept.length;
    const heading = missing === 0 ? plots.graphIsolated : `${plots.graphIsolated} (${plots.graphMore(missing)})`;
    return {
      height: 28 + rows * 19,
      draw: (top) => [
        textLine(MARGIN, top + 16, heading, { size: 12, weight: "bold", fill: MUTED_INK }),
        ...kept.flatMap((entry) => {
          const y = top + 34 + entry.row * 19;
          const mark = classMark(analysis.direct.classes[entry.index]!, MARGIN + entry.x + 7, y - 4, 0.75);
          return [mark, textLine(MARGIN + entry.x + 18, y, entry.text, { size: ISOLATED_SIZE })];
        }),
        element("line", { x1: MARGIN, y1: top + 1, x2: MARGIN + width, y2: top + 1, stroke: "#dddddd" }),
      ],
    };
  }
  return { height: 0, draw: () => [] };
}
