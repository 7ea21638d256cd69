import type { InfluenceMatrix } from "../../src/matrix/influence-matrix.js";
import { oneStep } from "../../src/sensitivity/one-step-changes.js";
import type { Class, Plane } from "../../src/structure/plane.js";

/** A matrix some steps away, with the cells that moved. */
export interface ChangedMatrix {
  readonly matrix: InfluenceMatrix;
  readonly moved: readonly { readonly cell: number; readonly changedTo: number }[];
}

/** Every matrix one step away, written out cell by cell: the plain route of every change. */
export function oneStepAway(matrix: InfluenceMatrix, largestScore = 3): ChangedMatrix[] {
  const found: ChangedMatrix[] = [];
  matrix.values.forEach((value, cell) => {
    if (cell % (matrix.size + 1) === 0) return;
    for (const direction of [-1, 1]) {
      const changedTo = oneStep(value, direction, largestScore);
      if (changedTo !== value) found.push({ matrix: replaced(matrix, cell, changedTo), moved: [{ cell, changedTo }] });
    }
  });
  return found;
}

/** Every matrix two steps away and not fewer: two cells moved by a step, or one by two. */
export function twoStepsAway(matrix: InfluenceMatrix, largestScore = 3): ChangedMatrix[] {
  const found = new Map<string, ChangedMatrix>();
  for (const first of oneStepAway(matrix, largestScore)) {
    for (const second of oneStepAway(first.matrix, largestScore)) {
      if (turnsBack(matrix, first, second)) continue;
      const cells = new Set([...first.moved, ...second.moved].map((move) => move.cell));
      const moved = [...cells]
        .sort((a, b) => a - b)
        .map((cell) => ({ cell, changedTo: second.matrix.values[cell]! }))
        .filter(({ cell, changedTo }) => changedTo !== matrix.values[cell]);
      if (moved.length > 0) found.set(second.matrix.values.join(), { matrix: second.matrix, moved });
    }
  }
  return [...found.values()];
}

/** Whether the second step takes the cell of the first one the other way: no step further. */
function turnsBack(matrix: InfluenceMatrix, first: ChangedMatrix, second: ChangedMatrix): boolean {
  const [one, two] = [first.moved[0]!, second.moved[0]!];
  if (one.cell !== two.cell) return false;
  return Math.sign(one.changedTo - matrix.values[one.cell]!) !== Math.sign(two.changedTo - one.changedTo);
}

function replaced(matrix: InfluenceMatrix, cell: number, value: number): InfluenceMatrix {
  const values = matrix.values.slice();
  values[cell] = value;
  return { ...matrix, values };
}

/** How far beyond the line it crossed a variable lands, in mean sums: the farther of two. */
export function marginBeyond(plane: Plane, variable: number, from: Class): number {
  const to = plane.classes[variable];
  if (to === null || to === undefined) return 0;
  const high = (name: Class) => [name === "motor" || name === "relay", name === "relay" || name === "dependent"];
  const axes = [
    [plane.influence, plane.influenceDistance],
    [plane.dependence, plane.dependenceDistance],
  ] as const;
  const margins = axes.map(([sums, distances], axis) => {
    if (high(from)[axis] === high(to)[axis]) return 0;
    const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length;
    return mean === 0 ? 0 : Math.abs(distances[variable]!) / mean;
  });
  return Math.max(...margins);
}
