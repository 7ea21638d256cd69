import fc from "fast-check";
import type { Answer, Confidence, Contribution } from "../../src/experts/contribution.js";

/** The variables v1, v2 … */
export const listOf = (size: number) => ({
  variables: Array.from({ length: size }, (_, i) => ({ id: `v${i + 1}`, code: `V${i + 1}` })),
});

/** The contributions e1, e2 … of two variables: each expert's answers to the one cell that is looked at, v1 → v2. */
export function ofOneCell(answers: readonly Answer[], more: readonly Partial<Contribution>[] = []): Contribution[] {
  return answers.map((answer, i) => ({
    id: `e${i + 1}`,
    answers: [
      [null, answer],
      [null, null],
    ],
    ...more[i],
  }));
}

/** Confidences of the one cell. */
export const confidenceOfOneCell = (confidence: Confidence | null) => ({
  confidence: [
    [null, confidence],
    [null, null],
  ],
});

export const answer: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(null, 0, 0, 1, 2, 3, 1.5, "P", "?");

/** Random contributions of `experts` experts to `size` variables. */
export function randomContributions(
  size: number,
  experts: number,
  cell: fc.Arbitrary<Answer> = answer,
): fc.Arbitrary<Contribution[]> {
  const square = <T>(of: fc.Arbitrary<T>) =>
    fc.array(fc.array(of, { minLength: size, maxLength: size }), { minLength: size, maxLength: size });
  return fc
    .array(
      fc.record({ answers: square(cell), confidence: square(fc.constantFrom(null, 1, 2, 3)), weight: fc.nat(5) }),
      {
        minLength: experts,
        maxLength: experts,
      },
    )
    .map((list) =>
      list.map(({ answers, confidence, weight }, index) => ({
        id: `e${index + 1}`,
        weight,
        answers: answers.map((row, from) => row.map((value, to) => (from === to ? null : value))),
        confidence: confidence as (Confidence | null)[][],
      })),
    );
}
