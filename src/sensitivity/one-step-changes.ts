import { OptionsError } from "../errors.js";
import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import type { Rule } from "../options.js";
import type { Cell, Study } from "../study/study.js";

/** One judgement moved by one step; `from` and `to` are positions of variables. */
export interface OneStepChange {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly changedTo: number;
}

export interface OneStepChanges {
  /** Upper end of the scale; the lower end is 0. */
  readonly largestScore: number;
  /** Off-diagonal cells with a number: what can change. */
  readonly judgements: number;
  /** Off-diagonal cells not scored: they do not change. */
  readonly blanks: number;
  /** Off-diagonal cells with a P: they do not change. */
  readonly potentials: number;
  /** Every single change, row by row, down before up. */
  readonly changes: readonly OneStepChange[];
}

/** A change as results tell it, with the ids of the variables. */
export interface JudgementChange {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly changedTo: number;
}

/** Upper end of a scale that names no numbers. */
const USUAL_LARGEST_SCORE = 3;

export const LARGEST_SCORE_RULE: Rule = {
  expected: "scale, or a number above 0, at most 1000000",
  test: (value) => value === "scale" || (typeof value === "number" && value > 0 && value <= 1_000_000),
};

/**
 * Every way to move one judgement by one step: down by 1 to at least 0, up by 1 to at most the end of the scale.
 *
 * The judgements are the off-diagonal cells with a number, zeros included. A blank is no judgement and a P is another kind of one: neither moves.
 * A score nearer to an end of the scale than 1 moves to that end. `"scale"` is the largest number the study's scale names; where it names none
 * (and for a bare matrix), 3, or the largest score where that is larger. Cost: O(n²). Throws `options-invalid` where a score passes the end given.
 *
 * @example
 * oneStepChanges(study, "scale").changes[0]; // { from: 0, to: 1, value: 2, changedTo: 1 }
 */
export function oneStepChanges(input: Study | InfluenceMatrix, largestScore: number | "scale"): OneStepChanges {
  const { size, values, labels } = matrixOf(input);
  const cellAt = (from: number, to: number): Cell =>
    "values" in input ? values[from * size + to]! : input.direct[from]![to]!;
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const top = largestScore === "scale" ? (largestNamed(input) ?? Math.max(USUAL_LARGEST_SCORE, largest)) : largestScore;
  if (largest > top) {
    const cell = values.indexOf(largest);
    const received = `${top}, with ${largest} in row ${labels[Math.floor(cell / size)]}, column ${labels[cell % size]}`;
    throw new OptionsError([{ path: "largestScore", expected: "a number no score passes", received }]);
  }
  const changes: OneStepChange[] = [];
  let [judgements, blanks, potentials] = [0, 0, 0];
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from === to) continue;
      const value = cellAt(from, to);
      if (value === null) blanks++;
      else if (value === "P") potentials++;
      else {
        judgements++;
        for (const direction of [-1, 1] as const) {
          const changedTo = oneStep(value, direction, top);
          if (changedTo !== value) changes.push({ from, to, value, changedTo });
        }
      }
    }
  }
  return { largestScore: top, judgements, blanks, potentials, changes };
}

/** A score one step down or up, within the scale. */
export function oneStep(value: number, direction: number, largestScore: number): number {
  return Math.min(largestScore, Math.max(0, value + Math.sign(direction)));
}

/** The change with ids in place of positions. */
export function judgementChange(change: OneStepChange, ids: readonly string[]): JudgementChange {
  const { from, to, value, changedTo } = change;
  return { from: ids[from]!, to: ids[to]!, value, changedTo };
}

function largestNamed(input: Study | InfluenceMatrix): number | null {
  const named = "values" in input ? [] : (input.scale?.values ?? []);
  const numbers = named.map((entry) => Number(entry.value)).filter(Number.isFinite);
  return numbers.length === 0 ? null : Math.max(...numbers);
}
