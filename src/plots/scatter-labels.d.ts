import type { Box, Segment } from "./geometry.js";
import type { PlacedLabel } from "./label-candidates.js";
import type { LabelStyle } from "./plot-options.js";
import type { NameStyle, VariableName } from "./variable-names.js";
/** Markers to be labelled and what labels must spare. */
export interface Scatter {
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
  }[];
  readonly names: readonly VariableName[];
  /** Half the size of a marker. */
  readonly radius: number;
  readonly bounds: Box;
  readonly taken: readonly Box[];
  readonly lines: readonly (Segment & {
    readonly cost: number;
  })[];
}
/** Labels of a scatter of markers. */
export interface ScatterLabels {
  readonly style: NameStyle;
  readonly size: number;
  /** One label for each spot; markers on one spot share it, one line (or more) for each. */
  readonly labels: readonly (PlacedLabel & {
    readonly members: readonly number[];
  })[];
  /** Variables without a label: only where there is no room for their codes. */
  readonly unlabelled: readonly number[];
}
/**
 * Names the markers of a scatter so that no label covers another or a marker: in the style asked for where there is room, else in smaller type,
 * else by short names, else by codes. A step is taken when every label has a free place and few leaders are long or cross.
 */
export declare function labelScatter(scatter: Scatter, wanted: LabelStyle): ScatterLabels;
/** The leader of a placed label. */
export declare function drawLeader({ leader }: PlacedLabel): string;
/** The lines of a placed label with a white outline, beside a bar where they are the list of several variables. */
export declare function drawLabel({ box, anchor, lines }: PlacedLabel, size: number, shared: boolean): string;
