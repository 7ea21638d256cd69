import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Engine } from "../engine/engine.js";
import type { JobScheduler } from "../jobs/job-scheduler.js";

/** Counts and times requests by route, method and status; says what the engine and the process do. */
export function addMetrics(app: FastifyInstance, engine: Engine, jobs: JobScheduler): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from the arrival of a request to the end of its answer, by route, method and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [registry],
  });
  new Gauge({
    name: "motrice_tasks_running",
    help: "Computations under way in worker threads",
    registers: [registry],
    collect() {
      this.set(engine.running());
    },
  });
  new Gauge({
    name: "motrice_tasks_waiting",
    help: "Computations that wait for a worker thread",
    registers: [registry],
    collect() {
      this.set(engine.waiting());
    },
  });
  new Gauge({
    name: "motrice_jobs_running",
    help: "Jobs whose turn it is to count",
    registers: [registry],
    collect() {
      this.set(jobs.running());
    },
  });
  new Gauge({
    name: "motrice_jobs_waiting",
    help: "Jobs that wait for their turn",
    registers: [registry],
    collect() {
      this.set(jobs.waiting());
    },
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.is404 ? "none" : (request.routeOptions.url ?? "none");
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  return registry;
}
