import { attenuatedSums } from "../matrix/attenuated-sums.js";
import type { InfluenceMatrix } from "../matrix/influence-matrix.js";
import { type PowerSums, powerSums } from "../matrix/power-sums.js";
import { type SparseMatrix, sparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";

/** Sums and rankings at every power from 1 to `maxPower`; index 0 is power 1. */
export interface RankingHistory {
  readonly influence: readonly PowerSums[];
  readonly dependence: readonly PowerSums[];
  readonly influenceRanks: readonly Int32Array[];
  readonly dependenceRanks: readonly Int32Array[];
}

/** The rankings of the sums of Mᵏ, or of Σ αʲ⁻¹ Mʲ where an attenuation α is given, for k from 1 to `maxPower`. Cost: O(maxPower × cells). */
export function rankingHistory(
  matrix: InfluenceMatrix,
  maxPower: number,
  attenuation: number | null = null,
): RankingHistory {
  const sparse = sparseMatrix(matrix);
  const sequence = (direction: SparseMatrix) => {
    const source = attenuation === null ? powerSums(direction) : attenuatedSums(direction, attenuation);
    return Array.from({ length: maxPower }, () => source.next().value);
  };
  const influence = sequence(sparse);
  const dependence = sequence(transposeSparse(sparse));
  return {
    influence,
    dependence,
    influenceRanks: ranksInTurn(influence),
    dependenceRanks: ranksInTurn(dependence),
  };
}

/** The ranks at each power, found from those of the power before: few pairs change order from one to the next. */
function ranksInTurn(history: readonly PowerSums[]): Int32Array[] {
  const ranks: Int32Array[] = [];
  for (const sums of history) ranks.push(sums.ranks(ranks.at(-1)));
  return ranks;
}

/** Powers that must follow the stable one with the same rankings. */
const POWERS_AFTER = 5;

/** The smallest power from which both rankings, ties included, stay the same to the end, with five powers after it; else null. */
export function stablePower({ influenceRanks, dependenceRanks }: RankingHistory): number | null {
  const last = influenceRanks.length - 1;
  const same = (a: Int32Array, b: Int32Array) => a === b || a.every((rank, i) => rank === b[i]);
  let first = last;
  while (
    first > 0 &&
    same(influenceRanks[first - 1]!, influenceRanks[last]!) &&
    same(dependenceRanks[first - 1]!, dependenceRanks[last]!)
  ) {
    first--;
  }
  return last - first >= POWERS_AFTER ? first + 1 : null;
}
