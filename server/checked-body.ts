import type { FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import { decodeText, formatIssue, type Issue, parseJson, schemaIssues } from "../src/index.js";
import { RequestProblem } from "./problems.js";
import { unstorableTexts } from "./unstorable-texts.js";

/** Most issues of one body that an answer lists. */
const MAX_ISSUES = 1000;

/**
 * The JSON of a request, held to its schema.
 *
 * Throws RequestProblem `body-missing`, StudyError `study-unreadable` for what is no JSON in UTF-8, RequestProblem `body-invalid` with every issue:
 * members that are missing, unknown or of another kind, and texts that no database holds.
 */
export function checkedBody<Schema extends TSchema>(request: FastifyRequest, schema: Schema): Static<Schema> {
  const { value, unstorable } = readJsonBody(request);
  refuseIssues([...unstorable, ...schemaIssues(schema, value)]);
  return value as Static<Schema>;
}

/** The JSON of a request and the texts in it that no database holds. Throws RequestProblem `body-missing`, StudyError `study-unreadable`. */
export function readJsonBody(request: FastifyRequest): { readonly value: unknown; readonly unstorable: Issue[] } {
  const { body } = request;
  if (!(body instanceof Uint8Array)) throw new RequestProblem("body-missing", "Send a body as application/json.");
  const text = decodeText(body, "body");
  const value = parseJson(text, "body");
  // What decodes from UTF-8 holds neither but where it is escaped.
  return { value, unstorable: text.includes("\\u") ? unstorableTexts(value, "") : [] };
}

/** Throws RequestProblem `body-invalid` where there are issues. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new RequestProblem("body-invalid", formatIssue(issues[0]!), {
    issues: issues.slice(0, MAX_ISSUES),
  });
}
