import type { Box, Segment } from "../drawing/geometry.js";
import { element, textLine } from "../drawing/svg-text.js";
import { BASELINE, LINE_HEIGHT, textWidth } from "../drawing/text-width.js";
import { variableGroup } from "../drawing/variable-group.js";
import { balanceText, wrapText } from "../drawing/wrap-text.js";
import type { LabelStyle } from "../plot-options.js";
import type { LabelRequest, LabelVariant, PlacedLabel } from "./label-candidates.js";
import { placeLabels } from "./label-placement.js";
import type { NameStyle, VariableName } from "./variable-names.js";

/** Markers to be labelled and what labels must spare. */
export interface Scatter {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly names: readonly VariableName[];
  /** Half the size of a marker. */
  readonly radius: number;
  readonly bounds: Box;
  readonly taken: readonly Box[];
  readonly lines: readonly (Segment & { readonly cost: number })[];
}

/** Labels of a scatter of markers. */
export interface ScatterLabels {
  readonly style: NameStyle;
  readonly size: number;
  /** One label for each spot; markers on one spot share it, one line (or more) for each. */
  readonly labels: readonly (PlacedLabel & { readonly members: readonly number[] })[];
  /** Variables without a label: only where there is no room for their codes. */
  readonly unlabelled: readonly number[];
}

/** Markers closer than this, in px, share one label. */
const SAME_SPOT = 3;
/** Labels that would fill more of the frame than this are not tried: they cannot be told apart. */
const FULLEST = 0.3;
/** Room for the bar beside a shared list, in px. */
const BAR_ROOM = 6;
/** Where more labels than this part find no place, slightly smaller type will not help. */
const HOPELESS = 0.2;
/** Where leaders are this many times as tangled as allowed, neither. */
const MESSY = 4;
/** Spots that can all be labelled; of more, so many are: with all of them leaders tangle. */
const CROWD = 100;
const MOST_OF_CROWD = 60;

const LADDER: readonly (readonly [NameStyle, number])[] = [
  ["long", 13],
  ["long", 12],
  ["long", 11],
  ["short", 12],
  ["short", 11],
  ["short", 10],
  ["code", 11],
  ["code", 10],
  ["code", 9],
  ["code", 8],
  ["code", 7],
];

/**
 * Names the markers of a scatter so that no label covers another or a marker: in the style asked for where there is room, else in smaller type,
 * else by short names, else by codes. A step is taken when every label has a free place and few leaders are long or cross.
 */
export function labelScatter(scatter: Scatter, wanted: LabelStyle): ScatterLabels {
  const spots = groupSpots(scatter.points);
  const first = LADDER.findIndex(([style]) => style === (wanted === "auto" ? "long" : wanted));
  const steps = LADDER.slice(first).filter(
    ([style]) => style !== "short" || scatter.names.some((n) => n.short !== n.long),
  );
  const markers = scatter.points.map(({ x, y }) => ({
    x: x - scatter.radius,
    y: y - scatter.radius,
    width: 2 * scatter.radius,
    height: 2 * scatter.radius,
  }));
  const labelled = mostApart(spots, scatter);
  let best: ScatterLabels | null = null;
  let givenUp: NameStyle | null = null;
  for (const [style, size] of steps) {
    if (style === givenUp && style !== "code") continue;
    const requests = labelled.map((members): LabelRequest => {
      const { x, y } = scatter.points[members[0]!]!;
      return { x, y, radius: scatter.radius, variants: variantsOf(members, scatter.names, style, size) };
    });
    const area = requests.reduce((sum, { variants }) => sum + variants[0]!.width * variants[0]!.height, 0);
    if (style !== "code" && area > FULLEST * scatter.bounds.width * scatter.bounds.height) continue;
    const tidy = 1 + 0.12 * labelled.length;
    const { labels, disorder } = placeLabels({
      ...scatter,
      requests,
      markers,
      ...(style !== "code" && { mostDisorder: MESSY * tidy }),
    });
    const placed = labels.flatMap((label, index) => (label === null ? [] : [{ ...label, members: labelled[index]! }]));
    const shown = new Set(placed.flatMap((label) => label.members));
    const unlabelled = scatter.points.flatMap((_, index) => (shown.has(index) ? [] : [index]));
    if (best === null || unlabelled.length < best.unlabelled.length) best = { style, size, labels: placed, unlabelled };
    if (unlabelled.length > HOPELESS * scatter.points.length || disorder > MESSY * tidy) givenUp = style;
    if (placed.length === labelled.length && (disorder <= tidy || style === "code")) {
      return { style, size, labels: placed, unlabelled };
    }
  }
  return best!;
}

