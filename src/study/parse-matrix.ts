import { describeValue, type Issue } from "../errors.js";
import type { Cell } from "./study.js";

/** Issues listed before the rest is summed up: a matrix of letters must not answer with a million lines. */
const MAX_CELL_ISSUES = 1000;

/** Reads the cells of a direct matrix; adds an issue for each that is not a score. Blank stays `null`, `p` becomes `P`. */
export function parseMatrix(
  value: unknown,
  names: readonly string[],
  largest: number | null,
  issues: Issue[],
): Cell[][] {
  const size = names.length;
  if (!Array.isArray(value) || value.length !== size) {
    const received = Array.isArray(value) ? `${value.length}` : describeValue(value);
    issues.push({ path: "/direct", expected: `a list of ${size} rows, one for each variable`, received });
    return [];
  }
  const faults: Issue[] = [];
  let unlisted = 0;
  const cells = Array.from(value, (row: unknown, from) => {
    if (!Array.isArray(row) || row.length !== size) {
      const received = Array.isArray(row) ? `${row.length}` : describeValue(row);
      faults.push({ path: `/direct/${from}`, expected: `a list of ${size} cells (row ${names[from]})`, received });
      return [];
    }
    return Array.from(row, (cell: unknown, to) => {
      const expected = expectedScore(cell, from === to, largest);
      if (expected !== null && faults.length >= MAX_CELL_ISSUES) unlisted += 1;
      else if (expected !== null) {
        faults.push({
          path: `/direct/${from}/${to}`,
          row: names[from]!,
          column: names[to]!,
          expected,
          received: describeValue(cell),
        });
      }
      return cell === "p" ? "P" : Object.is(cell, -0) ? 0 : (cell as Cell);
    });
  });
  issues.push(...faults);
  if (unlisted > 0)
    issues.push({
      path: "/direct",
      expected: "scores in the other cells too",
      received: `${unlisted} more that are not`,
    });
  return cells;
}

/** Scores beyond these are slips of the keyboard, and would make sums of powers too long to compute. */
const LARGEST_SCORE = 1_000_000;
const SMALLEST_SCORE = 0.000001;

/** What a cell should have been, or `null` where it is right. */
export function expectedScore(cell: unknown, diagonal: boolean, largest: number | null): string | null {
  if (diagonal) return cell === null || cell === 0 ? null : "a blank or 0 on the diagonal";
  if (cell === null || cell === "P" || cell === "p") return null;
  const most = Math.min(largest ?? LARGEST_SCORE, LARGEST_SCORE);
  if (typeof cell === "number" && (cell === 0 || (cell >= SMALLEST_SCORE && cell <= most))) return null;
  const outOfScale = typeof cell === "number" && cell > 0 && Number.isFinite(cell);
  if (largest !== null) return `a number from 0 to ${largest}, P or blank`;
  return outOfScale ? `0, or a number from ${SMALLEST_SCORE} to ${LARGEST_SCORE}` : "a number ≥ 0, P or blank";
}
