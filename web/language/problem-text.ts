import { PROBLEM_WORDS } from "../../src/index.js";
import type { ApiProblem, ProblemIssue } from "../api/problem.js";
import { wordsOf } from "./language.js";

/** Codes whose sentence leaves open what is wrong: the words of the server say it beside. */
const DETAILED = new Set(["analysis-undefined", "study-unreadable", "study-too-large"]);

/** A problem as one sentence in the language of the page; the words of the server only where the page has none for its code, or too few. */
export function problemText({ code, message }: ApiProblem): string {
  const words = wordsOf(PROBLEM_WORDS);
  const sentence = words.codes[code];
  if (sentence === undefined) return words.other(message);
  return DETAILED.has(code) ? `${sentence} (${message})` : sentence;
}

/** A problem as one line: what is wrong, place by place, where it says so; else its sentence. */
export function problemLine(problem: ApiProblem): string {
  return problem.issues.length === 0 ? problemText(problem) : issueTexts(problem).join(" · ");
}

/** What is wrong, a text for each place. */
export function issueTexts({ code, issues }: ApiProblem): readonly string[] {
  const words = wordsOf(PROBLEM_WORDS);
  return issues.map((issue) =>
    code === "cell-locked"
      ? words.at(placeOf(issue), words.codes[code]!)
      : words.issue(placeOf(issue), expectedText(issue.expected), issue.received),
  );
}

/** What the server expected, in the language of the page where it is among the usual things. */
export function expectedText(expected: string): string {
  const known = wordsOf(PROBLEM_WORDS).expected.find(([pattern]) => pattern.test(expected));
  return known === undefined ? expected : expected.replace(...known);
}

/** The cell by its names; by the address that a spreadsheet knows it by too, where it has one. */
function placeOf({ path, row, column }: ProblemIssue): string {
  if (row === undefined || column === undefined) return path;
  const names = `${row} → ${column}`;
  return path.startsWith("/") ? names : `${path}, ${names}`;
}
