import { describeValue, type Issue, OptionsError } from "../../errors.js";
import { type Answer, answerIssues, type Contribution } from "../../experts/contribution.js";
import type { Cell, Study } from "../../study/study.js";

/** Matrices of several experts: their contributions, or bare answers. */
export type Contributions = readonly (Pick<Contribution, "answers"> | readonly (readonly Answer[])[])[];

/** Most experts of one study. */
const MAX_EXPERTS = 1000;

/** Most issues listed of one set of contributions. */
const MAX_ISSUES = 20;

/**
 * The experts' matrices, checked: at least one, each n × n with numbers ≥ 0, P, `?` or blanks, and an empty diagonal. A `?` is no score: the matrices
 * given back have a blank in its place. Throws {@link OptionsError} naming expert, row and column of every cell that is not one (the first twenty).
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
    const answers: unknown = Array.isArray(entry) ? entry : (entry as Partial<Contribution> | null)?.answers;
    if (issues.length < MAX_ISSUES) issues.push(...answerIssues(`${place}/${expert}`, study, answers));
    return answers as Contribution["answers"];
  });
  if (issues.length > 0) throw new OptionsError(issues.slice(0, MAX_ISSUES));
  return matrices.map((answers) => answers.map((row) => row.map((answer) => (answer === "?" ? null : answer))));
}
