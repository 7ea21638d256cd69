import type { Contribution } from "./contribution.js";
import { numberOf, type PotentialOptions } from "./potential-options.js";

export interface ExpertDistances {
  /** Mean absolute difference of two experts on the cells both scored, in points of the scale; 0 on the diagonal, null where there is no such cell. */
  readonly distances: readonly (readonly (number | null)[])[];
  /** How many cells both scored. */
  readonly cells: readonly (readonly number[])[];
}

/**
 * Who scores like whom? Σ |a − b| ÷ cells over the cells that both experts scored. Symmetric. Cost: O(experts² × n²).
 */
export function expertDistances(
  contributions: readonly Contribution[],
  options: Required<PotentialOptions>,
): ExpertDistances {
  const numbers = contributions.map(({ answers }) =>
    answers.flatMap((row, from) => row.filter((_, to) => from !== to).map((answer) => numberOf(answer, options))),
  );
  const size = contributions.length;
  const distances = Array.from({ length: size }, () => new Array<number | null>(size).fill(null));
  const cells = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  numbers.forEach((one, a) => {
    for (let b = a; b < size; b++) {
      let [sum, both] = [0, 0];
      numbers[b]!.forEach((score, cell) => {
        const mine = one[cell]!;
        if (score === null || mine === null) return;
        sum += Math.abs(score - mine);
        both++;
      });
      cells[a]![b] = cells[b]![a] = both;
      distances[a]![b] = distances[b]![a] = both === 0 ? null : sum / both;
    }
  });
  return { distances, cells };
}
