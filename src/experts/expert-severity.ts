import { toNumber } from "../matrix/exact-sums.js";
import type { Contribution } from "./contribution.js";
import { wholeDecimals } from "./decimals.js";
import { numberOf, type PotentialOptions } from "./potential-options.js";

/** How high one expert scores beside the others. */
export interface ExpertSeverity {
  readonly id: string;
  /** Cells answered: numbers and P. */
  readonly answers: number;
  readonly dontKnow: number;
  /** Cells that this expert and at least one other scored: what the figures below rest on. */
  readonly cells: number;
  /** Mean of the expert's scores on those cells; null where there are none. */
  readonly mean: number | null;
  /** Mean, over the same cells, of the mean score of the others. */
  readonly others: number | null;
  /** mean − others: above 0 the expert sees stronger influences than the others do. */
  readonly severity: number | null;
}

/**
 * Who scores high, who scores low? Each expert's mean beside that of the others, on the cells that he and at least one of them scored, each cell counting once. Null
 * where there is no such cell. Decimals are added as they are written and divided once: the severity of one who scores as the others do is exactly 0.
 *
 * Cost: O(experts × n²).
 */
export function expertSeverity(
  contributions: readonly Contribution[],
  options: Required<PotentialOptions>,
): ExpertSeverity[] {
  const answersOf = contributions.map(({ answers }) =>
    answers.flatMap((row, from) => row.filter((_, to) => from !== to)),
  );
  const numbers = answersOf.map((answers) => answers.map((answer) => numberOf(answer, options)));
  const given = [...new Set(numbers.flat())].filter((score) => score !== null);
  const { units, scale } = wholeDecimals(given);
  const unitsOf = new Map(given.map((score, at) => [score, units[at]!]));
  const totals = (numbers[0] ?? []).map((_, cell) => {
    const scores = numbers.map((scores) => scores[cell]!).filter((score) => score !== null);
    return { sum: scores.reduce((total, score) => total + unitsOf.get(score)!, 0n), count: scores.length };
  });
  return contributions.map(({ id }, index) => {
    let [mine, cells] = [0n, 0];
    /** The sum of the others' scores in the cells that so many of them scored. */
    const others = new Map<number, bigint>();
    numbers[index]!.forEach((score, cell) => {
      const { sum, count } = totals[cell]!;
      if (score === null || count < 2) return;
      const own = unitsOf.get(score)!;
      mine += own;
      others.set(count - 1, (others.get(count - 1) ?? 0n) + sum - own);
      cells++;
    });
    const said = answersOf[index]!.filter((answer) => answer !== null);
    const dontKnow = said.filter((answer) => answer === "?").length;
    const common = [...others.keys()].reduce((product, count) => product * BigInt(count), 1n);
    const theirs = [...others].reduce((total, [count, sum]) => total + (sum * common) / BigInt(count), 0n);
    const mean = (sum: bigint) => (cells === 0 ? null : toNumber(sum, scale * common * BigInt(cells)));
    return {
      id,
      answers: said.length - dontKnow,
      dontKnow,
      cells,
      mean: mean(mine * common),
      others: mean(theirs),
      severity: mean(mine * common - theirs),
    };
  });
}
