import { describeValue, OptionsError } from "../errors.js";
import { type Influences, influenceEdges } from "./influences.js";

/** The shares in per cent that structural analysis usually shows. */
export const STRONGEST_PERCENTS: readonly number[] = [5, 10, 25, 50, 75, 100];

/** One influence; `from` and `to` are ids. */
export interface Influence {
  readonly from: string;
  readonly to: string;
  readonly strength: number;
}

export interface StrongestInfluences {
  /** Strongest first; equal ones in the order of rows and columns. */
  readonly influences: readonly Influence[];
  /** The weakest strength kept; null where there is no influence at all. */
  readonly weakest: number | null;
  /** Share asked for. */
  readonly percent: number;
  /** Share kept, 100 × kept ÷ all: more than asked for where influences tie at the cut; 100 where there are none. */
  readonly keptPercent: number;
  /** Influences there are in all. */
  readonly total: number;
}

/**
 * Which are the strongest p % of the influences?
 *
 * Of m non-zero influences, the ⌈p·m ÷ 100⌉ strongest, **and all that are as strong as the last of them**: equal scores are
 * never parted by their place in the matrix. On a scale of 1 to 3 the strongest 5 % may thus be all the 3s; `keptPercent` says so.
 * P counts 0. Works on an indirect matrix too. Cost: O(n² + m log m).
 * Throws OptionsError unless 0 < percent ≤ 100.
 *
 * @example
 * strongestInfluences(study, 10).influences[0]; // { from: "world-growth", to: "export", strength: 3 }
 */
export function strongestInfluences(source: Influences, percent: number): StrongestInfluences {
  if (!(typeof percent === "number" && percent > 0 && percent <= 100)) {
    throw new OptionsError([
      { path: "percent", expected: "a number above 0, at most 100", received: describeValue(percent) },
    ]);
  }
  const { ids, edges } = influenceEdges(source);
  const all: Influence[] = [];
  for (let from = 0; from < edges.size; from++) {
    for (let edge = edges.starts[from]!; edge < edges.starts[from + 1]!; edge++) {
      all.push({ from: ids[from]!, to: ids[edges.columns[edge]!]!, strength: edges.values[edge]! });
    }
  }
  const total = all.length;
  if (total === 0) return { influences: [], weakest: null, percent, keptPercent: 100, total };
  // Sorting is stable: equal strengths stay in the order of rows and columns.
  all.sort((a, b) => b.strength - a.strength);
  const weakest = all[Math.min(total, Math.ceil((percent * total) / 100)) - 1]!.strength;
  const influences = all.filter((influence) => influence.strength >= weakest);
  return { influences, weakest, percent, keptPercent: (100 * influences.length) / total, total };
}
