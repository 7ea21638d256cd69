import type { Language } from "../language/text.js";
import type { Segment } from "./geometry.js";
import { type InfluencePlane } from "./influence-plane.js";
import { type FrameTexts } from "./picture-frame.js";
import type { PlotInput, PlotOptions } from "./plot-options.js";
import { type ScatterLabels } from "./scatter-labels.js";
export interface DisplacementLayout {
  readonly texts: FrameTexts;
  readonly plane: InfluencePlane;
  /** Direct places. */
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
  }[];
  readonly radius: number;
  /** From the direct to the indirect place of each variable; null where the move is too short to draw. */
  readonly moves: readonly (Segment | null)[];
  /** Thresholds of the indirect plane, where they are not those of the direct one. */
  readonly indirectThresholds: readonly Segment[];
  readonly labels: ScatterLabels;
}
/** Where everything on the displacement map stands; both planes in shares per 10 000, so that places can be compared. */
export declare function layoutDisplacement(input: PlotInput, options: PlotOptions, lang: Language): DisplacementLayout;
/**
 * The displacement map: how each variable moves from the direct (marker) to the indirect plane (tip of the arrow). An arrow is grey where the
 * class stays, and has the colour of the class reached where it changes. A move of a few px has no arrow.
 */
export declare function displacementMap(input: PlotInput, options?: PlotOptions): string;
