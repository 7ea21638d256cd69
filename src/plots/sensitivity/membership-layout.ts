import { CLASSES, type Class } from "../../structure/plane.js";
import type { Box } from "../drawing/geometry.js";
import { rowHeightOf, rowLabels } from "../labels/row-labels.js";
import type { VariableName } from "../labels/variable-names.js";
import type { LabelStyle } from "../plot-options.js";
import type { SensitivityPlotInput } from "../sensitivity-plot-options.js";

/** A part of a bar: the share of the samples in which the variable has the class. */
interface MembershipSegment {
  readonly name: Class;
  readonly share: number;
  readonly box: Box;
}

export interface MembershipRow {
  readonly index: number;
  readonly label: string;
  readonly bar: Box;
  /** The class of the study as it is first, the others in their order. */
  readonly segments: readonly MembershipSegment[];
  /** Two standard errors of the first segment, in px; 0 where it cannot be seen. */
  readonly error: number;
}

/** The variables of one class of the study as it is. */
interface MembershipGroup {
  readonly name: Class | null;
  readonly headingY: number;
  readonly rows: readonly MembershipRow[];
}

export interface MembershipLayout {
  readonly groups: readonly MembershipGroup[];
  /** The room of all bars. */
  readonly bars: Box;
  readonly labelSize: number;
  readonly bottom: number;
}

const MOST_SHOWN = 250;
const HEADING = 22;
const GROUP_GAP = 8;
const AXIS = 20;
/** Right of the bars: the share of the class of the study, and the most frequent class where any is another. */
const SHARE_ROOM = 66;
const CHANGE_ROOM = 118;
/** A whisker shorter than this to each side is not drawn. */
const LEAST_ERROR = 1.5;

/** Where the bars of a plane stand: by class of the study as it is, the surest first. `membership` must not be null. */
export function layoutMembership(
  { sensitivity }: SensitivityPlotInput,
  plane: "direct" | "indirect",
  names: readonly VariableName[],
  area: Box,
  labels: LabelStyle,
): MembershipLayout {
  const { standardError } = sensitivity[plane];
  const membership = sensitivity[plane].membership!;
  const baseline = sensitivity.baseline[plane].classes;
  const kept = (i: number) => (baseline[i] === null ? 0 : membership[i]![CLASSES.indexOf(baseline[i]!)]!);
  const order = names.map((_, i) => i).sort((i, j) => kept(j) - kept(i) || i - j);
  const shown = order.slice(-MOST_SHOWN);
  const rowHeight = rowHeightOf(shown.length);
  const labelSize = Math.min(12, rowHeight * 0.72);
  const { texts, width } = rowLabels(names, labels, labelSize, area.width * 0.36);
  const changed = shown.some((i) => baseline[i] !== null && !sensitivity[plane].modalIsBaseline[i]);
  const right = SHARE_ROOM + (changed ? CHANGE_ROOM : 0);
  const bars = { x: area.x + width + 10, width: area.width - width - 10 - right, y: area.y + AXIS };
  let y = bars.y;
  const groups = [...CLASSES, null].flatMap((name): MembershipGroup[] => {
    const members = shown.filter((i) => baseline[i] === name);
    if (members.length === 0) return [];
    const headingY = y + HEADING - 7;
    y += HEADING;
    const rows = members.map((index): MembershipRow => {
      const bar = { x: bars.x, y: y + rowHeight * 0.1, width: bars.width, height: rowHeight * 0.8 };
      y += rowHeight;
      const first = name === null ? [] : [name];
      let x = bar.x;
      const segments = [...first, ...CLASSES.filter((other) => other !== name)].flatMap((own): MembershipSegment[] => {
        const share = membership[index]![CLASSES.indexOf(own)]!;
        const box = { ...bar, x, width: share * bar.width };
        x += box.width;
        return share === 0 ? [] : [{ name: own, share, box }];
      });
      const error = name === null ? 0 : 2 * standardError![index]![CLASSES.indexOf(name)]! * bar.width;
      return { index, label: texts[index]!, bar, segments, error: error < LEAST_ERROR ? 0 : error };
    });
    y += GROUP_GAP;
    return [{ name, headingY, rows }];
  });
  return { groups, bars: { ...bars, height: y - GROUP_GAP - bars.y }, labelSize, bottom: y };
}
