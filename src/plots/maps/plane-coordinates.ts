import type { Plane } from "../../structure/plane.js";

/** Sums from here on are shown as shares: five digits and more say nothing on an axis. */
const LARGEST_SUM = 10_000;

/** A plane in the unit it is drawn in. */
export interface PlaneCoordinates {
  readonly unit: "sum" | "share";
  readonly influence: readonly number[];
  readonly dependence: readonly number[];
  readonly influenceThreshold: number;
  readonly dependenceThreshold: number;
}

/** The sums of a plane, or its shares per 10 000 where the sums pass 10 000 (`"auto"`). Thresholds are in the same unit. */
export function planeCoordinates(plane: Plane, unit: "auto" | "share" = "auto"): PlaneCoordinates {
  const largest = Math.max(...plane.influence, ...plane.dependence);
  if (unit === "auto" && largest < LARGEST_SUM) return { ...plane, unit: "sum" };
  return {
    unit: "share",
    influence: plane.influenceShare,
    dependence: plane.dependenceShare,
    influenceThreshold: toShare(plane.influenceThreshold, plane.influence, plane.influenceShare),
    dependenceThreshold: toShare(plane.dependenceThreshold, plane.dependence, plane.dependenceShare),
  };
}

/** Threshold ÷ total × 10 000; the total is known through the largest sum and its share. */
function toShare(threshold: number, sums: readonly number[], shares: readonly number[]): number {
  let strongest = 0;
  sums.forEach((sum, index) => {
    if (sum > sums[strongest]!) strongest = index;
  });
  return sums[strongest]! > 0 ? (threshold / sums[strongest]!) * shares[strongest]! : 0;
}
