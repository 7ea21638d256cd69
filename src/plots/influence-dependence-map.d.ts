import type { Language } from "../language/text.js";
import { type PlaneName } from "./frame-texts.js";
import { type InfluencePlane } from "./influence-plane.js";
import { type FrameTexts } from "./picture-frame.js";
import type { PlotInput, PlotOptions } from "./plot-options.js";
import { type ScatterLabels } from "./scatter-labels.js";
export interface MapLayout {
  readonly texts: FrameTexts;
  readonly plane: InfluencePlane;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
  }[];
  /** Half the size of a marker. */
  readonly radius: number;
  readonly labels: ScatterLabels;
}
/** Where everything on the map of a plane with classes stands. */
export declare function layoutMap(input: PlotInput, name: PlaneName, options: PlotOptions, lang: Language): MapLayout;
/**
 * The influence–dependence map of one plane: each variable by its dependence (→) and influence (↑), in the four quadrants
 * that the thresholds make. Axes are in sums, or in shares per 10 000 where a sum passes 10 000.
 *
 * A plane that is null (no P in the matrix) or without classes (all sums zero) gives a picture that says so.
 */
export declare function influenceDependenceMap(input: PlotInput, name: PlaneName, options?: PlotOptions): string;
