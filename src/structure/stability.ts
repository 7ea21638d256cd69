import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions } from "../options.js";
import type { Study } from "../study/study.js";
import { historyFor, INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions } from "./indirect.js";
import type { RankingHistory } from "./ranking-history.js";

export type StabilityOptions = Pick<IndirectOptions, "measure" | "maxPower" | "attenuation">;

/** How far the rankings moved from the power before. */
export interface StabilityRow {
  readonly power: number;
  /** Pairs ordered strictly one way at the power before and strictly the other way at this one. */
  readonly influenceSwaps: number;
  readonly dependenceSwaps: number;
  /** 100 × (1 − swaps ÷ (n(n − 1) ÷ 2)); 100 is the same order. */
  readonly influencePercent: number;
  readonly dependencePercent: number;
}

/**
 * From which power on do the rankings hold? One row for each power from 2 to `maxPower`.
 *
 * Swaps are Kendall inversions between the rankings at k − 1 and at k; a tie on either side is no swap. A single variable has no
 * pairs: 100 %. Cost: O(maxPower × (cells + n²)).
 *
 * @example
 * stability(study, { maxPower: 10 }).find((row) => row.influenceSwaps + row.dependenceSwaps === 0)?.power;
 */
export function stability(input: Study | InfluenceMatrix, options: StabilityOptions = {}): StabilityRow[] {
  const { measure, maxPower, attenuation } = INDIRECT_RULES;
  const rules = { measure, maxPower, attenuation };
  const resolved = completeOptions<StabilityOptions>(
    {
      measure: INDIRECT_DEFAULTS.measure,
      maxPower: INDIRECT_DEFAULTS.maxPower,
      attenuation: INDIRECT_DEFAULTS.attenuation,
    },
    rules,
    options,
  );
  return stabilityTable(historyFor(matrixOf(input), resolved));
}

/** {@link stability} on rankings at hand. */
export function stabilityTable({ influenceRanks, dependenceRanks }: RankingHistory): StabilityRow[] {
  const size = influenceRanks[0]!.length;
  const pairs = (size * (size - 1)) / 2;
  const percent = (swaps: number) => (pairs === 0 ? 100 : 100 * (1 - swaps / pairs));
  return influenceRanks.slice(1).map((ranks, index) => {
    const influenceSwaps = countSwaps(influenceRanks[index]!, ranks);
    const dependenceSwaps = countSwaps(dependenceRanks[index]!, dependenceRanks[index + 1]!);
    return {
      power: index + 2,
      influenceSwaps,
      dependenceSwaps,
      influencePercent: percent(influenceSwaps),
      dependencePercent: percent(dependenceSwaps),
    };
  });
}

/** Pairs ordered strictly one way in a ranking and strictly the other way in another. Cost: O(n²), O(n) for equal rankings. */
export function countSwaps(before: Int32Array, after: Int32Array): number {
  if (before === after || before.every((rank, i) => rank === after[i])) return 0;
  let swaps = 0;
  for (let i = 0; i < before.length; i++) {
    for (let j = i + 1; j < before.length; j++) {
      if ((before[i]! - before[j]!) * (after[i]! - after[j]!) < 0) swaps++;
    }
  }
  return swaps;
}
