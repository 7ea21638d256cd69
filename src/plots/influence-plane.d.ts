import type { Language } from "../language/text.js";
import type { Class } from "../structure/plane.js";
import type { Box, Segment } from "./geometry.js";
/** Values on both axes and the lines between low and high. */
export interface PlaneValues {
  readonly unit: "sum" | "share";
  readonly influence: readonly number[];
  readonly dependence: readonly number[];
  readonly influenceThreshold: number;
  readonly dependenceThreshold: number;
}
/** An empty influence–dependence plane: where values fall, what is drawn beneath them, what labels must spare. */
export interface InfluencePlane {
  /** The tinted rectangle. */
  readonly plot: Box;
  readonly xOf: (dependence: number) => number;
  readonly yOf: (influence: number) => number;
  readonly quadrantNames: readonly {
    readonly name: Class;
    readonly box: Box;
  }[];
  readonly thresholdLines: readonly Segment[];
  readonly drawing: readonly string[];
}
/** Lays out and draws an empty influence–dependence plane in an area: quadrants tinted and named, axes, thresholds. */
export declare function influencePlane(values: PlaneValues, area: Box, lang: Language): InfluencePlane;
