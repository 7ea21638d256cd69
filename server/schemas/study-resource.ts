import * as Type from "typebox";
import type { ProblemCode } from "../problems.js";
import { COMMON_PROBLEMS } from "./problem.js";

/** Pieces of the description of any route under /api/v1/studies/:study. */
const NAMES = {
  study: "id of the study",
  participant: "id of the participant",
  link: "id of the link",
  number: "number of the round, from 1",
  snapshot: "id of the snapshot",
  from: "id of the variable that influences",
  to: "id of the variable that is influenced",
  job: "id of the job",
  variable: "id of the variable",
  block: "id of the block",
} as const;

/** The parameters of an address of a study. */
export function studyParameters(...names: readonly Exclude<keyof typeof NAMES, "study">[]): {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
} {
  const entries = (["study", ...names] as const).map((name) => [name, Type.String({ description: NAMES[name] })]);
  return { type: "object", properties: Object.fromEntries(entries) };
}

/** An answer of JSON. */
export function jsonAnswer(description: string, schema: object, example?: unknown): object {
  return {
    description,
    content: { "application/json": { schema, ...(example !== undefined && { example }) } },
  };
}

/** A body of JSON. */
export function jsonBody(schema: object, example: unknown): object {
  const examples = { example: { summary: "An example", value: example } };
  return { content: { "application/json": { schema: { ...schema, "x-examples": examples } } } };
}

/** What any request of a study may end in. */
export const STUDY_ROUTE_PROBLEMS: readonly ProblemCode[] = [
  "unauthenticated",
  "token-invalid",
  "forbidden",
  "study-unknown",
  "study-deleted",
  "storage-unavailable",
  ...COMMON_PROBLEMS,
];

/** What any request of a study that comes with a body of JSON may end in. */
export const STUDY_BODY_PROBLEMS: readonly ProblemCode[] = [
  "study-unreadable",
  "body-missing",
  "request-malformed",
  "request-timeout",
  "body-too-large",
  "media-type-unsupported",
  "body-invalid",
  "storage-full",
  ...STUDY_ROUTE_PROBLEMS,
];
