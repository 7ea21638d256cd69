import type { Language } from "../../language/text.js";
import type { Plane } from "../../structure/plane.js";
import type { Box } from "../drawing/geometry.js";
import { LINE_HEIGHT } from "../drawing/text-width.js";
import { longestWordWidth, shortenText, wrapText } from "../drawing/wrap-text.js";
import { spreadStack } from "../labels/spread-stack.js";
import { type NameStyle, type VariableName, variableNames } from "../labels/variable-names.js";
import type { LabelStyle, PlotInput } from "../plot-options.js";

/** A label beside a rank axis. */
interface RankLabel {
  readonly index: number;
  readonly box: Box;
  readonly lines: readonly string[];
  readonly rank: number;
  /** Height of the end of the slope the label belongs to. */
  readonly at: number;
}

interface RankColumn {
  readonly side: "left" | "right";
  readonly labels: readonly RankLabel[];
}

export interface RankPanel {
  readonly kind: "influence" | "dependence";
  /** Where its heading begins, and the axes under it. */
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly x1: number;
  readonly x2: number;
  readonly columns: readonly [RankColumn, RankColumn];
  /** Places gained from the direct to the indirect ranking. */
  readonly changes: readonly number[];
}

export interface RankLayout {
  readonly style: NameStyle;
  readonly size: number;
  readonly panels: readonly RankPanel[];
  /** Variables shown: all, or the strongest of very many. */
  readonly shown: readonly number[];
  /** Moves of at least this many places stand out. */
  readonly highlight: number;
  readonly bottom: number;
}

/** How the panels share the picture: beside each other or, across all of it, one below the other. */
interface Arrangement {
  readonly across: 1 | 2;
  /** Part of a panel between its axes, and its least width in px. */
  readonly slope: readonly [part: number, least: number];
}

const LADDER: readonly (readonly [NameStyle, number, mostLines: number])[] = [
  ["long", 12, 3],
  ["long", 10.5, 3],
  ["long", 9, 2],
  ["short", 11, 2],
  ["short", 9, 2],
  ["code", 10, 1],
  ["code", 8, 1],
];
/** Where words would break, narrow slopes leave names more room, and panels one below the other still more. */
const ARRANGEMENTS: readonly Arrangement[] = [
  { across: 2, slope: [0.24, 70] },
  { across: 2, slope: [0.12, 40] },
  { across: 1, slope: [0.24, 70] },
  { across: 1, slope: [0.12, 40] },
];
const PANEL_GAP = 28;
/** Between an axis and the marks, and from there to the labels: rank, places gained or lost. */
export const NUMBER_ROOM = 32;
const CHANGE_ROOM = 30;
export const CONNECTOR = 16;
const HEADING = 44;
const LABEL_GAP = 2.5;
const MOST_SHOWN = 250;
/** Labels may make the picture this much taller than asked for before the next shorter style is tried. */
const STRETCH = 2;
const PANELS = ["influence", "dependence"] as const;

