import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { readExamples } from "../src/node.js";
import { storeForMembers } from "./access/acting-member.js";
import { addGuard } from "./access/guard.js";
import { keepToOwnSite } from "./access/own-site.js";
import { requestLimits } from "./access/request-limits.js";
import { createEngine } from "./engine/engine.js";
import { recentRenderings } from "./engine/recent-renderings.js";
import { createJobScheduler } from "./jobs/job-scheduler.js";
import { createJobStore } from "./jobs/job-store.js";
import { threadExecutor } from "./jobs/thread-executor.js";
import { addBodyParsers } from "./plugins/body-parsers.js";
import { addDocumentation } from "./plugins/documentation.js";
import { addFeedMetrics } from "./plugins/feed-metrics.js";
import { watchMethods } from "./plugins/known-methods.js";
import { addMetrics } from "./plugins/metrics.js";
import { addPage, type Page } from "./plugins/page.js";
import { addPressureRelief } from "./plugins/pressure.js";
import { addProblemResponses, refuseMalformedRequest, sendProblem } from "./plugins/problem-responses.js";
import { addRateLimit } from "./plugins/rate-limit.js";
import { addRequestLog } from "./plugins/request-log.js";
import { addSecurityHeaders } from "./plugins/security-headers.js";
import { measuredStore } from "./plugins/store-metrics.js";
import { addAnalysisRoutes } from "./routes/analyses.js";
import { addExampleRoutes } from "./routes/examples.js";
import { addHealthRoutes } from "./routes/health.js";
import { addHomeRoute } from "./routes/home.js";
import { addJobRoutes } from "./routes/jobs.js";
import { addPlotRoutes } from "./routes/plots.js";
import { addProblemRoutes } from "./routes/problems.js";
import { addSessionRoutes } from "./routes/session.js";
import { addStudyRoutes } from "./routes/studies/add-study-routes.js";
import { resolveSettings, type ServerSettings } from "./settings.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";
import { VERSION } from "./version.js";
import { cleanDaily } from "./workshop/daily-cleaning.js";
import { eventFeeds } from "./workshop/event-feeds.js";
import type { Workshop } from "./workshop/workshop.js";

export interface AppParts {
  /** Where studies are kept; closed by whoever opened it. @default the memory of the process */
  readonly store?: Store;
}

/**
 * The API, ready to listen or to be asked with `inject`. Throws OptionsError for settings that are not valid.
 *
 * @example
 * const app = await buildApp();
 * (await app.inject("/health/live")).json(); // { status: "ok" }
 * await app.close();
 */
export async function buildApp(settings: Partial<ServerSettings> = {}, parts: AppParts = {}): Promise<FastifyInstance> {
  const resolved = resolveSettings(settings);
  const { requestTimeoutMs, taskTimeoutMs } = resolved;
  const examples = await readExamples();
  const app: FastifyInstance = Fastify({
    bodyLimit: resolved.bodyLimit,
    // One proxy: what the nearest one saw. What stands before it in X-Forwarded-For, callers write as they like.
    trustProxy: resolved.trustProxy && ((_address: string, hop: number) => hop === 0),
    requestTimeout: requestTimeoutMs,
    // Idle sockets: longer than a request may take to arrive and be answered.
    connectionTimeout: requestTimeoutMs + taskTimeoutMs + 10_000,
    keepAliveTimeout: 30_000,
    http: {
      headersTimeout: Math.ceil(requestTimeoutMs / 3),
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    },
    // An id of 500 letters, each three bytes that are written %xx.
    routerOptions: { maxParamLength: 4500 },
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
  const opened = parts.store ?? (await openStore("memory"));
  if (parts.store === undefined) app.addHook("onClose", () => opened.close());
  const guarded = storeForMembers(opened);
  const threads = threadExecutor({ width: resolved.workers, memoryMb: resolved.workerMemoryMb });
  const jobs = await createJobScheduler(resolved, {
    store: createJobStore(guarded, resolved),
    executor: threads,
    assembly: threads,
    onFault: (error) => app.log.error({ err: error }, "job failed"),
  });
  // Before connections are waited for: the streams of events end with their jobs.
  app.addHook("preClose", () => jobs.close());
  const registry = addMetrics(app, engine, jobs);
  const store = measuredStore(guarded, registry);
  addRequestLog(app);
  await addSecurityHeaders(app);
  await addRateLimit(app, resolved.rateLimit);
  await addPressureRelief(app, resolved.maxEventLoopDelayMs);
  let page: Page | null = null;
  addProblemResponses(app, () => page);
  addBodyParsers(app);
  await app.register(cookie);
  keepToOwnSite(app, resolved);
  if (resolved.publicUrl.startsWith("https:") && !resolved.trustProxy)
    app.log.warn(
      "MOTRICE_PUBLIC_URL is https, which a proxy speaks: without MOTRICE_TRUST_PROXY all callers share its address",
    );
  const limits = requestLimits(resolved);
  addGuard(app, { store, adminToken: resolved.adminToken, limits });

  const addUnknownMethods = watchMethods(app);
  await addDocumentation(app, VERSION);
  addAnalysisRoutes(app, engine);
  addPlotRoutes(app, engine);
  addJobRoutes(app, { engine, jobs, heartbeatMs: resolved.heartbeatMs });
  const recent = recentRenderings();
  addExampleRoutes(app, { examples, engine, recent });
  const feeds = eventFeeds({
    store,
    heartbeatMs: resolved.heartbeatMs,
    onFault: (error) => app.log.error({ err: error }, "events could not be read"),
  });
  // Before connections are waited for.
  app.addHook("preClose", async () => feeds.close());
  addFeedMetrics(registry, feeds);
  const workshop: Workshop = { store, engine, jobs, recent, feeds, settings: resolved, examples };
  addSessionRoutes(app, { store, limits, feeds });
  addStudyRoutes(app, workshop);
  addHealthRoutes(app, registry);
  addProblemRoutes(app);
  page = await addPage(app);
  addHomeRoute(app, { examples, engine, recent, page });
  addUnknownMethods();
  app.addHook("preClose", cleanDaily(store, app.log));
  await app.ready();
  return app;
}
