/**
 * Every code a Motrice error can carry, with what it means. The server alone maps them to HTTP.
 */
export const ERROR_CODES = {
  "study-invalid": "the study, or the matrix, breaks one or more rules; `issues` lists every one",
  "study-unreadable": "the file is missing, is not of a known kind, or cannot be decoded",
  "study-too-large": "the study passes a size limit",
  "options-invalid": "an option is unknown, out of range or contradicts another; `issues` lists every one",
  "variable-unknown": "no variable has this id, code or label",
  "analysis-undefined": "the analysis asked for has no value on this study",
  "form-invalid":
    "the scoring form was changed where it must not be, or belongs elsewhere; `issues` lists every cell at fault",
  "output-failed": "a result could not be written",
  "store-unusable": "the database of the studies cannot be opened, saved or brought back",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One broken rule: where, what was expected there, what was received. */
export interface Issue {
  /** JSON Pointer into the input, such as `/direct/3/5`, or the name of an option. */
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  /** Label of the matrix row, for an issue in a cell. */
  readonly row?: string;
  /** Label of the matrix column, for an issue in a cell. */
  readonly column?: string;
}

/** The base of every error Motrice throws on purpose. */
export class MotriceError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, issues: readonly Issue[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.issues = issues;
  }
}

/** The input is not a study. `issues` lists all that is wrong with it. */
export class StudyError extends MotriceError {
  constructor(issues: readonly Issue[], code: ErrorCode = "study-invalid", cause?: unknown) {
    super(code, issues.map(formatIssue).join("\n"), issues, cause);
  }
}

/** The options are not valid. `issues` lists all that is wrong with them. */
export class OptionsError extends MotriceError {
  constructor(issues: readonly Issue[]) {
    super("options-invalid", issues.map(formatIssue).join("\n"), issues);
  }
}

/** A scoring form that cannot be taken in. `issues` lists every cell at fault, by sheet and address. */
export class FormError extends MotriceError {
  constructor(issues: readonly Issue[]) {
    super("form-invalid", issues.map(formatIssue).join("\n"), issues);
  }
}

/** An issue as one line: `row V04, column V06 (/direct/3/5): expected a number ≥ 0, P or blank, received "x"`. */
export function formatIssue(issue: Issue): string {
  const cell = issue.row === undefined ? "" : `row ${issue.row}, column ${issue.column} `;
  const place = cell === "" ? issue.path || "study" : `${cell}(${issue.path})`;
  return `${place}: expected ${issue.expected}, received ${issue.received}`;
}

/** A short, safe description of any value, for `received`: never long, never recursive. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return "nothing";
  if (value !== null && typeof value === "object") return "an object";
  return String(value);
}
