import type { Class } from "../structure/plane.js";
import type { JudgementChange } from "./one-step-changes.js";

/** A change of one or two judgements that takes a variable to another class. */
export interface Flip {
  readonly changes: readonly JudgementChange[];
  /** The class it gets; null where the changed plane has no classes. */
  readonly to: Class | null;
  /** How far beyond the crossed line it lands, in mean sums of the plane: 0 is on the line. The farther of two lines crossed; to six decimals. */
  readonly margin: number;
}

/** The flips of one variable: all counted, the nearest listed. */
export interface Flips {
  readonly count: number;
  readonly nearest: readonly Flip[];
  /** Whether there are more than are listed. */
  readonly truncated: boolean;
}

/** Flips under way: positions of the changes in place of their names. */
export interface FlipList {
  count: number;
  readonly entries: {
    readonly margin: number;
    readonly first: number;
    readonly second: number;
    readonly code: number;
  }[];
}

export function emptyFlipList(): FlipList {
  return { count: 0, entries: [] };
}

/** A flip that is kept. */
type FlipEntry = FlipList["entries"][number];

/**
 * Counts a flip, and keeps it where it is among the `limit` nearest: the largest margins first, equal ones in the order of their judgements.
 * Flips must come in that order of judgements (`first`, then `second`). Cost: O(limit) for a flip kept, O(1) for the others.
 */
export function addFlip(
  list: FlipList,
  limit: number,
  margin: number,
  first: number,
  second: number,
  code: number,
): void {
  list.count++;
  if (isNear(list, limit, margin)) keepFlip(list, limit, { margin, first, second, code });
}

/** Adds the flips of later judgements: what {@link addFlip} makes of all of them one by one. */
export function addFlips(list: FlipList, limit: number, later: FlipList): void {
  list.count += later.count;
  for (const entry of later.entries) if (isNear(list, limit, entry.margin)) keepFlip(list, limit, entry);
}

function isNear({ entries }: FlipList, limit: number, margin: number): boolean {
  return entries.length < limit || (limit > 0 && entries[limit - 1]!.margin < margin);
}

function keepFlip({ entries }: FlipList, limit: number, entry: FlipEntry): void {
  let place = entries.length;
  while (place > 0 && entries[place - 1]!.margin < entry.margin) place--;
  entries.splice(place, 0, entry);
  if (entries.length > limit) entries.pop();
}
