import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cancelJob, listJobs } from "../../server/admin/administer-jobs.js";
import type { Executor } from "../../server/jobs/executor.js";
import { isEnded, type Job, type JobInput } from "../../server/jobs/job.js";
import type { JobScheduler } from "../../server/jobs/job-scheduler.js";
import type { JobView } from "../../server/jobs/job-view.js";
import { countedRanges } from "../../server/store/jobs.js";
import { openStore } from "../../server/store/open-store.js";
import type { Store } from "../../server/store/store.js";
import {
  chunkFrom,
  parseStudy,
  robustness,
  robustnessChunks,
  type SensitivityOptions,
  type Study,
  sensitivity,
  sensitivityChunks,
  toSensitivityCsv,
} from "../../src/index.js";
import { startJobs, startServerProcess, type TestJobs, type TestJobsOptions, type TestServer } from "./job-servers.js";
import { describeEachStore, type TestPlace } from "./store/stores.js";
import { JSON_TYPE, SMALL_STUDY, shippedStudy } from "./test-app.js";

/** A batch of many chunks, as it ends at checkpoints: its target is never met. */
const MANY_CHUNKS: SensitivityOptions = { samples: 20_000, seed: 5, targetError: 1e-9 };

const order = (options: object, study: unknown = SMALL_STUDY): JobInput => ({
  source: { kind: "json", bytes: Buffer.from(JSON.stringify({ study, options })) },
  options: {},
});

async function plannedChunks(study: Study, options: SensitivityOptions): Promise<number> {
  const { plan } = await sensitivityChunks(study, options);
  let chunks = 0;
  for (let chunk = chunkFrom(plan, 0); chunk !== null; chunk = chunkFrom(plan, chunk.last)) chunks += 1;
  return chunks;
}

async function ended(jobs: JobScheduler, id: string): Promise<Job> {
  await expect.poll(async () => isEnded((await jobs.get(id))!), { timeout: 50_000, interval: 20 }).toBe(true);
  return (await jobs.get(id))!;
}

/** Counts nothing: jobs wait. */
const idle = (threads: Executor): Executor => ({ ...threads, width: 0 });

// Servers from the sources take seconds to start, several of them a test.
vi.setConfig({ testTimeout: 180_000 });

