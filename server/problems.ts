import { type ErrorCode, formatIssue, type Issue, MotriceError } from "../src/index.js";

interface ProblemKind {
  /** HTTP status. */
  readonly status: number;
  /** The same for every problem of the kind. */
  readonly title: string;
}

/** Problems of the request rather than of the study: the server's own codes. */
const REQUEST_PROBLEMS = {
  "request-malformed": { status: 400, title: "The request is not valid HTTP, or a header of it is not valid" },
  "body-missing": { status: 400, title: "The request has no body" },
  unauthenticated: { status: 401, title: "The request names nobody who may see this" },
  "token-invalid": { status: 401, title: "The token is not valid, or no longer" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  "results-hidden": { status: 403, title: "Results are shown once the round is closed" },
  "cell-locked": { status: 403, title: "The cell is not among those assigned to you" },
  "origin-refused": { status: 403, title: "The request comes from a page of another site" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "example-unknown": { status: 404, title: "No example has this id" },
  "job-unknown": { status: 404, title: "No job has this id, or its result is no longer kept" },
  "plot-unknown": { status: 404, title: "No picture has this name" },
  "study-unknown": { status: 404, title: "No study has this id" },
  "participant-unknown": { status: 404, title: "No participant of the study has this id" },
  "link-unknown": { status: 404, title: "No link of the study has this id" },
  "block-unknown": { status: 404, title: "No block of the study has this id" },
  "variable-not-found": { status: 404, title: "The study has no variable of this id" },
  "fiche-unknown": { status: 404, title: "No variable of the study has this id" },
  "round-unknown": { status: 404, title: "The study has no round of this number" },
  "snapshot-unknown": { status: 404, title: "No snapshot of the study has this id" },
  "decision-unknown": { status: 404, title: "The cell has no decision" },
  "method-not-allowed": { status: 405, title: "This address does not know the method" },
  "not-acceptable": { status: 406, title: "None of the media types accepted is available" },
  "request-timeout": { status: 408, title: "The request took too long to arrive" },
  "job-unfinished": { status: 409, title: "The job has no result yet" },
  "job-without-result": { status: 409, title: "The job was cancelled before it had counted anything" },
  "cell-conflict": { status: 409, title: "A cell has changed since it was read" },
  "decision-conflict": { status: 409, title: "A cell has been decided otherwise since it was read" },
  "round-closed": { status: 409, title: "The round is closed" },
  "round-open": { status: 409, title: "The round is open" },
  "variable-scored": { status: 409, title: "Answers would be lost with the variable" },
  "study-not-deleted": { status: 409, title: "Only a deleted study is purged" },
  "last-facilitator": { status: 409, title: "A study keeps at least one facilitator" },
  "study-deleted": { status: 410, title: "The study has been deleted" },
  "link-gone": { status: 410, title: "The link has been used, has expired or was revoked" },
  "precondition-failed": { status: 412, title: "It has changed since it was read" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "uri-too-long": { status: 414, title: "The address is too long" },
  "media-type-unsupported": { status: 415, title: "The body is of a kind that is not read here" },
  "host-refused": { status: 421, title: "The server does not answer to this name" },
  "body-invalid": { status: 422, title: "The body breaks one or more rules" },
  "idempotency-mismatch": { status: 422, title: "The idempotency key stands for another request" },
  "precondition-required": { status: 428, title: "The change must say what it replaces" },
  "rate-limited": { status: 429, title: "Too many requests" },
  "jobs-full": { status: 429, title: "The server takes no more jobs for a while" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  internal: { status: 500, title: "The server failed" },
  "server-busy": { status: 503, title: "The server is busy" },
  "task-timeout": { status: 503, title: "The computation was stopped: it took too long" },
  "storage-unavailable": { status: 503, title: "The studies cannot be reached" },
  "storage-full": { status: 507, title: "The disk is full" },
  "task-too-large": { status: 503, title: "The computation was stopped: it took too much memory" },
} as const satisfies Record<string, ProblemKind>;

/** The one table from the codes of the engine to HTTP. */
const ENGINE_PROBLEMS = {
  "study-invalid": { status: 422, title: "The study breaks one or more rules" },
  "study-unreadable": { status: 400, title: "The body cannot be read" },
  "study-too-large": { status: 413, title: "The study is too large" },
  "options-invalid": { status: 400, title: "One or more options are not valid" },
  "variable-unknown": { status: 422, title: "The study has no such variable" },
  "analysis-undefined": { status: 422, title: "The analysis has no value on this study" },
  "form-invalid": { status: 422, title: "The scoring form cannot be taken in as it is" },
  "output-failed": { status: 500, title: "The result could not be written" },
  "store-unusable": { status: 503, title: "The studies cannot be reached" },
} as const satisfies Record<ErrorCode, ProblemKind>;

export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS;
export type ProblemCode = RequestProblemCode | ErrorCode;

/** Every problem the API can answer with: status and title by code. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = { ...ENGINE_PROBLEMS, ...REQUEST_PROBLEMS };

export interface RequestProblemParts {
  readonly issues?: readonly Issue[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request that cannot be served, for a reason of its own. */
export class RequestProblem extends Error {
  readonly code: RequestProblemCode;
  readonly issues: readonly Issue[];
  /** Headers of the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;
  /** What else the answer tells, by name: the two values of a cell that conflict. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: RequestProblemCode,
    detail: string,
    { issues = [], headers = {}, members = {} }: RequestProblemParts = {},
  ) {
    super(detail);
    this.name = new.target.name;
    this.code = code;
    this.issues = issues;
    this.headers = headers;
    this.members = members;
  }
}

/** The problem of a job that failed, told again to whoever asks for its result. */
export class FailedJob extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = new.target.name;
    this.problem = problem;
  }
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  readonly instance: string;
}

/** The address that explains a problem; served by the API itself. */
export function problemType(code: ProblemCode): string {
  return `/api/v1/problems/${code}`;
}

/** The problem of any error. What is not an error of ours, or has status 500, says nothing of the inside. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof FailedJob) return error.problem;
  const known = error instanceof RequestProblem || error instanceof MotriceError ? error : null;
  const code: ProblemCode = known?.code ?? "internal";
  const { status, title } = PROBLEMS[code];
  const instance = `urn:uuid:${requestId}`;
  if (known === null || status === 500) {
    const detail = "The fault is ours. The log of the server has it under the identifier given as instance.";
    return { type: problemType(code), title, status, detail, code, issues: [], instance };
  }
  const { issues } = known;
  const detail =
    issues.length > 1 ? `${issues.length} issues; the first is: ${formatIssue(issues[0]!)}` : known.message || title;
  const members = known instanceof RequestProblem ? known.members : {};
  return { ...members, type: problemType(code), title, status, detail, code, issues, instance };
}
