import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import { RequestProblem } from "../problems.js";

/**
 * Refuses requests while the event loop is later than it may be (0: however late), so that those under way are finished first.
 * Health checks and metrics are always answered.
 */
export async function addPressureRelief(app: FastifyInstance, maxEventLoopDelayMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    // A block as long as a whole sample leaves it empty, which counts as endless: samples are no shorter than what is put up with.
    sampleInterval: Math.max(500, maxEventLoopDelayMs),
    pressureHandler: async (request) => {
      if (/^\/(health\/|metrics$)/.test(request.url)) return;
      throw new RequestProblem("server-busy", "The server has more to do than it can. Ask again in a few seconds.", {
        headers: { "retry-after": "5" },
      });
    },
  });
}
