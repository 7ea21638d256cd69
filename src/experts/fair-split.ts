import { describeValue, type Issue, OptionsError } from "../errors.js";
import type { AssignmentItem } from "./assigned-cells.js";

export interface FairSplitInput {
  /** Ids of the variables, in the order of the study. */
  readonly variables: readonly string[];
  /** Ids of the experts, in the order in which they get their parts. */
  readonly experts: readonly string[];
  /** How many experts score each cell: 1 to the number of experts. */
  readonly perCell: number;
}

/** What one expert gets. */
export interface FairShare {
  readonly expert: string;
  /** How many cells the items cover. */
  readonly cells: number;
  /** Whole rows first, then cells, each in the order of the study. */
  readonly items: readonly AssignmentItem[];
}

/**
 * Who scores what, when each cell is to be scored by k experts and no one is to have more work than another?
 *
 * The n² − n cells, row by row, stand on a circle that is gone round k times, cut into one contiguous part for each expert. Each cell has exactly k different experts (no part is
 * longer than the circle, as k is at most the number of experts), the parts differ by at most one cell, and neighbouring cells stay together: a part that is longer
 * than two rows is whole rows but for less than a row at either end, a shorter one may be neighbouring cells alone. With fewer cells than parts some experts get none.
 *
 * The same input gives the same split. Cost: O(k × n²). Throws `options-invalid` for ids that repeat, no expert, or a `perCell` out of range.
 *
 * @example
 * const parts = fairSplit({ variables: ["a", "b", "c"], experts: ["e1", "e2"], perCell: 1 });
 * parts[0].cells; // 3
 * parts[0].items; // [{ kind: "row", variable: "a" }, { kind: "cell", from: "b", to: "a" }]
 */
export function fairSplit({ variables, experts, perCell }: FairSplitInput): FairShare[] {
  check(variables, experts, perCell);
  const cells = variables.flatMap((from) => variables.flatMap((to) => (from === to ? [] : [{ from, to }])));
  const cutAt = (part: number) => Math.floor((part * cells.length * perCell) / experts.length);
  return experts.map((expert, part) => {
    const [start, end] = [cutAt(part), cutAt(part + 1)];
    const own = new Set<number>();
    for (let place = start; place < end; place++) own.add(place % cells.length);
    const inRow = variables.length - 1;
    const rowIsWhole = variables.map((_, row) =>
      Array.from({ length: inRow }, (_, i) => row * inRow + i).every((cell) => own.has(cell)),
    );
    // A single variable has no cells, and no row to score.
    const rows = variables.filter((_, row) => inRow > 0 && rowIsWhole[row]);
    const rest = [...own].sort((a, b) => a - b).filter((cell) => !rowIsWhole[Math.floor(cell / inRow)]);
    return {
      expert,
      cells: own.size,
      items: [
        ...rows.map((variable): AssignmentItem => ({ kind: "row", variable })),
        ...rest.map((cell): AssignmentItem => ({ kind: "cell", ...cells[cell]! })),
      ],
    };
  });
}

function check(variables: readonly string[], experts: readonly string[], perCell: number): void {
  const issues: Issue[] = [];
  for (const [path, ids] of Object.entries({ variables, experts })) {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) === index) return;
      issues.push({ path: `${path}/${index}`, expected: "ids that do not repeat", received: describeValue(id) });
    });
  }
  if (experts.length === 0) issues.push({ path: "experts", expected: "at least one expert", received: "none" });
  else if (!Number.isInteger(perCell) || perCell < 1 || perCell > experts.length) {
    const expected = `an integer from 1 to ${experts.length}, the number of experts`;
    issues.push({ path: "perCell", expected, received: describeValue(perCell) });
  }
  if (issues.length > 0) throw new OptionsError(issues);
}
