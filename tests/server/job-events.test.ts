import { afterEach, expect, test } from "vitest";
import type { JobView } from "../../server/jobs/job-view.js";
import { type RunningServer, type StartOptions, startServer } from "../../server/main.js";
import { parseStudy, sensitivity } from "../../src/index.js";
import { JSON_TYPE, SMALL_STUDY } from "./test-app.js";

const servers: RunningServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

async function start(options: StartOptions = {}): Promise<RunningServer> {
  const quiet = {
    port: 0,
    dataFolder: ":memory:",
    logLevel: "silent",
    workers: 1,
    maxEventLoopDelayMs: 0,
    stopOnSignal: false,
  } as const;
  const server = await startServer({ ...quiet, announce: () => {}, ...options });
  servers.push(server);
  return server;
}

async function submit(url: string, options: object): Promise<JobView> {
  const body = JSON.stringify({ study: SMALL_STUDY, options });
  const answer = await fetch(`${url}/api/v1/sensitivity`, { method: "POST", headers: JSON_TYPE, body });
  expect(answer.status).toBe(202);
  return (await answer.json()) as JobView;
}

interface Heard {
  readonly events: { readonly name: string; readonly job: JobView }[];
  comments: number;
}

/** Reads a stream of events until it ends, or until `enough` says so. */
async function listen(address: string, enough: (heard: Heard) => boolean = () => false): Promise<Heard> {
  const response = await fetch(address, { headers: { accept: "text/event-stream" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const heard: Heard = { events: [], comments: 0 };
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const messages = text.split("\n\n");
    text = messages.pop()!;
    for (const message of messages) {
      const event = /^event: (\w+)\ndata: (.+)$/.exec(message);
      if (event === null) heard.comments += 1;
      else heard.events.push({ name: event[1]!, job: JSON.parse(event[2]!) });
    }
    if (enough(heard)) break;
  }
  return heard;
}

test("the stream tells the state, progress, and ends with the last state, whose result is there", async () => {
  const { url } = await start();
  const samples = 2_000_000;
  const job = await submit(url, { samples });
  const { events } = await listen(`${url}${job.links.events}`);
  expect(events[0]!.name).toBe("state");
  const states = events.filter(({ name }) => name === "state").map((event) => event.job.state);
  expect(states.slice(-2)).toEqual(["running", "done"]);
  const counts = events.filter(({ name }) => name === "progress").map((event) => event.job.progress!.done);
  expect(counts.length).toBeGreaterThan(1);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  const last = events.at(-1)!.job;
  const result = await fetch(`${url}${last.links.result}`);
  expect(await result.text()).toBe(JSON.stringify(await sensitivity(parseStudy(SMALL_STUDY), { samples })));
  expect((await listen(`${url}${job.links.events}`)).events.map(({ name }) => name)).toEqual(["state"]);
});

test("a silent job is kept alive by comments, and a cancelled one ends its streams", async () => {
  const { url } = await start({ heartbeatMs: 20, jobTurnMs: 3_600_000 });
  const running = await submit(url, { samples: 1e12 });
  const waiting = await submit(url, { samples: 1e12 });
  const heard = await listen(`${url}${waiting.links.events}`, ({ comments }) => comments >= 3);
  expect(heard.events.map(({ job }) => job.state)).toEqual(["queued"]);
  const streams = [running, waiting].map(({ links }) => listen(`${url}${links.events}`));
  for (const { links } of [waiting, running]) await fetch(`${url}${links.self}`, { method: "DELETE" });
  for (const { events } of await Promise.all(streams)) expect(events.at(-1)!.job.state).toBe("cancelled");
});

test("health checks are answered while jobs count", async () => {
  const { url } = await start({ workers: 2 });
  await Promise.all([1, 2, 3].map(() => submit(url, { samples: 1e12 })));
  for (let i = 0; i < 20; i++) expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test("only who accepts events gets them", async () => {
  const { url } = await start();
  const { links } = await submit(url, { samples: 10 });
  const answer = await fetch(`${url}${links.events}`, { headers: { accept: "application/json" } });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([406, "not-acceptable"]);
  expect((await fetch(`${url}${links.events}`, { method: "HEAD" })).status).toBe(405);
});

test("stopping the server cancels what runs and what waits, tells who listens, and frees the port", async () => {
  const server = await start({ jobTurnMs: 3_600_000 });
  const jobs = [await submit(server.url, { samples: 1e12 }), await submit(server.url, { samples: 1e12 })];
  const streams = jobs.map(({ links }) => listen(`${server.url}${links.events}`));
  await expect
    .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes("motrice_jobs_running 1"))
    .toBe(true);
  const stopped = server.stop();
  const ends = (await Promise.all(streams)).map(({ events }) => events.at(-1)!.job);
  for (const end of ends) expect(end).toMatchObject({ state: "cancelled", cancelledBy: "server" });
  await stopped;
  await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
});
