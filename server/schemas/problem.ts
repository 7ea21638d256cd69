import * as Type from "typebox";
import { formatIssue, type Issue } from "../../src/index.js";
import { PROBLEMS, type Problem, type ProblemCode, problemType } from "../problems.js";
import { DecisionConflictSchema } from "./consensus.js";
import { CellConflictSchema } from "./contribution.js";

export const IssueSchema = Type.Object(
  {
    path: Type.String({
      description: "JSON Pointer into the body, such as /direct/3/5, or the name of an option or header",
    }),
    expected: Type.String({ description: "what should have been there" }),
    received: Type.String({ description: "what was there, shortened" }),
    row: Type.Optional(Type.String({ description: "row of the matrix, for an issue in a cell" })),
    column: Type.Optional(Type.String({ description: "column of the matrix, for an issue in a cell" })),
  },
  { $id: "Issue", additionalProperties: false, description: "One broken rule" },
);

const EXAMPLE_ISSUES: Readonly<Partial<Record<ProblemCode, readonly Issue[]>>> = {
  "study-invalid": [
    { path: "/direct/0/1", expected: "a number ≥ 0, P or blank", received: '"x"', row: "price", column: "demand" },
  ],
  "study-unreadable": [{ path: "body", expected: "valid JSON", received: "the end of the text at line 1, column 18" }],
  "study-too-large": [{ path: "/variables", expected: "at most 2000 variables", received: "10000" }],
  "options-invalid": [{ path: "maxPower", expected: "an integer from 1 to 200", received: "1000" }],
  "not-acceptable": [
    {
      path: "Accept",
      expected: "one of application/json, text/csv, text/markdown, text/html",
      received: '"application/pdf"',
    },
  ],
  "media-type-unsupported": [
    { path: "Content-Type", expected: "application/json or text/csv", received: '"application/xml"' },
  ],
};

function exampleOf(code: ProblemCode): Problem {
  const { status, title } = PROBLEMS[code];
  const issues = EXAMPLE_ISSUES[code] ?? [];
  const detail = issues[0] === undefined ? title : formatIssue(issues[0]);
  const instance = "urn:uuid:6f1c0a52-54a6-4f0f-9d3b-1c3f8e5a7b21";
  return { type: problemType(code), title, status, detail, code, issues, instance };
}

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: "address that explains this kind of problem; relative to the server" }),
    title: Type.String({ description: "the kind of problem in words, the same each time" }),
    status: Type.Integer({ description: "HTTP status" }),
    detail: Type.String({ description: "what went wrong this time; with several issues, the first of them" }),
    code: Type.Enum(Object.keys(PROBLEMS) as ProblemCode[], {
      type: "string",
      description: "the kind of problem, for programs",
    }),
    issues: Type.Array(Type.Unsafe({ $ref: "Issue#" }), { description: "every broken rule, not only the first" }),
    conflicts: Type.Optional(
      Type.Union([Type.Array(CellConflictSchema), Type.Array(DecisionConflictSchema)], {
        description:
          "of `cell-conflict`: each cell with the values it has and should have; of `decision-conflict`: with what is and what was to be decided",
      }),
    ),
    why: Type.Optional(
      Type.Enum(["used", "expired", "revoked"], {
        type: "string",
        description: "of `link-gone`: what became of the link",
      }),
    ),
    revision: Type.Optional(
      Type.Integer({ minimum: 0, description: "of `precondition-failed`: the revision there is" }),
    ),
    answers: Type.Optional(
      Type.Integer({ minimum: 0, description: "of `variable-scored`: answers of experts that would be lost" }),
    ),
    decisions: Type.Optional(
      Type.Integer({ minimum: 0, description: "of `variable-scored`: decisions that would be lost" }),
    ),
    instance: Type.String({ description: "identifier of this answer, the same as in the log of the server" }),
  },
  {
    $id: "Problem",
    additionalProperties: false,
    description: "What went wrong (RFC 9457, application/problem+json)",
    examples: [exampleOf("study-invalid")],
  },
);

/** The responses of an operation that may end in these problems, one for each status. */
export function problemResponses(codes: readonly ProblemCode[]): Record<number, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, same]) => [
    status,
    {
      description: same
        .map((code) => `\`${code}\`: ${PROBLEMS[code].title.replace(/^./, (first) => first.toLowerCase())}`)
        .join("; "),
      content: {
        "application/problem+json": {
          schema: { $ref: "Problem#" },
          examples: Object.fromEntries(
            same.map((code) => [code, { summary: PROBLEMS[code].title, value: exampleOf(code) }]),
          ),
        },
      },
      ...(status === 429 || status === 503
        ? { headers: { "Retry-After": { type: "integer", description: "seconds to wait before asking again" } } }
        : {}),
    },
  ]);
  return Object.fromEntries(responses);
}

/** What any operation may end in. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = ["rate-limited", "server-busy", "internal"];

/** What an operation on a study that the caller sends may end in. */
export const STUDY_PROBLEMS: readonly ProblemCode[] = [
  "study-unreadable",
  "options-invalid",
  "body-missing",
  "request-malformed",
  "not-acceptable",
  "request-timeout",
  "study-too-large",
  "body-too-large",
  "media-type-unsupported",
  "study-invalid",
  "analysis-undefined",
  "task-timeout",
  "task-too-large",
  ...COMMON_PROBLEMS,
];
