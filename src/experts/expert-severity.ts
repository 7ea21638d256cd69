import type { Contribution } from "./contribution.js";
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
 * where there is no such cell. Cost: O(experts × n²).
 */
export function expertSeverity(
  contributions: readonly Contribution[],
  options: Required<PotentialOptions>,
): ExpertSeverity[] {
  const answersOf = contributions.map(({ answers }) =>
    answers.flatMap((row, from) => row.filter((_, to) => from !== to)),
  );
  const numbers = answersOf.map((answers) => answers.map((answer) => numberOf(answer, options)));
  const totals = (numbers[0] ?? []).map((_, cell) => {
    const scores = numbers.map((scores) => scores[cell]!).filter((score) => score !== null);
    return { sum: scores.reduce((total, score) => total + score, 0), count: scores.length };
  });
  return contributions.map(({ id }, index) => {
    let [mine, others, cells] = [0, 0, 0];
    numbers[index]!.forEach((score, cell) => {
      const { sum, count } = totals[cell]!;
      if (score === null || count < 2) return;
      mine += score;
      others += (sum - score) / (count - 1);
      cells++;
    });
    const said = answersOf[index]!.filter((answer) => answer !== null);
    const dontKnow = said.filter((answer) => answer === "?").length;
    const figures =
      cells === 0
        ? { mean: null, others: null, severity: null }
        : { mean: mine / cells, others: others / cells, severity: (mine - others) / cells };
    return { id, answers: said.length - dontKnow, dontKnow, cells, ...figures };
  });
}
