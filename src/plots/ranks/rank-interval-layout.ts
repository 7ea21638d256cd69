import type { RankSpread } from "../../sensitivity/result.js";
import type { Plane } from "../../structure/plane.js";
import type { Box } from "../drawing/geometry.js";
import { rowHeightOf, rowLabels } from "../labels/row-labels.js";
import type { VariableName } from "../labels/variable-names.js";
import type { LabelStyle } from "../plot-options.js";
import type { SensitivityPlotInput } from "../sensitivity-plot-options.js";

/** The ranks of one variable, as places on the axis. */
export interface RankInterval {
  readonly index: number;
  readonly label: string;
  readonly y: number;
  readonly minimum: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  readonly maximum: number;
  /** Place of the rank in the study as it is. */
  readonly baseline: number;
}

export interface RankIntervalPanel {
  readonly kind: "influence" | "dependence";
  /** From the first label to the last rank. */
  readonly box: Box;
  readonly plot: Box;
  readonly xOf: (rank: number) => number;
  readonly rows: readonly RankInterval[];
}

export interface RankIntervalLayout {
  readonly panels: readonly RankIntervalPanel[];
  readonly rowHeight: number;
  readonly labelSize: number;
  readonly bottom: number;
}

const PANEL_GAP = 30;
const HEADING = 44;
const MOST_SHOWN = 250;

/** Where the intervals of both rankings stand, side by side, the strongest median on top. */
export function layoutRankIntervals(
  { sensitivity }: SensitivityPlotInput,
  plane: "direct" | "indirect",
  names: readonly VariableName[],
  area: Box,
  labels: LabelStyle,
): RankIntervalLayout {
  const size = names.length;
  const shown = Math.min(size, MOST_SHOWN);
  const rowHeight = rowHeightOf(shown);
  const labelSize = Math.min(11.5, rowHeight * 0.74);
  const panelWidth = (area.width - PANEL_GAP) / 2;
  const { texts, width } = rowLabels(names, labels, labelSize, panelWidth * 0.46);
  const panels = (["influence", "dependence"] as const).map((kind, at): RankIntervalPanel => {
    const box = {
      x: area.x + at * (panelWidth + PANEL_GAP),
      y: area.y,
      width: panelWidth,
      height: HEADING + shown * rowHeight,
    };
    const plot = {
      x: box.x + width + 8,
      y: area.y + HEADING,
      width: panelWidth - width - 8,
      height: shown * rowHeight,
    };
    const inset = 10;
    const xOf = (rank: number) =>
      size === 1 ? plot.x + plot.width / 2 : plot.x + inset + ((rank - 1) / (size - 1)) * (plot.width - 2 * inset);
    const spread = sensitivity[plane][`${kind}Rank`];
    const baseline = sensitivity.baseline[plane][`${kind}Rank`];
    const order = orderByMedian(spread, baseline).slice(0, shown);
    const rows = order.map(
      (index, row): RankInterval => ({
        index,
        label: texts[index]!,
        y: plot.y + (row + 0.5) * rowHeight,
        minimum: xOf(spread.minimum[index]!),
        p5: xOf(spread.p5[index]!),
        median: xOf(spread.median[index]!),
        p95: xOf(spread.p95[index]!),
        maximum: xOf(spread.maximum[index]!),
        baseline: xOf(baseline[index]!),
      }),
    );
    return { kind, box, plot, xOf, rows };
  });
  return { panels, rowHeight, labelSize, bottom: area.y + HEADING + shown * rowHeight };
}

/** Variables by median rank; equal ones by the middle of their 90 %, then as the study as it is ranks them. */
export function orderByMedian(spread: RankSpread, baseline: Plane["influenceRank"]): number[] {
  const middle = (i: number) => spread.p5[i]! + spread.p95[i]!;
  return baseline
    .map((_, i) => i)
    .sort(
      (i, j) => spread.median[i]! - spread.median[j]! || middle(i) - middle(j) || baseline[i]! - baseline[j]! || i - j,
    );
}
