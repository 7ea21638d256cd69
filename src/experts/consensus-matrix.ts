import { describeValue, type Issue, OptionsError } from "../errors.js";
import type { Cell } from "../study/study.js";
import type { Aggregate } from "./aggregate.js";

/** A cell set by the facilitator. `from` and `to` are ids; null leaves the cell blank on purpose. */
export interface Decision {
  readonly from: string;
  readonly to: string;
  readonly value: Cell;
  readonly reason?: string;
}

/**
 * The agreed matrix: the decision where there is one, else the aggregate.
 *
 * Throws `options-invalid` for a decision of an unknown variable, on the diagonal, that is no score, or the second one of its cell. Cost: O(n² + decisions).
 *
 * @example
 * const group = aggregate({ variables: [{ id: "a" }, { id: "b" }] }, [{ id: "e1", answers: [[null, 1], [2, null]] }]);
 * consensusMatrix(group, [{ from: "a", to: "b", value: 3, reason: "agreed in session" }]); // [[null, 3], [2, null]]
 */
export function consensusMatrix(
  { variables, direct }: Pick<Aggregate, "variables" | "direct">,
  decisions: readonly Decision[] = [],
): Cell[][] {
  const places = new Map(variables.map((id, i) => [id, i]));
  const matrix = direct.map((row) => [...row]);
  const decided = new Set<string>();
  const issues: Issue[] = [];
  decisions.forEach(({ from, to, value }, index) => {
    const path = `decisions/${index}`;
    const [row, column] = [places.get(from), places.get(to)];
    for (const [end, name, place] of [
      ["from", from, row],
      ["to", to, column],
    ] as const) {
      if (place !== undefined) continue;
      issues.push({ path: `${path}/${end}`, expected: "the id of a variable", received: describeValue(name) });
    }
    if (row === undefined || column === undefined) return;
    const cell = { path, row: from, column: to };
    const score = value === null || value === "P" || (typeof value === "number" && value >= 0 && value <= 1_000_000);
    if (!score) issues.push({ ...cell, expected: "a number ≥ 0, P or null", received: describeValue(value) });
    if (row === column) issues.push({ ...cell, expected: "a cell off the diagonal", received: describeValue(from) });
    const key = `${row} ${column}`;
    if (decided.has(key)) issues.push({ ...cell, expected: "one decision for each cell", received: "a second one" });
    decided.add(key);
    matrix[row]![column] = value;
  });
  if (issues.length > 0) throw new OptionsError(issues);
  return matrix;
}
