import type { Language } from "../language/text.js";
import type { Box } from "./geometry.js";
import type { LabelStyle, PlotInput } from "./plot-options.js";
import { type NameStyle } from "./variable-names.js";

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
/** Between an axis and the marks, and from there to the labels: rank, places gained or lost. */
export declare const NUMBER_ROOM = 32;
export declare const CONNECTOR = 16;
/** Where labels and slopes stand; `bottom` may lie below the area where the labels need it. */
export declare function layoutRanks(input: PlotInput, area: Box, lang: Language, wanted: LabelStyle): RankLayout;
