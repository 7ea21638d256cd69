import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { buildApp } from "../../server/app.js";
import type { JobView } from "../../server/jobs/job-view.js";
import type { ServerSettings } from "../../server/settings.js";
import {
  analyze,
  parseStudy,
  robustness,
  SENSITIVITY_PLOT_NAMES,
  sensitivity,
  sensitivityPlot,
  toRobustnessCsv,
  toSensitivityCsv,
} from "../../src/index.js";
import { CSV_TYPE, JSON_TYPE, MATRIX_CSV, SMALL_STUDY, shippedStudy, useApp } from "./test-app.js";

const shared = useApp({ jobTurnMs: 50 });
const apps: FastifyInstance[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

async function start(settings: Partial<ServerSettings> = {}): Promise<FastifyInstance> {
  const quiet = { logLevel: "silent", rateLimit: 0, workers: 1, maxEventLoopDelayMs: 0 } as const;
  const app = await buildApp({ ...quiet, ...settings });
  apps.push(app);
  return app;
}

const S = "/api/v1/sensitivity";
const R = "/api/v1/robustness";

const post = (app: FastifyInstance, body: unknown, url = S) =>
  app.inject({ method: "POST", url, headers: JSON_TYPE, payload: JSON.stringify(body) });

const look = async (app: FastifyInstance, id: string): Promise<JobView> =>
  (await app.inject(`/api/v1/jobs/${id}`)).json();

/** The job once its state is one of these. */
async function until(app: FastifyInstance, id: string, ...states: string[]): Promise<JobView> {
  await expect.poll(async () => states.includes((await look(app, id)).state), { timeout: 30_000 }).toBe(true);
  return look(app, id);
}

/** A batch that never ends by itself. */
const ENDLESS = { study: SMALL_STUDY, options: { samples: 1e12 } };

test("a batch is taken on with 202 and its address, runs, and gives the bytes of the library as JSON and CSV", async () => {
  const app = shared();
  const options = { samples: 3000, seed: 7, perturbation: { kind: "step", probability: { 1: 0.3, 2: 0.2, 3: 0.1 } } };
  const answer = await post(app, { study: SMALL_STUDY, options });
  expect(answer.statusCode).toBe(202);
  const job = answer.json() as JobView;
  expect(answer.headers["location"]).toBe(`/api/v1/jobs/${job.id}`);
  expect(job).toMatchObject({ kind: "sensitivity", problem: null, complete: null, links: { result: null } });
  expect(job.id).toMatch(/^[0-9a-f]{32}$/);
  const done = await until(app, job.id, "done");
  expect(done.progress!.done).toBe(done.progress!.total);
  expect(done).toMatchObject({ complete: true, cancelledBy: null, links: { result: `/api/v1/jobs/${job.id}/result` } });
  const study = parseStudy(SMALL_STUDY);
  const expected = await sensitivity(study, options as object);
  const json = await app.inject(done.links.result!);
  expect(json.body).toBe(JSON.stringify(expected));
  expect(json.headers).toMatchObject({ "cache-control": "private, no-cache", vary: "Accept" });
  const csv = await app.inject({ url: done.links.result!, headers: { accept: "text/csv" } });
  expect(csv.body).toBe(toSensitivityCsv(study, expected));
  expect((await app.inject(`${done.links.result}?format=csv`)).body).toBe(csv.body);
  const tag = { "if-none-match": String(json.headers["etag"]) };
  expect((await app.inject({ url: done.links.result!, headers: tag })).statusCode).toBe(304);
});

test("the pictures of a batch are those of the library", async () => {
  const app = shared();
  const study = await shippedStudy();
  const options = { samples: 500, power: 4, threshold: "median" } as const;
  const { id } = (await post(app, { study, options })).json() as JobView;
  const { links } = await until(app, id, "done");
  expect(links.plots).toEqual(SENSITIVITY_PLOT_NAMES.map((name) => `/api/v1/jobs/${id}/plots/${name}.svg`));
  const analysis = analyze(study, { power: 4, threshold: "median" });
  const input = { study, analysis, sensitivity: await sensitivity(study, options) };
  const svg = await app.inject(`${links.plots[3]}?lang=en&plane=direct&axis=dependence&width=900`);
  expect(svg.headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
  const drawn = { lang: "en", plane: "direct", axis: "dependence", width: 900 } as const;
  expect(svg.body).toBe(sensitivityPlot("sensitivity-pairs", input, drawn));
  const png = await app.inject(`/api/v1/jobs/${id}/plots/sensitivity-convergence.png?scale=1`);
  expect(png.rawPayload.subarray(1, 4).toString()).toBe("PNG");
  const refusals = await Promise.all(
    ["sensitivity-map.svg?axis=influence", "sensitivity-map.svg?scale=2", "toString.svg", "map-direct.png"].map(
      (rest) => app.inject(`/api/v1/jobs/${id}/plots/${rest}`),
    ),
  );
  expect(refusals.map((answer) => answer.json().code)).toEqual([
    "options-invalid",
    "options-invalid",
    "plot-unknown",
    "plot-unknown",
  ]);
});

test("options stand in the query too, and a matrix may come as CSV", async () => {
  const app = shared();
  const url = "/api/v1/sensitivity?samples=500&seed=3&power=4&threshold=median&top=2";
  const answer = await app.inject({ method: "POST", url, headers: CSV_TYPE, payload: MATRIX_CSV });
  expect(answer.statusCode, answer.body).toBe(202);
  const { links } = await until(app, answer.json().id, "done");
  const options = (await app.inject(links.result!)).json().options;
  expect(options).toMatchObject({ samples: 500, seed: 3, power: 4, threshold: "median", top: 2 });
});

test("an enumeration is a job too, with the bytes of the library", async () => {
  const app = shared();
  const study = await shippedStudy();
  const answer = await post(app, { study, options: { limit: 3, pairs: false } }, "/api/v1/robustness?power=4");
  expect(answer.statusCode, answer.body).toBe(202);
  const done = await until(app, answer.json().id, "done");
  expect(done).toMatchObject({ kind: "robustness", links: { plots: [] } });
  const picture = await app.inject(`${done.links.self}/plots/sensitivity-map.svg`);
  expect([picture.statusCode, picture.json().code]).toEqual([404, "plot-unknown"]);
  const expected = robustness(study, { limit: 3, pairs: false, power: 4 });
  expect((await app.inject(done.links.result!)).body).toBe(JSON.stringify(expected));
  expect((await app.inject(`${done.links.result}?format=csv`)).body).toBe(toRobustnessCsv(study, expected));
});

test("a batch of 10¹² samples is taken, says how far it is, and cancelled gives what it has counted", async () => {
  const app = shared();
  const { id } = (await post(app, ENDLESS)).json() as JobView;
  await expect.poll(async () => (await look(app, id)).progress?.done ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
  const early = await app.inject(`/api/v1/jobs/${id}/result`);
  expect([early.statusCode, early.json().code, early.headers["retry-after"]]).toEqual([409, "job-unfinished", "1"]);
  const cancelled = await app.inject({ method: "DELETE", url: `/api/v1/jobs/${id}` });
  expect(cancelled.json()).toMatchObject({ state: "cancelled", complete: false, cancelledBy: "caller" });
  const result = (await app.inject(`/api/v1/jobs/${id}/result`)).json();
  expect(result.complete).toBe(false);
  expect(result.samples).toBeGreaterThan(0);
  // What was counted are the first samples, whoever stopped it when.
  const again = await sensitivity(parseStudy(SMALL_STUDY), { samples: result.samples });
  expect(result.direct).toEqual(JSON.parse(JSON.stringify(again.direct)));
  const twice = await app.inject({ method: "DELETE", url: `/api/v1/jobs/${id}` });
  expect(twice.json()).toEqual(cancelled.json());
});

test("an enumeration is cancelled with what it has found", async () => {
  const app = shared();
  const study = await shippedStudy();
  const answer = await post(
    app,
    { study, options: { maxOperations: 1e15, power: 200, maxPower: 200 } },
    "/api/v1/robustness",
  );
  const { id } = answer.json() as JobView;
  await expect.poll(async () => (await look(app, id)).progress?.done ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
  const cancelled = (await app.inject({ method: "DELETE", url: `/api/v1/jobs/${id}` })).json() as JobView;
  expect(cancelled).toMatchObject({ state: "cancelled", complete: false });
  expect((await app.inject(cancelled.links.result!)).json().complete).toBe(false);
});

test("an endless job does not keep a short one from ending, and goes on after it", async () => {
  const app = shared();
  const endless = (await post(app, ENDLESS)).json() as JobView;
  const short = (await post(app, { study: SMALL_STUDY, options: { samples: 2000 } })).json() as JobView;
  await until(app, short.id, "done");
  const before = (await look(app, endless.id)).progress!.done;
  await expect.poll(async () => (await look(app, endless.id)).progress!.done).toBeGreaterThan(before);
  expect((await look(app, endless.id)).state).toBe("running");
  await app.inject({ method: "DELETE", url: endless.links.self });
});

test("a job whose turn it is not is cancelled like any other", async () => {
  const app = shared();
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push((await post(app, ENDLESS)).json().id);
  for (const id of ids) await until(app, id, "running");
  const ends = await Promise.all(ids.map((id) => app.inject({ method: "DELETE", url: `/api/v1/jobs/${id}` })));
  expect(ends.map((end) => end.json().state)).toEqual(["cancelled", "cancelled", "cancelled"]);
  const metrics = (await app.inject("/metrics")).body;
  for (const name of ["motrice_jobs_running", "motrice_jobs_waiting"]) expect(metrics).toContain(`${name} 0\n`);
});

test("a job cancelled while it waits has no result, and says so", async () => {
  const app = await start({ workers: 1, jobTurnMs: 3_600_000 });
  await post(app, ENDLESS);
  const waiting = (await post(app, ENDLESS)).json() as JobView;
  expect(waiting.state).toBe("queued");
  const cancelled = (await app.inject({ method: "DELETE", url: waiting.links.self })).json() as JobView;
  expect(cancelled).toMatchObject({ state: "cancelled", complete: null, startedAt: null, links: { result: null } });
  const result = await app.inject(`${waiting.links.self}/result`);
  expect([result.statusCode, result.json().code]).toEqual([409, "job-without-result"]);
});

test("more jobs than the server takes are refused with 429 and a time to come back, until one has ended", async () => {
  const app = await start({ jobLimit: 4 });
  const first = (await post(app, ENDLESS)).json() as JobView;
  await post(app, ENDLESS);
  const refused = await post(app, ENDLESS);
  expect([refused.statusCode, refused.json().code]).toEqual([429, "jobs-full"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  await app.inject({ method: "DELETE", url: first.links.self });
  expect((await post(app, ENDLESS)).statusCode).toBe(202);
});

test("bodies that take too much memory together are refused, and a cancelled job makes room", async () => {
  const app = await start({ jobMemoryMb: 2 });
  const payload = JSON.stringify(ENDLESS) + " ".repeat(240_000);
  const submit = () => app.inject({ method: "POST", url: S, headers: JSON_TYPE, payload });
  const jobs: JobView[] = [];
  for (let i = 0; i < 4; i++) jobs.push((await submit()).json());
  const refused = await submit();
  expect([refused.statusCode, refused.json().code]).toEqual([429, "jobs-full"]);
  await app.inject({ method: "DELETE", url: jobs[3]!.links.self });
  expect((await submit()).statusCode).toBe(202);
});

test("an analysis that has no value fails the job with the library's problem", async () => {
  const app = shared();
  const variables = SMALL_STUDY.variables;
  const direct = [
    [null, 1e6, 1e6],
    [1e6, null, 1e6],
    [1e6, 1e6, null],
  ];
  const { id } = (await post(app, { study: { variables, direct }, options: { power: 60 } })).json() as JobView;
  const failed = await until(app, id, "failed");
  expect(failed.problem).toMatchObject({ code: "analysis-undefined", status: 422 });
  const result = await app.inject(`/api/v1/jobs/${id}/result`);
  expect(result.statusCode).toBe(422);
  expect(result.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(result.json()).toEqual(failed.problem);
});

const small = (options: object) => ({ study: SMALL_STUDY, options });

test.each<[name: string, url: string, body: unknown, status: number, code: string, path?: string]>([
  ["no samples", S, small({ samples: 0 }), 400, "options-invalid", "samples"],
  ["more samples than there may be", S, small({ samples: 1e16 }), 400, "options-invalid", "samples"],
  ["a seed that is none", S, small({ seed: -1 }), 400, "options-invalid", "seed"],
  [
    "a probability above 1",
    S,
    small({ perturbation: { kind: "step", probability: 1.5 } }),
    400,
    "options-invalid",
    "perturbation/probability",
  ],
  [
    "probabilities that sum to more than 1",
    S,
    small({ perturbation: { kind: "step", down: 0.7, up: 0.6 } }),
    400,
    "options-invalid",
    "perturbation",
  ],
  ["an unknown model", S, small({ perturbation: { kind: "magic" } }), 400, "options-invalid", "perturbation/kind"],
  [
    "experts without contributions",
    S,
    small({ perturbation: { kind: "experts" } }),
    400,
    "options-invalid",
    "perturbation/contributions",
  ],
  ["a formula for a batch", S, small({ threshold: "mean + std" }), 400, "options-invalid", "threshold"],
  ["an option of the server's", S, small({ workers: 8 }), 400, "options-invalid", "workers"],
  ["a signal", S, small({ signal: { aborted: true } }), 400, "options-invalid", "signal"],
  ["an unknown option", S, small({ nope: 1 }), 400, "options-invalid", "nope"],
  ["an option in both places", `${S}?seed=1`, small({ seed: 2 }), 400, "options-invalid", "seed"],
  ["a study that is none", S, { variables: [] }, 422, "study-invalid"],
  [
    "a bad cell",
    S,
    {
      ...SMALL_STUDY,
      direct: [
        [null, -1, 1],
        [2, null, "P"],
        [1, 0, null],
      ],
    },
    422,
    "study-invalid",
    "/direct/0/1",
  ],
  ["a limit that is none", R, small({ limit: -1 }), 400, "options-invalid", "limit"],
  ["a scale that a score passes", R, small({ largestScore: 2 }), 400, "options-invalid", "largestScore"],
  ["a power above the largest", R, small({ power: 60 }), 400, "options-invalid", "power"],
])("%s is refused before there is a job", async (_name, url, body, status, code, path) => {
  const app = shared();
  const answer = await post(app, body, url);
  expect(answer.json()).toMatchObject({ status, code });
  expect(answer.statusCode).toBe(status);
  if (path !== undefined) expect(answer.json().issues[0].path).toBe(path);
  expect(answer.headers["location"]).toBeUndefined();
});

test.each(["nope", "AAAAAAAAAAAAAAAAAAAAAA", "..%2f..%2fetc", "__proto__"])("there is no job %s", async (id) => {
  const app = shared();
  for (const url of ["", "/events", "/result"].map((rest) => `/api/v1/jobs/${id}${rest}`)) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().code]).toEqual([404, "job-unknown"]);
  }
  expect((await app.inject({ method: "DELETE", url: `/api/v1/jobs/${id}` })).statusCode).toBe(404);
});

test("special studies are decided: one variable, all zeros", async () => {
  const app = shared();
  const studies = [
    { variables: [{ id: "a", label: "A" }], direct: [[null]] },
    { ...SMALL_STUDY, direct: SMALL_STUDY.variables.map(() => [0, 0, 0]) },
  ];
  for (const study of studies) {
    for (const url of [S, R]) {
      const { id } = (await post(app, { study }, url)).json() as JobView;
      const { links } = await until(app, id, "done");
      expect((await app.inject(links.result!)).statusCode).toBe(200);
    }
  }
});

test("a large study is read and checked beside the event loop", async () => {
  const app = shared();
  const size = 300;
  const variables = Array.from({ length: size }, (_, i) => ({ id: `v${i}`, label: `Variable ${i}` }));
  const direct = variables.map((_, i) => variables.map((_, j) => (i === j ? null : (i * j) % 4)));
  const answer = await post(app, { study: { variables, direct }, options: { samples: 10, power: 2 } });
  expect(answer.statusCode, answer.body).toBe(202);
  await until(app, answer.json().id, "done");
  const refused = await post(app, { study: { variables, direct }, options: { samples: 10, pairwise: true } });
  expect(refused.json()).toMatchObject({ status: 400, code: "options-invalid", issues: [{ path: "pairwise" }] });
});
