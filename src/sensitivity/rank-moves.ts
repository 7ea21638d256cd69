import type { Class, Plane } from "../structure/plane.js";

/** A variable that is in another class after a change. */
export interface ClassChange {
  readonly id: string;
  readonly from: Class;
  /** null where the changed plane has no classes. */
  readonly to: Class | null;
}

/** The variables that change class; none where the unchanged plane has no classes. */
export function classChanges(
  ids: readonly string[],
  before: Plane["classes"],
  after: Plane["classes"],
): readonly ClassChange[] {
  return ids.flatMap((id, i) => {
    const [from, to] = [before[i]!, after[i]!];
    return from === null || from === to ? [] : [{ id, from, to }];
  });
}

/** Places gained by each variable: rank before − rank after. */
export function placesGained(before: ArrayLike<number>, after: ArrayLike<number>): number[] {
  return Array.from(after, (rank, i) => before[i]! - rank);
}

/** Places moved by all variables together, up and down alike. */
export function placesMoved(...gains: readonly (readonly number[])[]): number {
  return gains.flat().reduce((sum, places) => sum + Math.abs(places), 0);
}

/** How much a change matters: a class changed weighs as much as a variable that crosses a whole ranking of `size` variables. */
export function changeScore(size: number, classesChanged: number, places: number): number {
  return (size - 1) * classesChanged + places;
}
