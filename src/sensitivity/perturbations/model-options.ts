import { formatIssue, type Issue, OptionsError } from "../../errors.js";
import { completeOptions, type Rule, type Rules } from "../../options.js";

/** A probability: from 0 to 1. */
export const PROBABILITY_RULE: Rule = { expected: "a probability from 0 to 1", test: isProbability };

export function isProbability(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

/** {@link completeOptions} for one model of a perturbation: issues say of which, as `perturbation/0/probability`. */
export function completeModel<Options extends object>(
  path: string,
  defaults: Required<Options>,
  rules: Rules<Options>,
  given: Options,
): Required<Options> {
  try {
    return completeOptions(defaults, rules, given);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    throw new OptionsError(error.issues.map((issue) => ({ ...issue, path: `${path}/${issue.path}` })));
  }
}

/** Runs checks one after the other and throws one error with the issues of all. */
export function collectIssues<Result>(checks: readonly (() => Result)[]): Result[] {
  const issues: Issue[] = [];
  const results: Result[] = [];
  for (const check of checks) {
    try {
      results.push(check());
    } catch (error) {
      if (!(error instanceof OptionsError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0)
    throw new OptionsError([...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()]);
  return results;
}
