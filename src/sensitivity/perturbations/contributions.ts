import { describeValue, type Issue, OptionsError } from "../../errors.js";
import type { Cell, Study } from "../../study/study.js";

/** One expert's matrix, in the order of the study's variables. */
export interface Contribution {
  readonly id?: string;
  readonly direct: readonly (readonly Cell[])[];
}

/** Matrices of several experts, bare or with a name each. */
export type Contributions = readonly (Contribution | readonly (readonly Cell[])[])[];

/** Most experts of one study. */
const MAX_EXPERTS = 1000;

/** Most issues listed of one set of contributions. */
const MAX_ISSUES = 20;

/**
 * The experts' matrices, checked: at least one, each n × n with numbers ≥ 0, P or blanks, and an empty diagonal.
 * Throws {@link OptionsError} naming expert, row and column of every cell that is not one (the first twenty).
 */
export function checkContributions(
  path: string,
  study: Study,
  given: unknown,
): readonly (readonly (readonly Cell[])[])[] {
  const place = `${path}/contributions`;
  if (!Array.isArray(given) || given.length === 0 || given.length > MAX_EXPERTS) {
    const expected = `the matrices of 1 to ${MAX_EXPERTS} experts (this model has nothing to draw from without them)`;
    throw new OptionsError([{ path: place, expected, received: describeValue(given) }]);
  }
  const issues: Issue[] = [];
  const matrices = given.map((entry: unknown, expert) => {
    const direct: unknown = Array.isArray(entry) ? entry : (entry as Contribution | null)?.direct;
    if (issues.length < MAX_ISSUES) issues.push(...matrixIssues(`${place}/${expert}`, study, direct));
    return direct as readonly (readonly Cell[])[];
  });
  if (issues.length > 0) throw new OptionsError(issues.slice(0, MAX_ISSUES));
  return matrices;
}

function matrixIssues(path: string, { variables }: Study, direct: unknown): Issue[] {
  const size = variables.length;
  const square =
    Array.isArray(direct) && direct.length === size && direct.every((row) => Array.isArray(row) && row.length === size);
  if (!square)
    return [{ path, expected: `a matrix of ${size} × ${size}, as the study's`, received: describeValue(direct) }];
  return (direct as unknown[][]).flatMap((row, from) =>
    row.flatMap((cell, to) => {
      const empty = cell === null || cell === 0;
      if (
        from === to
          ? empty
          : empty || cell === "P" || (typeof cell === "number" && cell > 0 && cell < Number.POSITIVE_INFINITY)
      )
        return [];
      const expected = from === to ? "0 or a blank on the diagonal" : "a number ≥ 0, P or blank";
      const [row, column] = [variables[from]!.code, variables[to]!.code];
      return [{ path: `${path}/${from}/${to}`, expected, received: describeValue(cell), row, column }];
    }),
  );
}
