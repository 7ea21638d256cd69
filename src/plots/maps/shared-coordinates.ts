import type { Analysis } from "../../analysis/analysis.js";
import type { Plane } from "../../structure/plane.js";
import type { PlaneName } from "../drawing/frame-texts.js";
import { type PlaneCoordinates, planeCoordinates } from "./plane-coordinates.js";

export interface SharedCoordinates {
  readonly own: PlaneCoordinates;
  /** Of the plane beside, in the same unit; null where there is none, or none with classes. */
  readonly beside: PlaneCoordinates | null;
}

/**
 * A plane of an analysis and the same one of another analysis in one unit, so that both can be drawn on the same axes: shares where either is drawn in shares,
 * and where sums are of chains of different lengths. The plane of `analysis` is there.
 */
export function sharedCoordinates(
  analysis: Analysis,
  name: PlaneName,
  beside: Analysis | undefined,
): SharedCoordinates {
  const plane = analysis[name]!;
  const other = beside?.[name] ?? null;
  if (other === null || other.classes.every((group) => group === null))
    return { own: planeCoordinates(plane), beside: null };
  const usual = [planeCoordinates(plane), planeCoordinates(other)] as const;
  const inShares = usual.some(({ unit }) => unit === "share") || powerOf(plane) !== powerOf(other);
  if (!inShares) return { own: usual[0], beside: usual[1] };
  return { own: planeCoordinates(plane, "share"), beside: planeCoordinates(other, "share") };
}

function powerOf(plane: Plane & { readonly power?: number | null }): number | null {
  return plane.power ?? null;
}
