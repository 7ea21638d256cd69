import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { networkOf } from "../network-of.js";
import { RequestProblem } from "../problems.js";

/** Limits the requests a minute from one address. Health checks and metrics are not counted: a full house must still be seen. */
export async function addRateLimit(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerMinute === 0 ? Number.MAX_SAFE_INTEGER : requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    // A caller who has gone has no address any more.
    keyGenerator: ({ ip }: { readonly ip?: string }) => networkOf(ip ?? ""),
    allowList: (request) => requestsPerMinute === 0 || /^\/(health\/|metrics$)/.test(request.url),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new RequestProblem(
        "rate-limited",
        `An address has ${max} requests a minute; the next minute starts in ${Math.ceil(ttl / 1000)} s.`,
      ),
  });
}
