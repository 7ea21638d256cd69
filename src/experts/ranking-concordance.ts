import type { Contribution } from "./contribution.js";
import { type KendallW, kendallW } from "./kendall-w.js";
import { numberOf, type PotentialOptions } from "./potential-options.js";

/** Kendall's W of the experts' rankings of the variables. */
export interface RankingConcordance extends KendallW {
  /** Ids of the experts whose rankings were compared: those who scored enough. */
  readonly experts: readonly string[];
}

export interface Concordance {
  readonly influence: RankingConcordance;
  readonly dependence: RankingConcordance;
}

/**
 * Do the experts rank the variables alike, in influence and in dependence?
 *
 * {@link kendallW} of the sums of each expert's matrix. An expert's sum of a row is taken as the mean of the cells he scored × (n − 1), so that a blank or a `?` here and there does
 * not push a variable down; on a complete matrix it is the sum itself. Those who scored a smaller share of the cells than `completeness`, or none in the row of
 * some variable, have no ranking and are left out. Cost: O(experts × n²).
 */
export function rankingConcordance(
  contributions: readonly Contribution[],
  options: Required<PotentialOptions> & { readonly completeness: number },
): Concordance {
  const numbers = contributions.map(({ answers }) => answers.map((row) => row.map((cell) => numberOf(cell, options))));
  const ranking = (lineOf: (matrix: (number | null)[][], i: number) => (number | null)[]): RankingConcordance => {
    const judged = contributions.flatMap(({ id }, index) => {
      const matrix = numbers[index]!;
      const lines = matrix.map((_, i) => lineOf(matrix, i).filter((score, j) => score !== null && i !== j));
      const scored = lines.reduce((sum, line) => sum + line.length, 0);
      const cells = matrix.length ** 2 - matrix.length;
      const enough = scored > 0 && scored >= options.completeness * cells && lines.every((line) => line.length > 0);
      return enough ? [{ id, scores: lines.map((line) => meanOf(line as number[]) * (matrix.length - 1)) }] : [];
    });
    return { ...kendallW(judged.map(({ scores }) => scores)), experts: judged.map(({ id }) => id) };
  };
  return {
    influence: ranking((matrix, i) => matrix[i]!),
    dependence: ranking((matrix, j) => matrix.map((row) => row[j]!)),
  };
}

function meanOf(numbers: readonly number[]): number {
  // Equal sums of equally many cells must tie: the sum is divided once, and decimals are summed in ascending order.
  const sum = [...numbers].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
  return sum / numbers.length;
}
