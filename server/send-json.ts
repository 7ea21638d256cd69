import type { FastifyReply } from "fastify";

/** Sends a value, or JSON text as it is, to its caller alone: nobody keeps what a study holds. */
export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(typeof value === "string" ? value : JSON.stringify(value));
}
