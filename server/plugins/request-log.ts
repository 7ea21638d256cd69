import type { FastifyInstance } from "fastify";

/** One line a request at level `info`: what was asked, by whom, and how it ended. No query, no body, no header: nothing secret. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const { member } = request;
    request.log.info(
      {
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        address: request.ip,
        ...(member === null ? {} : { study: member.studyId, participant: member.participantId }),
      },
      "request",
    );
  });
}

/** Without what is as long as a token: somebody may have put one where it does not belong. */
function pathOf(url: string): string {
  return url.split("?")[0]!.replace(/[\w-]{43,}/g, "…");
}
