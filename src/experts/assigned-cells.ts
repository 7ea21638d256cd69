import { describeValue, type Issue, OptionsError } from "../errors.js";

/** What an expert is asked to score: the row or the column of a variable, the rows of a block, or one cell. Names are ids. */
export type AssignmentItem =
  | { readonly kind: "row"; readonly variable: string }
  | { readonly kind: "column"; readonly variable: string }
  | { readonly kind: "block"; readonly block: string }
  | { readonly kind: "cell"; readonly from: string; readonly to: string };

/** What an assignment needs to know of a study; a study is one. */
export interface AssignableStudy {
  readonly variables: readonly { readonly id: string; readonly block?: string | null }[];
}

/**
 * Which cells does an assignment cover? n × n, `cells[from][to]`, in the order of the study; the diagonal is never covered.
 *
 * A row holds the influences of a variable, a column those on it, a block the rows of its variables. Items may overlap; none covers nothing.
 * Cost: O(n² + items × n). Throws `options-invalid` naming every variable and block that is unknown (a block without variables is), and every cell on the diagonal.
 *
 * @example
 * const list = { variables: [{ id: "a", block: "x" }, { id: "b" }] };
 * assignedCells([{ kind: "block", block: "x" }], list); // [[false, true], [false, false]]
 */
export function assignedCells(items: readonly AssignmentItem[], { variables }: AssignableStudy): boolean[][] {
  const size = variables.length;
  const cells = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const places = new Map(variables.map(({ id }, i) => [id, i]));
  const issues: Issue[] = [];
  items.forEach((item, index) => {
    const path = `items/${index}`;
    const placeOf = (name: string, end: string) => {
      const place = places.get(name);
      if (place === undefined) {
        issues.push({ path: `${path}/${end}`, expected: "the id of a variable", received: describeValue(name) });
      }
      return place;
    };
    switch (item.kind) {
      case "row": {
        const row = placeOf(item.variable, "variable");
        if (row !== undefined) cells[row]!.fill(true);
        return;
      }
      case "column": {
        const column = placeOf(item.variable, "variable");
        if (column !== undefined) for (const row of cells) row[column] = true;
        return;
      }
      case "block": {
        const rows = cells.filter((_, i) => variables[i]!.block === item.block);
        if (rows.length === 0) {
          const expected = "the id of a block that has variables";
          issues.push({ path: `${path}/block`, expected, received: describeValue(item.block) });
        }
        for (const row of rows) row.fill(true);
        return;
      }
      case "cell": {
        const [from, to] = [placeOf(item.from, "from"), placeOf(item.to, "to")];
        if (from === undefined || to === undefined) return;
        if (from === to) issues.push({ path, expected: "a cell off the diagonal", received: describeValue(item.from) });
        cells[from]![to] = true;
        return;
      }
      default: {
        const expected = "one of row, column, block, cell";
        const received = describeValue((item as { readonly kind?: unknown }).kind);
        issues.push({ path: `${path}/kind`, expected, received });
      }
    }
  });
  if (issues.length > 0) throw new OptionsError(issues);
  for (let i = 0; i < size; i++) cells[i]![i] = false;
  return cells;
}
