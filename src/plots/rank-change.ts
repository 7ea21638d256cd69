import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Language } from "../language/text.js";
import type { Plane } from "../structure/plane.js";
import { classMark } from "./class-marks.js";
import { codeKey } from "./code-key.js";
import { frameTexts, planeOptions } from "./frame-texts.js";
import type { Box } from "./geometry.js";
import { drawingArea, MARGIN, messagePicture, picture } from "./picture-frame.js";
import type { LabelStyle, PlotInput, PlotOptions } from "./plot-options.js";
import { spreadStack } from "./spread-stack.js";
import { element, INK, MUTED_INK, textLine } from "./svg-text.js";
import { BASELINE, LINE_HEIGHT } from "./text-width.js";
import { type NameStyle, type VariableName, variableNames } from "./variable-names.js";
import { shortenText, wrapText } from "./wrap-text.js";

/** A label beside a rank axis. */
export interface RankLabel {
  readonly index: number;
  readonly box: Box;
  readonly lines: readonly string[];
  readonly rank: number;
  /** Height of the end of the slope the label belongs to. */
  readonly at: number;
}

export interface RankColumn {
  readonly side: "left" | "right";
  readonly labels: readonly RankLabel[];
}

export interface RankPanel {
  readonly kind: "influence" | "dependence";
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
  readonly top: number;
  readonly bottom: number;
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
const PANEL_GAP = 28;
const NUMBER_ROOM = 32;
const CHANGE_ROOM = 30;
const CONNECTOR = 16;
const HEADING = 44;
const LABEL_GAP = 2.5;
const MOST_SHOWN = 250;
/** Labels may make the picture this much taller than asked for before the next shorter style is tried. */
const STRETCH = 2;
const GAIN_COLOUR = "#5E3C99";
const LOSS_COLOUR = "#B35806";
const QUIET = "#c4c4c4";

/** Where labels and slopes stand; `bottom` may lie below the area where the labels need it. */
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
  const panelWidth = (area.width - PANEL_GAP) / 2;
  const slope = Math.max(70, panelWidth * 0.24);
  const labelWidth = (panelWidth - slope - 2 * CONNECTOR - 2 * NUMBER_ROOM - CHANGE_ROOM) / 2;
  const top = area.y + HEADING;
  const first = LADDER.findIndex(([style]) => style === (wanted === "auto" ? "long" : wanted));
  const steps = LADDER.slice(first);
  const step =
    steps.find(([style, size, mostLines]) => {
      const lines = shown.map((index) => wrapText(names[index]![style], size, labelWidth, "bold").length);
      const needed = lines.reduce((sum, count) => sum + heightOf(count, size), 0);
      return Math.max(...lines) <= mostLines && needed <= STRETCH * (area.height - HEADING);
    }) ?? LADDER.at(-1)!;
  const [style, size] = step;
  const texts = names.map((name) => labelLines(name, style, size, labelWidth, step[2]));
  const needed = shown.reduce((sum, index) => sum + heightOf(texts[index]!.length, size), 0);
  const bottom = Math.max(area.y + area.height, top + needed);
  const largest = Math.max(1, ...shown.flatMap((i) => [strongestRank(direct, i), strongestRank(indirect, i)]));
  const yOf = (rank: number) =>
    largest === 1 ? (top + bottom) / 2 : top + 8 + ((rank - 1) / (largest - 1)) * (bottom - top - 16);
  const panels = (["influence", "dependence"] as const).map((kind, at): RankPanel => {
    const left = area.x + at * (panelWidth + PANEL_GAP);
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
    return { kind, x1, x2, columns: [column("left"), column("right")], changes };
  });
  const moves = panels.flatMap(({ changes }) => shown.map((index) => Math.abs(changes[index]!))).sort((a, b) => b - a);
  const highlight = Math.max(2, moves[Math.floor(moves.length / 4)] ?? 2);
  return { style, size, panels, shown, highlight, top, bottom };
}

const heightOf = (lines: number, size: number) => lines * size * LINE_HEIGHT + LABEL_GAP;

const strongestRank = (plane: Plane, index: number) =>
  Math.max(plane.influenceRank[index]!, plane.dependenceRank[index]!);

function labelLines(name: VariableName, style: NameStyle, size: number, width: number, most: number): string[] {
  const lines = wrapText(name[style], size, width, "bold");
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortenText(`${lines[most - 1]}…`, size, width, "bold")];
}

/**
 * How ranks change from the direct to the indirect plane: a slope for each variable, in influence and in dependence, rank 1 on top.
 * Equal sums share a rank, and their slopes an end. The largest quarter of the moves stands out, with the places gained or lost.
 */