describeEachStore("jobs in a store", (newPlace, kind) => {
  let place: TestPlace;
  let store: Store;
  const open: { close: () => Promise<void> }[] = [];
  beforeEach(async () => {
    place = await newPlace();
    store = await openStore(place.place);
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
    await store.close();
    await place.remove();
  });

  async function start(options: TestJobsOptions = {}, on: Store = store): Promise<TestJobs> {
    const jobs = await startJobs(on, options);
    open.push(jobs);
    return jobs;
  }

  async function close(jobs: TestJobs): Promise<void> {
    open.splice(open.indexOf(jobs), 1);
    await jobs.close();
  }

  async function addStudy(id: string): Promise<void> {
    const at = new Date().toISOString();
    const row = {
      document: "{}",
      settings: "{}",
      revision: 1,
      seq: 0,
      created_at: at,
      updated_at: at,
      deleted_at: null,
    };
    await store.db
      .insertInto("studies")
      .values({ id, ...row })
      .execute();
  }

  it("a job ends with the bytes of the library, and leaves no chunk behind", async () => {
    const jobs = await start();
    const batch = await jobs.submit("sensitivity", order(MANY_CHUNKS), "r");
    const search = await jobs.submit("robustness", order({ limit: 3 }), "r");
    expect(await ended(jobs, batch.id)).toMatchObject({ state: "done", complete: true });
    expect(await ended(jobs, search.id)).toMatchObject({ state: "done", complete: true });
    const study = parseStudy(SMALL_STUDY);
    const expected = await sensitivity(study, MANY_CHUNKS);
    const json = JSON.stringify(expected);
    expect(await jobs.result(batch.id)).toEqual({ json, csv: toSensitivityCsv(study, expected), complete: true });
    expect((await jobs.result(search.id))!.json).toBe(JSON.stringify(robustness(study, { limit: 3 })));
    const chunks = await Promise.all([batch, search].map(({ id }) => countedRanges(store.db, id)));
    expect(chunks).toEqual([[], []]);
    expect(jobs.faults).toEqual([]);
  });

  it("an enumeration that its limit cuts short is done, and says that it is not complete", async () => {
    const jobs = await start();
    const study = await shippedStudy();
    const { id } = await jobs.submit("robustness", order({ maxOperations: 1e7 }, study), "r");
    expect(await ended(jobs, id)).toMatchObject({ state: "done", complete: false });
    expect((await jobs.result(id))!.json).toBe(JSON.stringify(robustness(study, { maxOperations: 1e7 })));
  });

  it("stopped again and again, a job goes on from its chunks to the same bytes, each chunk counted once", async () => {
    const study = parseStudy(SMALL_STUDY);
    const expected = JSON.stringify(await sensitivity(study, MANY_CHUNKS));
    const planned = await plannedChunks(study, MANY_CHUNKS);
    const seed = Number(process.env["MOTRICE_TEST_SEED"] ?? Math.floor(Math.random() * 1e6));
    console.log(`seed ${seed} (MOTRICE_TEST_SEED)`);
    const [pauses] = fc.sample(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }), {
      numRuns: 1,
      seed,
    });
    let id: string | null = null;
    const counted: number[] = [];
    for (const most of pauses!) {
      const jobs = await start();
      id ??= (await jobs.submit("sensitivity", order(MANY_CHUNKS), "r")).id;
      await expect.poll(() => jobs.counted.length >= most, { timeout: 30_000, interval: 1 }).toBe(true);
      await close(jobs);
      expect(jobs.faults).toEqual([]);
      counted.push(...jobs.counted.map(({ chunk }) => chunk.first));
    }
    const jobs = await start();
    expect(await ended(jobs, id!)).toMatchObject({ state: "done", cancelledBy: null });
    counted.push(...jobs.counted.map(({ chunk }) => chunk.first));
    expect((await jobs.result(id!))!.json).toBe(expected);
    expect(new Set(counted).size).toBe(counted.length);
    expect(counted.length).toBe(planned);
  });

  it("a server killed in the middle of a batch: the next one goes on from its chunks to the bytes of the library", async () => {
    const study = await shippedStudy();
    const options = { samples: 300_000, seed: 3, targetError: 1e-9 };
    let server: TestServer | null = null;
    let id: string;
    // A folder has one server.
    if (store.kind === "sqlite") await store.close();
    try {
      server = await startServerProcess(place.place, { jobClaimMs: 1000 });
      const body = JSON.stringify({ study, options });
      const answer = await fetch(`${server.url}/api/v1/sensitivity`, { method: "POST", headers: JSON_TYPE, body });
      expect(answer.status).toBe(202);
      const job = (await answer.json()) as JobView;
      ({ id } = job);
      const look = async () => (await (await fetch(`${server!.url}${job.links.self}`)).json()) as JobView;
      await expect
        .poll(async () => (await look()).progress?.done ?? 0, { timeout: 40_000, interval: 5 })
        .toBeGreaterThan(3000);
      expect((await look()).state).toBe("running");
    } finally {
      await server?.kill();
    }
    if (store.kind === "sqlite") store = await openStore(place.place);
    const kept = await countedRanges(store.db, id);
    const keptTo = Math.max(0, ...kept.map(({ last }) => last));
    expect(keptTo).toBeGreaterThan(0);
    const jobs = await start({ settings: { jobClaimMs: 1000 } });
    expect(await ended(jobs, id)).toMatchObject({ state: "done", complete: true, progress: { done: 300_000 } });
    expect((await jobs.result(id))!.json).toBe(JSON.stringify(await sensitivity(study, options)));
    const planned = await plannedChunks(study, options);
    expect(jobs.counted.length).toBeGreaterThan(0);
    expect(jobs.counted.length).toBeLessThan(planned);
    for (const { chunk } of jobs.counted) expect(chunk.first).toBeGreaterThanOrEqual(keptTo);
  });

  it("whoever counts, in whatever order, some chunks lost on the way: the same bytes", async () => {
    const study = await shippedStudy();
    const options = { power: 3 };
    const work = robustnessChunks(study, options);
    // Five who count, here in this thread, each answer late by chance.
    const late = (): Executor => ({
      width: 5,
      run: async (_order, chunk, signal) => {
        await delay(Math.random() * 30);
        const slices = work.count(chunk);
        let slice = slices.next();
        while (slice.done !== true) slice = slices.next(signal.aborted);
        return slice.value;
      },
      close: async () => {},
    });
    const jobs = await start({ executor: late });
    const { id } = await jobs.submit("robustness", order(options, study), "r");
    expect(await ended(jobs, id)).toMatchObject({ state: "done" });
    expect((await jobs.result(id))!.json).toBe(JSON.stringify(robustness(study, options)));
    expect(jobs.counted.length).toBeGreaterThan(1);
  });

  it("a job that is alone has all places; one that comes has its turn", async () => {
    const jobs = await start({ settings: { workers: 2, jobTurnMs: 1 } });
    const endless = await jobs.submit("sensitivity", order({ samples: 1e13, targetError: 1e-9 }), "r");
    await expect.poll(() => jobs.counted.length, { timeout: 30_000 }).toBeGreaterThan(5);
    const short = await jobs.submit("sensitivity", order({ samples: 2000, seed: 9 }), "r");
    expect(await ended(jobs, short.id)).toMatchObject({ state: "done" });
    const cancelled = (await jobs.cancel(endless.id))!;
    expect(cancelled).toMatchObject({ state: "cancelled", complete: false, cancelledBy: "caller" });
    const result = JSON.parse((await jobs.result(endless.id))!.json);
    expect(result.samples).toBe(cancelled.progress!.done);
    const same = await sensitivity(parseStudy(SMALL_STUDY), { samples: result.samples });
    expect(result.direct).toEqual(JSON.parse(JSON.stringify(same.direct)));
  });

  it("chunks of a long job are merged as they come, and those kept are few", async () => {
    const jobs = await start();
    const plain = { samples: 1e13, targetError: null };
    const { id } = await jobs.submit("sensitivity", order({ ...plain, perturbation: { kind: "step" } }), "r");
    // The chunks of this study are long: those of a target end sooner.
    const target = await jobs.submit("sensitivity", order({ ...plain, targetError: 1e-9 }), "r");
    await expect.poll(() => jobs.counted.length, { timeout: 50_000 }).toBeGreaterThan(20);
    for (const each of [id, target.id]) expect((await countedRanges(store.db, each)).length).toBeLessThanOrEqual(20);
    await jobs.cancel(id);
    await jobs.cancel(target.id);
  });

  it("an ended job is forgotten after its time, by number and by size, those of a study by time alone", async () => {
    let shift = 0;
    const now = () => Date.now() + shift;
    const settings = { jobsKept: 2, jobKeptMs: 60_000, jobMemoryMb: 1 };
    const jobs = await start({ settings, now });
    await addStudy("s");
    const run = async (study?: { id: string; of: string; createdBy: string }) => {
      const { id } = await jobs.submit("sensitivity", order({ samples: 10 }), "r", study);
      await ended(jobs, id);
      return id;
    };
    const ofStudy = await run({ id: "s", of: "consensus", createdBy: "p" });
    const [first, second, third] = [await run(), await run(), await run()];
    await expect.poll(() => jobs.get(first)).toBeNull();
    const kept = [second, third, ofStudy];
    expect((await Promise.all(kept.map((id) => jobs.get(id)))).map((job) => job?.id)).toEqual(kept);
    shift = 61_000;
    expect(await Promise.all(kept.map((id) => jobs.get(id)))).toEqual([null, null, null]);
    expect(await jobs.ofStudy("s")).toEqual([]);
    const last = await run();
    await expect.poll(async () => (await store.db.selectFrom("jobs").select("id").execute()).length).toBe(1);
    const { length } = (await jobs.result(last))!.json;
    await close(jobs);
    const tight = await start({ settings: { ...settings, jobMemoryMb: 1, jobsKept: 1000 }, now });
    expect(length).toBeLessThan(2 ** 20);
    const large = order({ samples: 10 });
    const bytes = Buffer.concat([(large.source as { readonly bytes: Uint8Array }).bytes, Buffer.alloc(400_000, 32)]);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { id } = await tight.submit("sensitivity", { ...large, source: { kind: "json", bytes } }, "r");
      await ended(tight, id);
      ids.push(id);
    }
    await expect.poll(() => tight.get(ids[0]!)).toBeNull();
    expect(await tight.get(ids[1]!)).not.toBeNull();
  });

  it("a study's job is told in the log of the study, and goes with it", async () => {
    await addStudy("s");
    const jobs = await start();
    const study = { id: "s", of: "consensus", createdBy: "p" };
    const short = await jobs.submit("sensitivity", order({ samples: 10 }), "r", study);
    expect(await ended(jobs, short.id)).toMatchObject({ state: "done", study });
    const endless = await jobs.submit("sensitivity", order({ samples: 1e12 }), "r", study);
    const watched: string[] = [];
    await new Promise<void>((resolve) => {
      jobs.watch(endless.id, {
        onChange: ({ state }) => {
          watched.push(state);
          void jobs.purgeStudy("s");
        },
        onLeave: resolve,
      });
    });
    await expect.poll(() => jobs.get(endless.id)).toBeNull();
    expect(await jobs.ofStudy("s")).toEqual([]);
    expect(watched).not.toContain("done");
    const events = await store.db.selectFrom("events").selectAll().where("study_id", "=", "s").orderBy("seq").execute();
    const told = { kind: "sensitivity", of: "consensus" };
    expect(events.map(({ kind, actor, after }) => [kind, actor, JSON.parse(after!)])).toEqual([
      ["job-started", "p", { job: short.id, ...told }],
      ["job-ended", "server", { job: short.id, ...told, state: "done" }],
      ["job-started", "p", { job: endless.id, ...told }],
    ]);
    await expect.poll(() => [jobs.running(), jobs.waiting()]).toEqual([0, 0]);
    await expect(jobs.submit("sensitivity", order({ samples: 10 }), "r", { ...study, id: "t" })).rejects.toMatchObject({
      code: "study-unknown",
    });
  });

  it("a job whose rows are removed beneath it is let go", async () => {
    const jobs = await start();
    const { id } = await jobs.submit("sensitivity", order({ samples: 1e13, targetError: 1e-9 }), "r");
    await expect.poll(() => jobs.counted.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await store.db.deleteFrom("jobs").where("id", "=", id).execute();
    await expect.poll(() => [jobs.running(), jobs.waiting()], { timeout: 30_000 }).toEqual([0, 0]);
    expect(await jobs.get(id)).toBeNull();
    expect(jobs.faults).toEqual([]);
  });

  it("jobs of no study keep none of a study out, neither at once nor after the next start", async () => {
    await addStudy("s");
    const settings = { jobLimit: 4, jobMemoryMb: 1, adminToken: "only-for-the-administrator" };
    const study = { id: "s", of: "consensus", createdBy: "p" };
    const endless = { samples: 1e13, targetError: 1e-9 };
    const padded = (bytes: number): JobInput => ({
      source: { kind: "json", bytes: Buffer.alloc(bytes, " ") },
      options: {},
    });
    const full = { code: "jobs-full" };
    const jobs = await start({ settings, executor: idle });
    const submit = (input: JobInput, of: typeof study | null = null, address = "192.0.2.1") =>
      jobs.submit("sensitivity", input, "r", of, address);
    await expect(submit(padded(600_000))).rejects.toMatchObject(full);
    await submit(order(endless));
    await expect(submit(order(endless))).rejects.toMatchObject(full);
    await submit(order(endless), null, "192.0.2.2");
    await expect(submit(order(endless), null, "192.0.2.3")).rejects.toMatchObject(full);
    await submit(padded(900_000), study);
    await submit(order(endless), study);
    await expect(submit(order(endless), study)).rejects.toMatchObject(full);
    await close(jobs);

    // As a server before took them on, that had no such rule.
    await store.db.updateTable("jobs").set({ study_id: null, of: null, created_by: null }).execute();
    const next = await start({ settings, executor: idle });
    expect(next.waiting()).toBe(4);
    await expect(next.submit("sensitivity", order(endless), "r")).rejects.toMatchObject(full);
    await next.submit("sensitivity", order(endless), "r", study);
  });

  it("what a job of a study takes is counted as it is written, its options too", async () => {
    await addStudy("s");
    const jobs = await start({ settings: { jobMemoryMb: 1 }, executor: idle });
    const study = { id: "s", of: "consensus", createdBy: "p" };
    const text = "x".repeat(600_000);
    const source = { kind: "study", study: { ...parseStudy(SMALL_STUDY), title: text } } as const;
    const options = { perturbation: { kind: "step", note: text } };
    const full = { code: "jobs-full" };
    await expect(jobs.submit("sensitivity", { source, options }, "r", study)).rejects.toMatchObject(full);
    const { id } = await jobs.submit("sensitivity", { source, options: { samples: 1e13 } }, "r", study);
    const row = await store.db.selectFrom("jobs").select("kept_bytes").where("id", "=", id).executeTakeFirstOrThrow();
    expect(row.kept_bytes).toBe(JSON.stringify(source.study).length + '{"samples":10000000000000}'.length);
    await expect(jobs.submit("sensitivity", { source, options: {} }, "r", study)).rejects.toMatchObject(full);
  });

  it("an administrator sees what waits or runs, and ends it beside its server", async () => {
    const jobs = await start();
    const { id } = await jobs.submit("sensitivity", order({ samples: 1e13, targetError: 1e-9 }), "r");
    await expect.poll(() => jobs.counted.length, { timeout: 50_000 }).toBeGreaterThan(0);
    expect((await listJobs(store)).map((job) => job.id)).toEqual([id]);
    await cancelJob(store, id);
    expect(await ended(jobs, id)).toMatchObject({ state: "cancelled", cancelledBy: "server" });
    expect(await listJobs(store)).toEqual([]);
    await expect(cancelJob(store, id)).rejects.toThrow("a job that has not ended");
  });

  it("a job that cannot be taken over at first is run, or cancelled, all the same", async () => {
    const before = await start({ executor: idle });
    const { id } = await before.submit("sensitivity", order({ samples: 1e13 }), "r");
    await close(before);
    let [reads, releases] = [0, 0];
    const broken = () => new Error("Connection terminated unexpectedly");
    const after = await start({
      executor: idle,
      jobStore: (real) => ({
        ...real,
        input: async (job) => {
          if (++reads === 1) throw broken();
          return real.input(job);
        },
        letGo: async (job) => {
          if (++releases === 1) throw broken();
          return real.letGo(job);
        },
      }),
    });
    expect(after.faults).toEqual([broken(), broken()]);
    // A folder's server looks for jobs that nobody runs once a minute.
    if (kind === "postgres") await expect.poll(() => after.waiting(), { timeout: 50_000 }).toBe(1);
    expect(await after.cancel(id)).toMatchObject({ state: "cancelled", cancelledBy: "caller" });
  });

  it("a job begun by another version begins again, and one that ends its server each time is given up", async () => {
    const before = await start({ settings: { jobTurnMs: 3_600_000 } });
    const { id } = await before.submit("sensitivity", order(MANY_CHUNKS), "r");
    await expect.poll(() => before.counted.length, { timeout: 30_000, interval: 1 }).toBeGreaterThan(2);
    await close(before);
    const plan = JSON.stringify({
      version: "0.0.0",
      plan: { kind: "samples", units: 5, total: 5, step: 5, stops: [] },
    });
    const left = await store.db.updateTable("jobs").set({ plan }).where("state", "=", "running").executeTakeFirst();
    expect(Number(left.numUpdatedRows)).toBe(1);
    const after = await start();
    expect(await ended(after, id)).toMatchObject({ state: "done", problem: null });
    expect(after.faults).toEqual([]);
    expect(after.counted.length).toBe(await plannedChunks(parseStudy(SMALL_STUDY), MANY_CHUNKS));
    const endless = await after.submit("sensitivity", order({ samples: 1e13 }), "r");
    await close(after);
    await store.db.updateTable("jobs").set({ tries: 5 }).where("id", "=", endless.id).execute();
    const last = await start();
    expect(await ended(last, endless.id)).toMatchObject({ state: "failed", problem: { code: "internal" } });
  });

  // A folder has one server.
  const itOnPostgres = kind === "postgres" ? it : () => undefined;

  itOnPostgres("of two servers over one database each job is run by one, seen and cancelled by both", async () => {
    const second = await openStore(place.place);
    open.push(second);
    const here = await start();
    const there = await start({}, second);
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      const jobs = i % 2 === 0 ? here : there;
      ids.push((await jobs.submit("sensitivity", order({ ...MANY_CHUNKS, seed: i }), "r")).id);
    }
    const endless = await here.submit("sensitivity", order({ samples: 1e13 }), "r");
    for (const [i, id] of ids.entries()) {
      expect(await ended(i % 2 === 0 ? there : here, id)).toMatchObject({ state: "done" });
      const expected = await sensitivity(parseStudy(SMALL_STUDY), { ...MANY_CHUNKS, seed: i });
      expect((await there.result(id))!.json).toBe(JSON.stringify(expected));
    }
    const counted = [...here.counted, ...there.counted].filter(({ job }) => ids.includes(job));
    expect(counted.length).toBe(4 * (await plannedChunks(parseStudy(SMALL_STUDY), MANY_CHUNKS)));
    const states: string[] = [];
    const heard = new Promise<void>((resolve) => {
      there.watch(endless.id, { onChange: ({ state }) => states.push(state), onLeave: resolve });
    });
    const cancelled = await there.cancel(endless.id);
    expect(cancelled).toMatchObject({ state: "cancelled", cancelledBy: "caller" });
    await heard;
    expect(states.at(-1)).toBe("cancelled");
    expect([...here.faults, ...there.faults]).toEqual([]);
  });

  itOnPostgres("a server that loses its claim leaves the job to who has it, and both agree on the end", async () => {
    const here = await start({ settings: { jobClaimMs: 3_600_000 } });
    const { id } = await here.submit("sensitivity", order({ ...MANY_CHUNKS, samples: 1e12 }), "r");
    await expect.poll(() => here.counted.length, { timeout: 30_000, interval: 1 }).toBeGreaterThan(0);
    await store.db.updateTable("jobs").set({ claimed_until: "2000" }).where("id", "=", id).execute();
    const second = await openStore(place.place);
    open.push(second);
    const there = await start({}, second);
    await expect.poll(() => there.counted.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(() => [here.running(), here.waiting()], { timeout: 30_000 }).toEqual([0, 0]);
    expect(await here.cancel(id)).toMatchObject({ state: "cancelled", complete: false });
    const result = JSON.parse((await here.result(id))!.json);
    const same = await sensitivity(parseStudy(SMALL_STUDY), { samples: result.samples, seed: MANY_CHUNKS.seed! });
    expect(result.indirect).toEqual(JSON.parse(JSON.stringify(same.indirect)));
  });
});