/** Variables by spot: each joins the first marker it lies upon. */
function groupSpots(points: Scatter["points"]): number[][] {
  const spots: number[][] = [];
  points.forEach(({ x, y }, index) => {
    const near = spots.find((spot) => {
      const first = points[spot[0]!]!;
      return Math.abs(first.x - x) < SAME_SPOT && Math.abs(first.y - y) < SAME_SPOT;
    });
    if (near) near.push(index);
    else spots.push([index]);
  });
  return spots;
}

/** The spots that get a label: all, or the ones furthest from the middle of the markers where there are too many. */
function mostApart(spots: readonly number[][], { points }: Scatter): readonly number[][] {
  if (spots.length <= CROWD) return spots;
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const distance = (spot: readonly number[]) => (points[spot[0]!]!.x - x) ** 2 + (points[spot[0]!]!.y - y) ** 2;
  const kept = new Set([...spots].sort((a, b) => distance(b) - distance(a)).slice(0, MOST_OF_CROWD));
  return spots.filter((spot) => kept.has(spot));
}

function variantsOf(
  members: readonly number[],
  names: readonly VariableName[],
  style: NameStyle,
  size: number,
): LabelVariant[] {
  const texts = members.map((index) => names[index]![style]);
  if (members.length === 1) {
    const text = texts[0]!;
    const longestWord = Math.max(...text.split(/[ \t\n\r/-]+/).map((word) => textWidth(word, size)));
    const widths = [20, 13, 9].map((ems) =>
      balanceText(text, size, Math.max(ems * size, Math.min(longestWord, 20 * size))),
    );
    const distinct = widths.filter((lines, index) => index === 0 || lines.length > widths[index - 1]!.length);
    return distinct.map((lines, index) => variant(lines, size, index * 1.3));
  }
  const list = texts.flatMap((text) =>
    wrapText(text, size, 26 * size).map((line, index) => (index === 0 ? line : `\u00A0\u00A0${line}`)),
  );
  const whole = texts.map((text) => (textWidth(text, size) < 16 * size ? text.replace(/ /g, "\u00A0") : text));
  const run = whole.join(style === "code" ? ", " : "\u00A0· ");
  const joined = [18, 30, 50, 80].map((ems, index) =>
    variant(wrapText(run, size, ems * size), size, 6 + 2 * index, BAR_ROOM),
  );
  return [variant(list, size, 0, BAR_ROOM), ...joined];
}

function variant(lines: readonly string[], size: number, cost: number, room = 0): LabelVariant {
  const width = Math.max(...lines.map((line) => textWidth(line, size)));
  return { lines, width: Math.ceil(width) + room, height: lines.length * size * LINE_HEIGHT, cost };
}

/** The leader of a placed label. */
export function drawLeader({ leader }: PlacedLabel): string {
  return leader === null ? "" : element("line", { ...leader, stroke: "#777777", "stroke-width": 0.8 });
}

/** The labels of a scatter over their leaders' ends, each within the group of its variable; one that several share is nobody's. */
export function drawLabels({ labels, size }: ScatterLabels, ids: readonly string[]): string[] {
  return labels.map((label) => {
    const drawing = drawLabel(label, size, label.members.length > 1);
    return label.members.length === 1 ? variableGroup(ids[label.members[0]!]!, drawing) : drawing;
  });
}

/** The lines of a placed label with a white outline, beside a bar where they are the list of several variables. */
export function drawLabel({ box, anchor, lines }: PlacedLabel, size: number, shared: boolean): string {
  const left = box.x;
  const right = box.x + box.width;
  const side = shared && anchor === "middle" ? "start" : anchor;
  const room = shared ? BAR_ROOM - 1 : 0;
  const x = side === "start" ? left + room : side === "end" ? right - room : left + box.width / 2;
  const parts = lines.map((line, index) => {
    const y = box.y + size * (BASELINE + index * LINE_HEIGHT);
    return textLine(x, y, line, { size, anchor: side, halo: true });
  });
  if (shared) {
    const bar = side === "start" ? left + 1 : right - 1;
    parts.push(element("line", { x1: bar, y1: box.y + 1, x2: bar, y2: box.y + box.height - 1, stroke: "#777777" }));
  }
  return parts.join("");
}