export function rankChange(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, width = 1080, height = 820, labels = "auto" } = options;
  const { common, plots } = dictionary(lang);
  const planeTexts = planeOptions(analysis, ["direct", "indirect"], lang);
  const draft = frameTexts(input, lang, plots.rankTitle, plots.rankTitle, [planeTexts, plots.rankHighlight(99)]);
  if (analysis.direct.classes.every((group) => group === null))
    return messagePicture(draft, width, height, plots.noClasses);
  if (analysis.indirect.classes.every((group) => group === null)) {
    return messagePicture(draft, width, height, analysis.spectrum.nilpotent ? plots.vanish : plots.noClasses);
  }
  const area = drawingArea(draft, width, height);
  const layout = layoutRanks(input, area, lang, labels);
  const names = variableNames(study, lang);
  const moved = layout.panels.some(({ changes }) => changes.some((change) => change !== 0));
  const texts = frameTexts(input, lang, plots.rankTitle, describe(layout, names, lang), [
    planeTexts,
    moved ? plots.rankHighlight(layout.highlight) : plots.rankNone,
    layout.shown.length < names.length ? plots.rankLimited(layout.shown.length, names.length) : "",
  ]);
  const key = layout.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const tall = height + (layout.bottom - area.y - area.height) + (key === null ? 0 : key.height + 12);
  const drawing = layout.panels.flatMap((panel) => [
    textLine((panel.x1 + panel.x2) / 2, area.y + 13, common[panel.kind], {
      size: 15,
      weight: "bold",
      anchor: "middle",
    }),
    textLine(panel.x1, area.y + 32, plots.direct, { size: 12, fill: MUTED_INK, anchor: "middle" }),
    textLine(panel.x2, area.y + 32, plots.indirect, { size: 12, fill: MUTED_INK, anchor: "middle" }),
    element("path", {
      d: `M${panel.x1} ${layout.top}V${layout.bottom}M${panel.x2} ${layout.top}V${layout.bottom}`.replace(
        /\d+\.\d+/g,
        (n) => Number(n).toFixed(2),
      ),
      stroke: "#dddddd",
    }),
    ...drawPanel(panel, layout, analysis),
  ]);
  return picture(texts, width, tall, [...drawing, ...(key?.draw(MARGIN, layout.bottom + 14) ?? [])]);
}

function describe(layout: RankLayout, names: readonly VariableName[], lang: Language): string {
  const { common } = dictionary(lang);
  const parts = layout.panels.map(({ kind, changes }) => {
    const movers = layout.shown.filter((index) => Math.abs(changes[index]!) >= layout.highlight);
    return `${common[kind]}: ${movers.map((i) => `${names[i]!.code} ${signed(changes[i]!, lang)}`).join(", ") || "—"}.`;
  });
  return parts.join(" ");
}

const signed = (value: number, lang: Language) => `${value > 0 ? "+" : ""}${formatNumber(value, lang)}`;

function drawPanel(panel: RankPanel, layout: RankLayout, analysis: PlotInput["analysis"]): string[] {
  const [left, right] = panel.columns;
  const { lang } = analysis.options;
  const ends = new Map(right.labels.map((label) => [label.index, label.at]));
  const colourOf = (index: number) => {
    const change = panel.changes[index]!;
    if (Math.abs(change) < layout.highlight) return null;
    return change > 0 ? GAIN_COLOUR : LOSS_COLOUR;
  };
  const slopes = [...left.labels].sort(
    (a, b) => Number(colourOf(a.index) !== null) - Number(colourOf(b.index) !== null),
  );
  const parts = slopes.map(({ index, at }) => {
    const colour = colourOf(index);
    const ends2 = { x1: panel.x1, y1: at, x2: panel.x2, y2: ends.get(index)! };
    return element("line", { ...ends2, stroke: colour ?? QUIET, "stroke-width": colour ? 2 : 1.2 });
  });
  for (const { side, labels } of panel.columns) {
    const sign = side === "left" ? -1 : 1;
    const x = side === "left" ? panel.x1 : panel.x2;
    const plane = side === "left" ? analysis.direct : analysis.indirect;
    const anchor = side === "left" ? "end" : "start";
    for (const label of labels) {
      const middle = label.box.y + label.box.height / 2;
      const colour = colourOf(label.index);
      const weight = colour === null ? "regular" : "bold";
      const baseline = middle + layout.size * 0.34;
      parts.push(
        element("line", {
          x1: x,
          y1: label.at,
          x2: x + sign * CONNECTOR,
          y2: middle,
          stroke: QUIET,
          "stroke-width": 0.8,
        }),
        textLine(x + sign * (CONNECTOR + NUMBER_ROOM - 8), baseline, String(label.rank), {
          size: layout.size,
          fill: MUTED_INK,
          anchor: side === "left" ? "start" : "end",
        }),
      );
      if (side === "right" && colour !== null) {
        const change = signed(panel.changes[label.index]!, lang);
        parts.push(
          textLine(x + CONNECTOR + NUMBER_ROOM, baseline, change, { size: layout.size, fill: colour, weight }),
        );
      }
      label.lines.forEach((line, index) => {
        const y = label.box.y + layout.size * (BASELINE + index * LINE_HEIGHT);
        const textX = side === "left" ? label.box.x + label.box.width : label.box.x;
        parts.push(textLine(textX, y, line, { size: layout.size, anchor, weight, fill: INK }));
      });
      parts.push(classMark(plane.classes[label.index]!, x + sign * CONNECTOR, middle, layout.size / 19));
    }
  }
  return parts;
}
