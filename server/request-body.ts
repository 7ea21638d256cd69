import type { FastifyReply, FastifyRequest } from "fastify";
import type { Source } from "./engine/task.js";
import type { TaskCaller } from "./engine/task-pool.js";
import { RequestProblem } from "./problems.js";

/** The study in the body of a request, not yet read. Throws RequestProblem `body-missing`. */
export function bodySource(request: FastifyRequest): Extract<Source, { kind: "json" | "csv" }> {
  const { body } = request;
  if (!(body instanceof Uint8Array)) {
    throw new RequestProblem("body-missing", "Send a study as application/json, or a matrix as text/csv.");
  }
  const isCsv = /^\s*text\/csv\b/i.test(request.headers["content-type"] ?? "");
  return { kind: isCsv ? "csv" : "json", bytes: body };
}

/** The caller by address; the signal aborts when it has gone before the answer: nobody waits for the computation. */
export function taskCaller(request: FastifyRequest, reply: FastifyReply): TaskCaller {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort(new Error("the caller has gone"));
  });
  return { signal: controller.signal, address: request.ip };
}
