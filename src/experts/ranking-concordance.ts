import type { Contribution } from "./contribution.js";
import { wholeDecimals } from "./decimals.js";
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
 * not push a variable down; on a complete matrix it is the sum itself. Means are compared exactly, as quotients of the decimals that were given: 0.1 and 0.2 tie with 0 and 0.3. Those who
 * scored a smaller share of the cells than `completeness`, or none in the row of some variable, have no ranking and are left out. Cost: O(experts × n²).
 */
export function rankingConcordance(
  contributions: readonly Contribution[],
  options: Required<PotentialOptions> & { readonly completeness: number },
): Concordance {
  const rankings = contributions.map(({ id, answers }) => {
    const rows = inWholeUnits(answers, options);
    const columns = rows.map((_, to) => rows.map((row) => row[to]!));
    return { id, influence: placesIn(rows, options), dependence: placesIn(columns, options) };
  });
  const compared = (name: "influence" | "dependence"): RankingConcordance => {
    const judged = rankings.filter((each) => each[name] !== null);
    return { ...kendallW(judged.map((each) => each[name]!)), experts: judged.map(({ id }) => id) };
  };
  return { influence: compared("influence"), dependence: compared("dependence") };
}

/** Whole multiples of one unit; null where there is no score, and on the diagonal. */
type UnitMatrix = readonly (readonly (bigint | null)[])[];

function inWholeUnits(answers: Contribution["answers"], options: Required<PotentialOptions>): UnitMatrix {
  const numbers = answers.map((row, from) => row.map((cell, to) => (from === to ? null : numberOf(cell, options))));
  const { units } = wholeDecimals(numbers.flat().map((score) => score ?? 0));
  return numbers.map((row, from) =>
    row.map((score, to) => (score === null ? null : units[from * answers.length + to]!)),
  );
}

/** Where each line stands by the mean of its scores, from the lowest, 0, on; null where too few are scored. */
function placesIn(matrix: UnitMatrix, { completeness }: { readonly completeness: number }): number[] | null {
  const lines = matrix.map((line) => line.filter((score) => score !== null));
  const scored = lines.reduce((sum, line) => sum + line.length, 0);
  if (scored === 0 || lines.some((line) => line.length === 0)) return null;
  // As a share: 209 of 380 cells are 0.55 of them, while 0.55 × 380 is more than 209 in float64.
  return scored / (matrix.length ** 2 - matrix.length) < completeness ? null : placesOf(lines.map(meanOf));
}

interface Mean {
  readonly sum: bigint;
  readonly count: bigint;
}

function meanOf(line: readonly bigint[]): Mean {
  return { sum: line.reduce((total, score) => total + score, 0n), count: BigInt(line.length) };
}

/** Below 0, 0 or above 0 as the first mean is below, at or above the second. */
function compare(a: Mean, b: Mean): number {
  const difference = a.sum * b.count - b.sum * a.count;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Where each mean stands among the distinct ones, from the lowest, 0, on. */
function placesOf(means: readonly Mean[]): number[] {
  const ascending = means.map((mean, variable) => ({ mean, variable })).sort((a, b) => compare(a.mean, b.mean));
  const places = new Array<number>(means.length);
  let place = 0;
  ascending.forEach(({ mean, variable }, i) => {
    if (i > 0 && compare(ascending[i - 1]!.mean, mean) < 0) place++;
    places[variable] = place;
  });
  return places;
}
