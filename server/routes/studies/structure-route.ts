import type { FastifyReply, FastifyRequest } from "fastify";
import { memberOf } from "../../access/access.js";
import { expectedRevision, revisionTag } from "../../revision.js";
import { sendJson } from "../../send-json.js";
import type { StructureChange } from "../../workshop/change-structure.js";

/** Most bytes of a body that changes variables or blocks. */
export const STRUCTURE_BODY_LIMIT = 256 * 1024;

export const REVISION_HEADER = { ETag: { type: "string", description: "revision of the study" } };

export const IF_MATCH = {
  type: "object",
  properties: { "if-match": { type: "string", description: "ETag of the study as it was read, or *" } },
  required: ["if-match"],
};

/** The change that a request asks for. Throws RequestProblem `precondition-required`. */
export function structureChange(request: FastifyRequest): StructureChange {
  const { studyId, participantId } = memberOf(request);
  return { studyId, actor: participantId, expected: expectedRevision(request) };
}

/** Sends a value with the revision of the study that it is of. */
export function sendRevised(reply: FastifyReply, revision: number, value: unknown): FastifyReply {
  return sendJson(reply.header("etag", revisionTag(revision)), value);
}
