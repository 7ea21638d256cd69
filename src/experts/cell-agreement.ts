import type { Answer } from "./contribution.js";
import { numberOf, type PotentialOptions } from "./potential-options.js";
import { type Spread, spreadOf } from "./spread.js";

/** How often an answer was given. */
export interface AnswerCount {
  readonly answer: Exclude<Answer, null>;
  readonly count: number;
}

/** What the experts say of one cell. `from` and `to` are ids. */
export interface CellAgreement extends Spread {
  readonly from: string;
  readonly to: string;
  /** Numbers and P. */
  readonly answers: number;
  readonly dontKnow: number;
  /** Each answer that was given: numbers in ascending order, then P, then `?`. */
  readonly distribution: readonly AnswerCount[];
  /** Share of the pairs of experts who gave the very same number, or both P; null below two answers. */
  readonly exactAgreement: number | null;
  /** Mean absolute difference over the pairs of experts (Gini's), in points of the scale; null below two numbers. */
  readonly dispersion: number | null;
}

/** The agreement on one cell. Blank answers do not count. Cost: O(m log m) for m experts. */
export function cellAgreement(
  from: string,
  to: string,
  given: readonly Answer[],
  options: Required<PotentialOptions>,
): CellAgreement {
  const said = given.filter((answer) => answer !== null);
  const scored = said.filter((answer) => answer !== "?");
  const distribution = distributionOf(said);
  const numbers = ascendingNumbers(given, options);
  const same = distribution.reduce((sum, { answer, count }) => sum + (answer === "?" ? 0 : pairsOf(count)), 0);
  return {
    from,
    to,
    answers: scored.length,
    dontKnow: said.length - scored.length,
    distribution,
    ...spreadOf(numbers),
    exactAgreement: scored.length < 2 ? null : same / pairsOf(scored.length),
    dispersion: numbers.length < 2 ? null : meanDifference(numbers),
  };
}

/** The numbers among answers, in ascending order. */
export function ascendingNumbers(given: readonly Answer[], options: Required<PotentialOptions>): number[] {
  return given
    .map((answer) => numberOf(answer, options))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
}

export function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function distributionOf(said: readonly Exclude<Answer, null>[]): AnswerCount[] {
  const counts = new Map<Exclude<Answer, null>, number>();
  for (const answer of said) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const place = (answer: Exclude<Answer, null>) =>
    typeof answer === "number" ? answer : answer === "P" ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
  return [...counts]
    .map(([answer, count]) => ({ answer, count }))
    .sort((a, b) => (place(a.answer) < place(b.answer) ? -1 : 1));
}

/**
 * Σ over pairs of (larger − smaller) ÷ pairs. In ascending order the step from the (i − 1)-th number to the i-th, counted from 0, lies within the difference of each of the i numbers
 * below it to each of the m − i above: no term is below 0, and where all are the same the sum is 0.
 */
function meanDifference(ascending: readonly number[]): number {
  const { length } = ascending;
  let sum = 0;
  for (let i = 1; i < length; i++) sum += (ascending[i]! - ascending[i - 1]!) * i * (length - i);
  return sum / pairsOf(length);
}
