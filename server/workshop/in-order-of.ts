import type { Contribution, VariableList } from "../../src/index.js";

/**
 * Contributions to an earlier state of a study in the order of a later one: cells of variables that the earlier one lacked are blank, those of variables that
 * are gone are left out.
 *
 * Cost: O(experts × n²).
 */
export function inOrderOf(
  later: VariableList,
  earlier: VariableList,
  contributions: readonly Contribution[],
): Contribution[] {
  const places = new Map(earlier.variables.map(({ id }, place) => [id, place]));
  const order = later.variables.map(({ id }) => places.get(id) ?? null);
  const reordered = <Value>(matrix: readonly (readonly (Value | null)[])[]): (Value | null)[][] =>
    order.map((row) => order.map((column) => (row === null || column === null ? null : matrix[row]![column]!)));
  return contributions.map(({ answers, confidence, notes, ...expert }) => ({
    ...expert,
    answers: reordered(answers),
    ...(confidence !== undefined && { confidence: reordered(confidence) }),
    ...(notes !== undefined && { notes: reordered(notes) }),
  }));
}
