import { describeValue, type Issue, OptionsError } from "../errors.js";
import type { Cell } from "../study/study.js";

/** What an expert says of one cell: a score, `"P"` (potential), `"?"` (does not know), or null: nothing yet. */
export type Answer = Cell | "?";

/** How sure an expert is of an answer: 1 conjecture, 2 plausible, 3 well established. */
export type Confidence = 1 | 2 | 3;

/** One expert's matrix, in the order of the study's variables. */
export interface Contribution {
  /** Names the expert in results; unique among the contributions. */
  readonly id: string;
  /** How much the expert counts with the method `expert`, from 0 to 1000. @default 1 */
  readonly weight?: number;
  /** n × n; the diagonal is blank or 0. */
  readonly answers: readonly (readonly Answer[])[];
  /** n × n; null where the expert did not say. */
  readonly confidence?: readonly (readonly (Confidence | null)[])[];
  /** n × n; null where there is none. */
  readonly notes?: readonly (readonly (string | null)[])[];
}

/** What the experts' room needs to know of a study; a study is one. */
export interface VariableList {
  readonly variables: readonly { readonly id: string; readonly code?: string }[];
}

/** Most experts of one study. */
const MAX_EXPERTS = 1000;

/** Most issues listed of one set of contributions. */
const MAX_ISSUES = 20;

/**
 * Refuses contributions that are none: ids that repeat, matrices of another size, cells that hold no answer.
 *
 * Throws {@link OptionsError} naming expert, row and column of each fault (the first twenty). Cost: O(experts × n²).
 */
export function checkContributions(
  list: VariableList,
  contributions: unknown,
): asserts contributions is Contribution[] {
  const path = "contributions";
  if (!Array.isArray(contributions) || contributions.length > MAX_EXPERTS) {
    const expected = `the contributions of at most ${MAX_EXPERTS} experts`;
    throw new OptionsError([{ path, expected, received: describeValue(contributions) }]);
  }
  const issues: Issue[] = [];
  const ids = new Set<unknown>();
  contributions.forEach((entry: Partial<Contribution> | null | undefined, index) => {
    if (issues.length >= MAX_ISSUES) return;
    const place = `${path}/${index}`;
    if (entry === null || typeof entry !== "object") {
      issues.push({ path: place, expected: "a contribution", received: describeValue(entry) });
      return;
    }
    if (typeof entry.id !== "string" || entry.id === "" || ids.has(entry.id)) {
      const expected = "a text that names this expert alone";
      issues.push({ path: `${place}/id`, expected, received: describeValue(entry.id) });
    }
    ids.add(entry.id);
    issues.push(...weightIssues(place, entry.weight), ...answerIssues(`${place}/answers`, list, entry.answers));
    if (entry.confidence !== undefined) {
      const expected = "1, 2, 3 or null";
      issues.push(...matrixIssues(`${place}/confidence`, list, entry.confidence, confidenceFault(expected)));
    }
    if (entry.notes !== undefined) issues.push(...matrixIssues(`${place}/notes`, list, entry.notes, noteFault));
  });
  if (issues.length > 0) throw new OptionsError(issues.slice(0, MAX_ISSUES));
}

/** What is wrong with a matrix of answers; nothing where it is one. */
export function answerIssues(path: string, list: VariableList, answers: unknown): Issue[] {
  return matrixIssues(path, list, answers, (answer, diagonal) => {
    if (answer === null || answer === 0) return null;
    if (diagonal) return "0 or a blank on the diagonal";
    if (answer === "P" || answer === "?") return null;
    const score = typeof answer === "number" && answer > 0 && answer <= LARGEST_SCORE;
    return score ? null : "a number ≥ 0, P, ? or blank";
  });
}

/** As in a study: larger scores are slips of the keyboard. */
const LARGEST_SCORE = 1_000_000;

/** What a cell should have been; null where it is right. */
type CellFault = (cell: unknown, diagonal: boolean) => string | null;

const confidenceFault =
  (expected: string): CellFault =>
  (cell) =>
    cell === null || cell === 1 || cell === 2 || cell === 3 ? null : expected;

const noteFault: CellFault = (cell) => (cell === null || typeof cell === "string" ? null : "a text or null");

function weightIssues(place: string, weight: unknown): Issue[] {
  if (weight === undefined || (typeof weight === "number" && weight >= 0 && weight <= 1000)) return [];
  return [{ path: `${place}/weight`, expected: "a number from 0 to 1000", received: describeValue(weight) }];
}

function matrixIssues(path: string, { variables }: VariableList, matrix: unknown, fault: CellFault): Issue[] {
  const size = variables.length;
  const square =
    Array.isArray(matrix) && matrix.length === size && matrix.every((row) => Array.isArray(row) && row.length === size);
  if (!square)
    return [{ path, expected: `a matrix of ${size} × ${size}, as the study's`, received: describeValue(matrix) }];
  const name = (i: number) => variables[i]!.code ?? variables[i]!.id;
  const issues: Issue[] = [];
  (matrix as unknown[][]).forEach((row, from) => {
    row.forEach((cell, to) => {
      const expected = fault(cell, from === to);
      if (expected === null) return;
      const place = { path: `${path}/${from}/${to}`, row: name(from), column: name(to) };
      issues.push({ ...place, expected, received: describeValue(cell) });
    });
  });
  return issues;
}
