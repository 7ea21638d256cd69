import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { readExamples } from "../src/node.js";
import { createEngine } from "./engine/engine.js";
import { recentRenderings } from "./engine/recent-renderings.js";
import { createJobScheduler } from "./jobs/job-scheduler.js";
import { type JobStore, memoryJobStore } from "./jobs/job-store.js";
import { addBodyParsers } from "./plugins/body-parsers.js";
import { addDocumentation } from "./plugins/documentation.js";
import { watchMethods } from "./plugins/known-methods.js";
import { addMetrics } from "./plugins/metrics.js";
import { addPressureRelief } from "./plugins/pressure.js";
import { addProblemResponses, refuseMalformedRequest, sendProblem } from "./plugins/problem-responses.js";
import { addRateLimit } from "./plugins/rate-limit.js";
import { addSecurityHeaders } from "./plugins/security-headers.js";
import { addAnalysisRoutes } from "./routes/analyses.js";
import { addExampleRoutes } from "./routes/examples.js";
import { addHealthRoutes } from "./routes/health.js";
import { addHomeRoute } from "./routes/home.js";
import { addJobRoutes } from "./routes/jobs.js";
import { addPlotRoutes } from "./routes/plots.js";
import { addProblemRoutes } from "./routes/problems.js";
import { resolveSettings, type ServerSettings } from "./settings.js";
import { VERSION } from "./version.js";

/**
 * The API, ready to listen or to be asked with `inject`; jobs are kept in memory where no store is given. Throws OptionsError for settings that are not valid.
 *
 * @example
 * const app = await buildApp();
 * (await app.inject("/health/live")).json(); // { status: "ok" }
 * await app.close();
 */
export async function buildApp(settings: Partial<ServerSettings> = {}, jobStore?: JobStore): Promise<FastifyInstance> {
  const resolved = resolveSettings(settings);
  const { requestTimeoutMs, taskTimeoutMs } = resolved;
  const examples = await readExamples();
  const app: FastifyInstance = Fastify({
    bodyLimit: resolved.bodyLimit,
    trustProxy: resolved.trustProxy,
    requestTimeout: requestTimeoutMs,
    // Idle sockets: longer than a request may take to arrive and be answered.
    connectionTimeout: requestTimeoutMs + taskTimeoutMs + 10_000,
    keepAliveTimeout: 30_000,
    http: {
      headersTimeout: Math.ceil(requestTimeoutMs / 3),
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    },
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    clientErrorHandler: refuseMalformedRequest,
    frameworkErrors: sendProblem,
    logController: new LogController({ disableRequestLogging: true }),
    logger: resolved.logLevel === "silent" ? false : { level: resolved.logLevel, stream: process.stderr },
  });
  // Bodies and options are checked by the engine, answers are sent as bytes: the schemas of the routes are documentation.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));

  const engine = createEngine(resolved);
  app.addHook("onClose", () => engine.close());
  const store = jobStore ?? memoryJobStore(resolved);
  const jobs = await createJobScheduler(resolved, store, (error) => app.log.error({ err: error }, "job failed"));
  // Before connections are waited for: the streams of events end with their jobs.
  app.addHook("preClose", () => jobs.close());
  const registry = addMetrics(app, engine, jobs);
  await addSecurityHeaders(app);
  await addRateLimit(app, resolved.rateLimit);
  await addPressureRelief(app, resolved.maxEventLoopDelayMs);
  addProblemResponses(app);
  addBodyParsers(app);

  const addUnknownMethods = watchMethods(app);
  await addDocumentation(app, VERSION);
  addAnalysisRoutes(app, engine);
  addPlotRoutes(app, engine);
  addJobRoutes(app, { engine, jobs, heartbeatMs: resolved.heartbeatMs });
  const recent = recentRenderings();
  addExampleRoutes(app, { examples, engine, recent });
  addHealthRoutes(app, registry);
  addProblemRoutes(app);
  addHomeRoute(app, { examples, engine, recent });
  addUnknownMethods();
  await app.ready();
  return app;
}
