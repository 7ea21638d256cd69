import type { Class, Plane } from "./plane.js";

/** How one variable moves from a plane to another. */
export interface Displacement {
  readonly id: string;
  /** Places gained in influence: rank in the first plane − rank in the second. */
  readonly influenceRankChange: number;
  readonly dependenceRankChange: number;
  readonly from: Class | null;
  readonly to: Class | null;
}

/**
 * How each variable moves between two planes of one study, such as from direct to indirect.
 *
 * A positive change is a gain: rank 5 then rank 2 is +3. Where a plane has no classes, `from` or `to` is null. Cost: O(n).
 * Throws RangeError when planes and ids differ in size.
 *
 * @example
 * const ids = study.variables.map((variable) => variable.id);
 * displacement(ids, direct(study), indirect(study, { measure: "dematel" }))[0]?.to; // "motor"
 */
export function displacement(ids: readonly string[], from: Plane, to: Plane): Displacement[] {
  if (from.classes.length !== ids.length || to.classes.length !== ids.length) {
    throw new RangeError(
      `displacement requires two planes of ${ids.length} variables, got ${from.classes.length} and ${to.classes.length}`,
    );
  }
  return ids.map((id, i) => ({
    id,
    influenceRankChange: from.influenceRank[i]! - to.influenceRank[i]!,
    dependenceRankChange: from.dependenceRank[i]! - to.dependenceRank[i]!,
    from: from.classes[i]!,
    to: to.classes[i]!,
  }));
}
