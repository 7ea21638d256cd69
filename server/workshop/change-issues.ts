import { describeValue, type Issue } from "../../src/index.js";
import { type CellPlace, cellKey } from "../store/cells.js";
import type { CellChange } from "./plan-changes.js";
import type { ScoringFrame } from "./scoring-frame.js";

/** What is wrong with a list of changes: all of it, in its order. */
export function changeIssues(changes: readonly CellChange[], frame: ScoringFrame): Issue[] {
  const seen = new Set<string>();
  return changes.flatMap((change, index) => {
    const { from, to, value, confidence, note } = change;
    const path = `/changes/${index}`;
    const cell = cellNames(change, frame);
    const issues: Issue[] = [];
    const add = (member: string, expected: string, received: unknown) =>
      issues.push({ path: `${path}${member}`, expected, received: describeValue(received), ...cell });
    if (!frame.byId.has(from)) add("/from", "the id of a variable", from);
    if (!frame.byId.has(to)) add("/to", "the id of a variable", to);
    if (from === to && frame.byId.has(from)) add("", "a cell off the diagonal", from);
    if (!frame.scale.has(value)) add("/value", `one of ${frame.scale.text}, ? or null`, value);
    if (value === null && typeof confidence === "number") add("/confidence", "none for a blank cell", confidence);
    if (value === null && typeof note === "string") add("/note", "none for a blank cell", note);
    const key = cellKey(change);
    if (seen.has(key)) add("", "each cell once", "a second change of it");
    seen.add(key);
    return issues;
  });
}

/** Row and column of a cell for an issue, by code. */
export function cellNames(
  { from, to }: CellPlace,
  { byId }: ScoringFrame,
): { readonly row: string; readonly column: string } {
  return { row: byId.get(from)?.code ?? from, column: byId.get(to)?.code ?? to };
}
