import { type Contribution, resolveAggregationOptions } from "../../src/index.js";
import type { Member } from "../access/access.js";
import type { SnapshotContent } from "./snapshot-content.js";

/** Fewest answers a cell takes for what the group says of it to be shown, as the settings of a study have it. */
function fewestAnswers({ aggregation }: { readonly aggregation?: object }): number {
  return resolveAggregationOptions(aggregation ?? {}).minimumAnswers;
}

/**
 * Contributions as those who are not facilitators may have them counted: cells that fewer than `minimum` experts gave a number or P are blank with
 * everyone. Whatever is computed of these contributions, of cells or of experts, rests on the other cells alone.
 *
 * With two answers to a cell each of the two experts could work out the other's. Cost: O(experts × n²).
 */
function withholdThinCells(contributions: readonly Contribution[], minimum: number): readonly Contribution[] {
  return withheld(contributions, (row, column) => answersAt(contributions, row, column) >= minimum);
}

/** Contributions as a member may have them counted: the facilitator as they are, others without the cells that have too few answers. */
export function countedFor(
  { role }: Pick<Member, "role">,
  { contributions, aggregation }: { readonly contributions: readonly Contribution[]; readonly aggregation: object },
): readonly Contribution[] {
  return role === "facilitator" ? contributions : withholdThinCells(contributions, fewestAnswers({ aggregation }));
}

/**
 * The contributions of two rounds, of the same variables, as those who are not facilitators may have them compared: a cell is blank unless as many of the
 * experts who answered it in both rounds gave a number or P in each.
 */
export function withholdThinMoves(
  before: readonly Contribution[],
  after: readonly Contribution[],
  minimum: number,
): { readonly before: readonly Contribution[]; readonly after: readonly Contribution[] } {
  const earlier = new Map(before.map((contribution) => [contribution.id, contribution]));
  const pairs = after.flatMap((later) => {
    const first = earlier.get(later.id);
    return first === undefined ? [] : [{ first, later }];
  });
  const isShown = (row: number, column: number) => {
    const compared = pairs.filter(
      ({ first, later }) => first.answers[row]?.[column] != null && later.answers[row]?.[column] != null,
    );
    const rounds = [compared.map(({ first }) => first), compared.map(({ later }) => later)];
    return rounds.every((round) => answersAt(round, row, column) >= minimum);
  };
  return { before: withheld(before, isShown), after: withheld(after, isShown) };
}

/** The minimum that two rounds ask for: the higher one of those that were set when they were closed. */
export function fewestAnswersOfBoth(before: SnapshotContent, after: SnapshotContent): number {
  return Math.max(fewestAnswers(before.settings), fewestAnswers(after.settings));
}

function answersAt(contributions: readonly Contribution[], row: number, column: number): number {
  let count = 0;
  for (const { answers } of contributions) {
    const answer = answers[row]![column]!;
    if (answer !== null && answer !== "?") count += 1;
  }
  return count;
}

function withheld(
  contributions: readonly Contribution[],
  isShown: (row: number, column: number) => boolean,
): readonly Contribution[] {
  const shown = (contributions[0]?.answers ?? []).map((row, from) =>
    row.map((_, to) => from === to || isShown(from, to)),
  );
  const blanked = <Value>(matrix: readonly (readonly (Value | null)[])[]) =>
    matrix.map((row, from) => row.map((value, to) => (shown[from]![to] ? value : null)));
  return contributions.map(({ answers, confidence, notes, ...contribution }) => ({
    ...contribution,
    answers: blanked(answers),
    ...(confidence !== undefined && { confidence: blanked(confidence) }),
    ...(notes !== undefined && { notes: blanked(notes) }),
  }));
}
