import { describeValue, type Issue } from "../errors.js";

/** Names of the first row, with all that sets the first column apart from it. */
export interface ComparedNames {
  readonly names: readonly string[];
  readonly issues: readonly Issue[];
}

/**
 * Whether the first column of a matrix repeats the names of its first row, in the same order; blanks around a name are no
 * difference, and fall where they differ.
 *
 * Issues: a name missing or given twice in the first row; a variable with a column and no row, or the reverse; and, where
 * the same names stand on both sides, the first place where the order parts. Positions count from 1.
 */
export function compareNames(columns: readonly string[], rows: readonly string[]): ComparedNames {
  const exact = columns.length === rows.length && columns.every((name, index) => name === rows[index]);
  const columnNames = exact ? columns : columns.map((name) => name.trim());
  const rowNames = exact ? rows : rows.map((name) => name.trim());
  const issues = [...uniquenessIssues(columnNames), ...missingIssues(columnNames, rowNames)];
  if (issues.length === 0) {
    const place = columnNames.findIndex((name, index) => name !== rowNames[index]);
    if (place >= 0) {
      issues.push({
        path: `/direct/${place}`,
        expected: `the rows in the order of the columns: ${describeValue(columnNames[place])}, the name of column ${place + 1}, on row ${place + 1}`,
        received: describeValue(rowNames[place]),
      });
    }
  }
  return { names: columnNames, issues };
}

function uniquenessIssues(columns: readonly string[]): Issue[] {
  const first = new Map<string, number>();
  return columns.flatMap((name, index) => {
    const path = `/variables/${index}/id`;
    if (name.trim() === "") return [{ path, expected: `a name above column ${index + 1}`, received: "a blank" }];
    const earlier = first.get(name);
    if (earlier !== undefined) {
      return [
        {
          path,
          expected: `a name of its own for column ${index + 1} (column ${earlier + 1} has it)`,
          received: describeValue(name),
        },
      ];
    }
    first.set(name, index);
    return [];
  });
}

/** Names on one side only, counted: a name twice in the first column is one row too many. */
function missingIssues(columns: readonly string[], rows: readonly string[]): Issue[] {
  const left = new Map<string, number>();
  for (const name of columns) left.set(name, (left.get(name) ?? 0) + 1);
  const issues: Issue[] = [];
  rows.forEach((name, index) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    if (count > 0) return;
    const received = name.trim() === "" ? "a row without a name" : `the row ${describeValue(name)}`;
    issues.push({ path: `/direct/${index}`, expected: `a column of the same name for row ${index + 1}`, received });
  });
  columns.forEach((name, index) => {
    if ((left.get(name) ?? 0) <= 0 || name.trim() === "") return;
    left.set(name, 0);
    issues.push({
      path: `/variables/${index}/id`,
      expected: `a row of the same name for column ${index + 1}`,
      received: `the column ${describeValue(name)} alone`,
    });
  });
  return issues;
}