/** Where panels, labels and slopes stand; `bottom` may lie below the area where the labels need it. */
export function layoutRanks(input: PlotInput, area: Box, lang: Language, wanted: LabelStyle): RankLayout {
  const { direct, indirect } = input.analysis;
  const names = variableNames(input.study, lang);
  const all = names.map((_, index) => index);
  const strength = (i: number) =>
    Math.min(
      direct.influenceRank[i]!,
      direct.dependenceRank[i]!,
      indirect.influenceRank[i]!,
      indirect.dependenceRank[i]!,
    );
  const kept = new Set([...all].sort((a, b) => strength(a) - strength(b) || a - b).slice(0, MOST_SHOWN));
  const shown = all.filter((index) => kept.has(index));
  const { across, panelWidth, slope, labelWidth, step } = arrange(
    shown.map((index) => names[index]!),
    area,
    wanted,
  );
  const [style, size] = step;
  const texts = names.map((name) => labelLines(name, style, size, labelWidth, step[2]));
  const needed = shown.reduce((sum, index) => sum + heightOf(texts[index]!.length, size), 0);
  const height = HEADING + Math.max((across === 1 ? (area.height - PANEL_GAP) / 2 : area.height) - HEADING, needed);
  const largest = Math.max(1, ...shown.flatMap((i) => [strongestRank(direct, i), strongestRank(indirect, i)]));
  const panels = PANELS.map((kind, at): RankPanel => {
    const left = area.x + (across === 1 ? 0 : at * (panelWidth + PANEL_GAP));
    const y = area.y + (across === 1 ? at * (height + PANEL_GAP) : 0);
    const top = y + HEADING;
    const bottom = y + height;
    const yOf = (rank: number) =>
      largest === 1 ? (top + bottom) / 2 : top + 8 + ((rank - 1) / (largest - 1)) * (bottom - top - 16);
    const ranks = [direct[`${kind}Rank`], indirect[`${kind}Rank`]] as const;
    const x1 = left + labelWidth + NUMBER_ROOM + CONNECTOR;
    const x2 = x1 + slope;
    const column = (side: "left" | "right"): RankColumn => {
      const [own, other] = side === "left" ? ranks : [ranks[1], ranks[0]];
      const order = [...shown].sort((a, b) => own[a]! - own[b]! || other[a]! - other[b]! || a - b);
      const items = order.map((i) => ({ wanted: yOf(own[i]!), size: heightOf(texts[i]!.length, size) }));
      const middles = spreadStack(items, top, bottom);
      const x = side === "left" ? left : x2 + CONNECTOR + NUMBER_ROOM + CHANGE_ROOM;
      const labels = order.map((index, position): RankLabel => {
        const height = items[position]!.size - LABEL_GAP;
        const box = { x, y: middles[position]! - height / 2, width: labelWidth, height };
        return { index, box, lines: texts[index]!, rank: own[index]!, at: yOf(own[index]!) };
      });
      return { side, labels };
    };
    const changes = ranks[0].map((rank, index) => rank - ranks[1][index]!);
    return { kind, y, top, bottom, x1, x2, columns: [column("left"), column("right")], changes };
  });
  const moves = panels.flatMap(({ changes }) => shown.map((index) => Math.abs(changes[index]!))).sort((a, b) => b - a);
  const highlight = Math.max(2, moves[Math.floor(moves.length / 4)] ?? 2);
  return { style, size, panels, shown, highlight, bottom: panels.at(-1)!.bottom };
}

/** The first arrangement and size of type that leave the words of all names whole; else the first that shows names, and not their codes. */
function arrange(names: readonly VariableName[], area: Box, wanted: LabelStyle) {
  const first = LADDER.findIndex(([style]) => style === (wanted === "auto" ? "long" : wanted));
  const steps = LADDER.slice(first);
  const choices = ARRANGEMENTS.map(({ across, slope: [part, least] }) => {
    const panelWidth = (area.width - (across - 1) * PANEL_GAP) / across;
    const slope = Math.max(least, panelWidth * part);
    const labelWidth = (panelWidth - slope - 2 * CONNECTOR - 2 * NUMBER_ROOM - CHANGE_ROOM) / 2;
    const most = (STRETCH * (area.height - HEADING) * across) / PANELS.length;
    const fitting = steps.filter(([style, size, mostLines]) => {
      const lines = names.map((name) => wrapText(name[style], size, labelWidth, "bold").length);
      const needed = lines.reduce((sum, count) => sum + heightOf(count, size), 0);
      return Math.max(...lines) <= mostLines && needed <= most;
    });
    const keepsWords = ([style, size]: (typeof LADDER)[number]) =>
      style !== "code" && names.every((name) => longestWordWidth(name[style], size, "bold") <= labelWidth);
    return { across, panelWidth, slope, labelWidth, whole: fitting.find(keepsWords), broken: fitting[0] };
  });
  const chosen =
    choices.find(({ whole }) => whole !== undefined) ??
    choices.find(({ broken }) => broken !== undefined && broken[0] !== "code") ??
    choices[0]!;
  return { ...chosen, step: chosen.whole ?? chosen.broken ?? LADDER.at(-1)! };
}

const heightOf = (lines: number, size: number) => lines * size * LINE_HEIGHT + LABEL_GAP;

const strongestRank = (plane: Plane, index: number) =>
  Math.max(plane.influenceRank[index]!, plane.dependenceRank[index]!);

function labelLines(name: VariableName, style: NameStyle, size: number, width: number, most: number): string[] {
  const lines = wrapText(name[style], size, width, "bold");
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortenText(`${lines[most - 1]}…`, size, width, "bold")];
}
