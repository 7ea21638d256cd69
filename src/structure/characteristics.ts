import type { Study } from "../study/study.js";

export interface Characteristics {
  /** Number of variables, n. */
  readonly size: number;
  /** Off-diagonal cells that hold a score, of n² − n. */
  readonly scored: number;
  /** How many cells hold each value; 0, 1, 2, 3 and P always there, other values as they occur. */
  readonly counts: Readonly<Record<string, number>>;
  /** Off-diagonal cells that are blank. */
  readonly blanks: number;
  /** Sum of all direct influences, P as 0. */
  readonly total: number;
  /** 100 × non-zero cells (P included) ÷ n². */
  readonly fillRate: number;
}

/**
 * What a matrix looks like before any analysis: its size, how often each value was given, how full it is.
 *
 * fillRate = 100 × (cells that are neither blank nor 0, P included) ÷ n². The diagonal counts in n² and never in the counts.
 * A single variable has no cells: all counts are 0. Cost: O(n²).
 *
 * @example
 * characteristics(parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 3], ["P", null]] }));
 * // { size: 2, scored: 2, counts: { "0": 0, "1": 0, "2": 0, "3": 1, P: 1 }, blanks: 0, total: 3, fillRate: 50 }
 */
export function characteristics(study: Study): Characteristics {
  const size = study.variables.length;
  const numbers = new Map<number, number>([0, 1, 2, 3].map((value) => [value, 0]));
  let potentials = 0;
  let blanks = 0;
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (from === to) return;
      if (cell === null) blanks++;
      else if (cell === "P") potentials++;
      else numbers.set(cell, (numbers.get(cell) ?? 0) + 1);
    });
  });
  const sorted = [...numbers].sort(([a], [b]) => a - b);
  const scored = size * size - size - blanks;
  const filled = scored - numbers.get(0)!;
  return {
    size,
    scored,
    counts: { ...Object.fromEntries(sorted.map(([value, count]) => [String(value), count])), P: potentials },
    blanks,
    total: sorted.reduce((sum, [value, count]) => sum + value * count, 0),
    fillRate: (100 * filled) / (size * size),
  };
}
