import type { FastifyRequest } from "fastify";
import { describeValue } from "../src/index.js";
import { RequestProblem } from "./problems.js";

/** The entity tag of a revision. */
export function revisionTag(revision: number): string {
  return `"${revision}"`;
}

/** What a change says that it replaces. */
export interface Expected {
  /** Whether this is the revision it replaces. */
  readonly matches: (revision: number) => boolean;
  /** Whether this is the tag of what it replaces, where that has no revision. */
  readonly matchesTag: (tag: string) => boolean;
  readonly header: string;
}

/** The revision that a change replaces, from If-Match. Throws RequestProblem `precondition-required`. */
export function expectedRevision(request: FastifyRequest): Expected {
  const header = request.headers["if-match"];
  if (header !== undefined && header.trim() !== "") return readIfMatch(header);
  throw new RequestProblem("precondition-required", "Send the ETag of what you have read as If-Match.", {
    issues: [{ path: "If-Match", expected: 'an ETag, such as "7", or *', received: describeValue(header) }],
  });
}

/** As {@link expectedRevision}, for changes that may come without. */
export function expectedRevisionIfGiven(request: FastifyRequest): Expected {
  const header = request.headers["if-match"];
  return readIfMatch(header ?? "*");
}

/** If-Match compares strongly (RFC 9110, section 13.1.1): a weak tag matches nothing. */
function readIfMatch(header: string): Expected {
  const tags = header.split(",").map((tag) => tag.trim());
  const matchesTag = (tag: string) => tags.includes("*") || tags.includes(tag);
  return { header, matchesTag, matches: (revision) => matchesTag(revisionTag(revision)) };
}

/** Throws RequestProblem `precondition-failed`, which tells the revision there is, where it is not the one expected. */
export function refuseOtherRevision(expected: Expected, revision: number): void {
  if (!expected.matches(revision)) throw failedPrecondition(expected, revisionTag(revision), { revision });
}

/** As {@link refuseOtherRevision}, of what has a tag and no revision. */
export function refuseOtherTag(expected: Expected, tag: string): void {
  if (!expected.matchesTag(tag)) throw failedPrecondition(expected, tag, {});
}

function failedPrecondition(
  { header }: Expected,
  tag: string,
  members: { readonly revision?: number },
): RequestProblem {
  return new RequestProblem("precondition-failed", "It has changed since you read it. Read it again, then change it.", {
    issues: [{ path: "If-Match", expected: tag, received: describeValue(header) }],
    members,
  });
}
