/** One thing that is wrong in what was sent. */
export interface ProblemIssue {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  /** Codes of the variables, for what is wrong in a cell. */
  readonly row?: string;
  readonly column?: string;
}

/** The body of a refusal (RFC 9457), as the server sends it. */
export interface ProblemBody {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly issues?: readonly ProblemIssue[];
  /** What a code brings beside, such as the `conflicts` of a `cell-conflict`. */
  readonly [member: string]: unknown;
}

/** What was asked of the server was refused, or no whole answer of the server came (`code` is then `offline`). */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  readonly issues: readonly ProblemIssue[];
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = "ApiProblem";
    this.status = status;
    this.code = body.code;
    this.issues = body.issues ?? [];
    this.body = body;
  }
}

/** Any failure as an {@link ApiProblem}: what the API did not answer, nor failed to answer, is a fault of the page, `page-fault`. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem(0, { code: "page-fault", title: "The page failed", detail });
}

/** No whole answer of the server came. */
export function unreached(): ApiProblem {
  return new ApiProblem(0, { code: "offline", title: "The server cannot be reached" });
}
