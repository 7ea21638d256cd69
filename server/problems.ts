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
  "not-found": { status: 404, title: "There is nothing at this address" },
  "example-unknown": { status: 404, title: "No example has this id" },
  "job-unknown": { status: 404, title: "No job has this id, or its result is no longer kept" },
  "plot-unknown": { status: 404, title: "No picture has this name" },
  "method-not-allowed": { status: 405, title: "This address does not know the method" },
  "not-acceptable": { status: 406, title: "None of the media types accepted is available" },
  "request-timeout": { status: 408, title: "The request took too long to arrive" },
  "job-unfinished": { status: 409, title: "The job has no result yet" },
  "job-without-result": { status: 409, title: "The job was cancelled before it had counted anything" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "uri-too-long": { status: 414, title: "The address is too long" },
  "media-type-unsupported": { status: 415, title: "The body is of a kind that is not read here" },
  "rate-limited": { status: 429, title: "Too many requests from this address" },
  "jobs-full": { status: 429, title: "The server takes no more jobs for a while" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  internal: { status: 500, title: "The server failed" },
  "server-busy": { status: 503, title: "The server is busy" },
  "task-timeout": { status: 503, title: "The computation was stopped: it took too long" },
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
  "output-failed": { status: 500, title: "The result could not be written" },
} as const satisfies Record<ErrorCode, ProblemKind>;

export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS;
export type ProblemCode = RequestProblemCode | ErrorCode;

/** Every problem the API can answer with: status and title by code. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = { ...ENGINE_PROBLEMS, ...REQUEST_PROBLEMS };

/** A request that cannot be served, for a reason of its own. */
export class RequestProblem extends Error {
  readonly code: RequestProblemCode;
  readonly issues: readonly Issue[];
  /** Headers of the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: RequestProblemCode,
    detail: string,
    { issues = [], headers = {} }: { issues?: readonly Issue[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = new.target.name;
    this.code = code;
    this.issues = issues;
    this.headers = headers;
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
  return { type: problemType(code), title, status, detail, code, issues, instance };
}
