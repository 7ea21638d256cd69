import type { CellRange } from "../write-workbook.js";

/**
 * The cells for which `holds`, as rectangles that do not overlap, from the top left on: runs along the rows, joined with the same run of the row
 * above. Rows and columns count from 0. Cost: O(rows × columns).
 */
export function cellRectangles(
  rows: number,
  columns: number,
  holds: (row: number, column: number) => boolean,
): CellRange[] {
  const done: CellRange[] = [];
  let growing = new Map<string, { top: number; left: number; bottom: number; right: number }>();
  for (let row = 0; row < rows; row++) {
    const next: typeof growing = new Map();
    for (let left = 0; left < columns; left++) {
      if (!holds(row, left)) continue;
      let right = left;
      while (right + 1 < columns && holds(row, right + 1)) right += 1;
      const key = `${left} ${right}`;
      const above = growing.get(key);
      growing.delete(key);
      next.set(key, above === undefined ? { top: row, left, bottom: row, right } : { ...above, bottom: row });
      left = right;
    }
    done.push(...growing.values());
    growing = next;
  }
  return [...done, ...growing.values()].sort((a, b) => a.top - b.top || a.left - b.left);
}
