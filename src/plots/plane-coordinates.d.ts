import type { Plane } from "../structure/plane.js";
/** A plane in the unit it is drawn in. */
export interface PlaneCoordinates {
  readonly unit: "sum" | "share";
  readonly influence: readonly number[];
  readonly dependence: readonly number[];
  readonly influenceThreshold: number;
  readonly dependenceThreshold: number;
}
/** The sums of a plane, or its shares per 10 000 where the sums pass 10 000 (`"auto"`). Thresholds are in the same unit. */
export declare function planeCoordinates(plane: Plane, unit?: "auto" | "share"): PlaneCoordinates;
