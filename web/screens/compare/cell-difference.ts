import type { Cell } from "../../../src/index.js";

/** How much a cell differs, after − before; null where a side is blank or P, which no number measures. */
export function cellDifference({ before, after }: { readonly before: Cell; readonly after: Cell }): number | null {
  return typeof before === "number" && typeof after === "number" ? after - before : null;
}

/** Cells by their difference, the largest first; those without one last; equal ones as they were. */
export function largestFirst<Changed extends { readonly before: Cell; readonly after: Cell }>(
  cells: readonly Changed[],
): Changed[] {
  const size = (cell: Changed) => {
    const difference = cellDifference(cell);
    return difference === null ? -1 : Math.abs(difference);
  };
  return cells.toSorted((a, b) => size(b) - size(a));
}
