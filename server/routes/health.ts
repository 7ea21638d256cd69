import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import * as Type from "typebox";
import { RequestProblem } from "../problems.js";
import { problemResponses } from "../schemas/problem.js";

const HealthSchema = Type.Object(
  { status: Type.Literal("ok", { description: "ok" }) },
  { additionalProperties: false, description: "The server is well", examples: [{ status: "ok" }] },
);

/** Health for whoever runs the server, and metrics for Prometheus. */
export function addHealthRoutes(app: FastifyInstance, registry: Registry): void {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });

  app.get(
    "/health/live",
    {
      schema: {
        operationId: "live",
        tags: ["operation"],
        summary: "Whether the process answers",
        description: "Restart the process when this fails.",
        response: { 200: HealthSchema },
      },
    },
    async (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }),
  );

  app.get(
    "/health/ready",
    {
      schema: {
        operationId: "ready",
        tags: ["operation"],
        summary: "Whether the server takes requests",
        description: "Send requests elsewhere while this fails: the server is stopping, or has more to do than it can.",
        response: { 200: HealthSchema, ...problemResponses(["server-busy"]) },
      },
    },
    async (_request, reply) => {
      if (stopping || app.isUnderPressure())
        throw new RequestProblem(
          "server-busy",
          stopping ? "The server is stopping." : "The server has more to do than it can.",
        );
      return reply.header("cache-control", "no-store").send({ status: "ok" });
    },
  );

  app.get(
    "/metrics",
    {
      schema: {
        operationId: "metrics",
        tags: ["operation"],
        summary: "Metrics for Prometheus",
        description:
          "`http_request_duration_seconds` by route, method and status; `motrice_tasks_running`, `motrice_tasks_waiting`, `motrice_jobs_running` and `motrice_jobs_waiting`; the process.",
        response: {
          200: {
            description: "Prometheus text format",
            content: { "text/plain": { schema: { type: "string", description: "one metric a line" } } },
          },
        },
      },
    },
    async (_request, reply) =>
      reply
        .header("cache-control", "no-store")
        .type(registry.contentType)
        .send(await registry.metrics()),
  );
}
