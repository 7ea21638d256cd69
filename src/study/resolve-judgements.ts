import { describeValue, type Issue } from "../errors.js";
import type { Cell, Judgement, Variable } from "./study.js";

/**
 * Judgements with both ends as ids. Adds an issue for each that names no variable, or a cell that has one already, or
 * whose value is not the one in the matrix. Where a code is also another variable's id, the id holds.
 */
export function resolveJudgements(
  judgements: readonly Judgement[],
  variables: readonly Variable[],
  direct: readonly (readonly Cell[])[],
  issues: Issue[],
): Judgement[] {
  const indexOf = new Map<string, number>();
  for (const name of ["code", "id"] as const) {
    for (const [index, variable] of variables.entries()) indexOf.set(variable[name], index);
  }
  const seen = new Set<string>();
  return judgements.map((judgement, position) => {
    const [from, to] = (["from", "to"] as const).map((end) => {
      const index = indexOf.get(judgement[end]);
      if (index === undefined) {
        issues.push({
          path: `/judgements/${position}/${end}`,
          expected: "the id or code of a variable",
          received: describeValue(judgement[end]),
        });
      }
      return index;
    });
    if (from === undefined || to === undefined) return judgement;
    const cell = { path: `/judgements/${position}`, row: variables[from]!.code, column: variables[to]!.code };
    if (seen.has(`${from} ${to}`))
      issues.push({ ...cell, expected: "one judgement per cell", received: "a second one" });
    seen.add(`${from} ${to}`);
    const expected = direct[from]?.[to];
    if (expected !== undefined && expected !== judgement.value) {
      issues.push({
        ...cell,
        path: `${cell.path}/value`,
        expected: `the value of the matrix, ${expected ?? "blank"}`,
        received: describeValue(judgement.value),
      });
    }
    const { sign, confidence, rationale, source } = judgement;
    return {
      from: variables[from]!.id,
      to: variables[to]!.id,
      value: expected ?? null,
      ...(sign !== undefined && { sign }),
      ...(confidence !== undefined && { confidence }),
      ...(rationale !== undefined && { rationale: structuredClone(rationale) }),
      ...(source !== undefined && { source }),
    };
  });
}
