import { performance } from "node:perf_hooks";
import type { Chunk, CountedChunk } from "../../src/index.js";
import { VERSION } from "../version.js";
import type { Assembly, Executor } from "./executor.js";
import type { Job } from "./job.js";
import { jobOutcome } from "./job-outcome.js";
import type { JobStore, Standing } from "./job-store.js";
import { keptFromStart, type LiveJob, nextChunk, progressOf, replaceMerged } from "./live-job.js";
import type { Insist } from "./patient-writes.js";

/** The jobs under way in this server. Has identity: it counts them. */
export interface JobRunner {
  readonly live: ReadonlyMap<string, LiveJob>;
  /** Lets a job wait for its turn; one that has nothing to count ends. */
  readonly add: (entry: LiveJob) => void;
  /** Ends a job with what it has counted; resolves with it as it ended. */
  readonly stop: (entry: LiveJob, cancelledBy: "caller" | "server") => Promise<Job>;
  readonly fail: (entry: LiveJob, error: unknown) => void;
  /** Lets go of a job that is another server's by now, or was removed. */
  readonly drop: (entry: LiveJob) => void;
  /** Does what has been asked of a job elsewhere. */
  readonly heed: (entry: LiveJob, standing: Standing) => void;
  /** Jobs whose turn it is, and those that wait for one. */
  readonly running: () => number;
  readonly waiting: () => number;
  /** Counts no more, and resolves once nothing is under way. The jobs of a lasting store are left as they are. */
  readonly close: () => Promise<void>;
}

export interface JobRunnerParts {
  readonly store: JobStore;
  readonly executor: Executor;
  readonly assembly: Assembly;
  readonly insist: Insist;
  readonly jobTurnMs: number;
  readonly onFault: (error: unknown) => void;
}

/** Chunks that follow one another are merged once there are so many. */
const MERGE_AT = 16;

/** Chunks of a job that may wait for the store while others are counted. */
const MOST_UNSAVED = 4;

/** Runs jobs chunk by chunk: in as many places as the executor has, each job for a turn; one that is alone has all places. */
export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const { store, executor, assembly, insist, jobTurnMs, onFault } = parts;
  const live = new Map<string, LiveJob>();
  const queue: LiveJob[] = [];
  let used = 0;
  let closing = false;

  function change(entry: LiveJob, part: Partial<Job>): void {
    entry.job = { ...entry.job, ...part };
    for (const { onChange } of entry.watchers) onChange(entry.job);
  }

  function leaveQueue(entry: LiveJob): void {
    const place = queue.indexOf(entry);
    if (place >= 0) queue.splice(place, 1);
  }

  function fail(entry: LiveJob, error: unknown): void {
    entry.failure ??= error;
    entry.stop.abort();
  }

  function heed(entry: LiveJob, { lost, endAsked }: Standing): void {
    if (lost) drop(entry);
    else if (endAsked !== null) void stop(entry, endAsked);
  }

  /** Hands out places: first to the jobs that wait, then to those that run, the one with the fewest first. */
  function next(): void {
    while (!closing && used < executor.width) {
      const waiting = queue.shift();
      if (waiting !== undefined) waiting.turnEndsAt = performance.now() + jobTurnMs;
      const entry = waiting ?? jobForSparePlace();
      if (entry === undefined) return;
      used += 1;
      entry.slots += 1;
      void serve(entry);
    }
  }

  function jobForSparePlace(): LiveJob | undefined {
    const able = [...live.values()].filter(
      (entry) => entry.slots > 0 && entry.unsaved < MOST_UNSAVED && nextChunk(entry) !== null,
    );
    return able.sort((a, b) => a.slots - b.slots)[0];
  }

  /** One place: chunk after chunk of a job, until its turn is over. */
  async function serve(entry: LiveJob): Promise<void> {
    try {
      entry.planning ??= planJob(entry);
      await entry.planning;
      for (let chunk = nextChunk(entry); chunk !== null; chunk = nextChunk(entry)) {
        entry.next = chunk.last;
        await count(entry, chunk);
        if (entry.unsaved >= MOST_UNSAVED) await entry.saved;
        if (queue.length > 0 && (entry.slots > 1 || performance.now() >= entry.turnEndsAt)) break;
      }
    } catch (error) {
      fail(entry, error);
    }
    used -= 1;
    entry.slots -= 1;
    if (entry.slots === 0) add(entry);
    next();
  }

  async function planJob(entry: LiveJob): Promise<void> {
    const { id, startedAt } = entry.job;
    const since = startedAt ?? store.now();
    change(entry, { state: "running", startedAt: since });
    save(entry, () => store.start(id, since));
    if (entry.plan === null) {
      const plan = await assembly.plan(entry.order, entry.stop.signal);
      if (plan === null) return;
      entry.plan = plan;
      save(entry, () => store.keepPlan(id, { version: VERSION, plan }));
    }
    // Other places may be free for the other chunks.
    next();
  }

  async function count(entry: LiveJob, chunk: Chunk): Promise<void> {
    const { open, order, stop: end } = entry;
    open.set(chunk.first, 0);
    const counted = await executor
      .run(order, chunk, end.signal, (done) => {
        open.set(chunk.first, done);
        change(entry, { progress: progressOf(entry) });
      })
      .finally(() => open.delete(chunk.first));
    if (counted === null) {
      if (!end.signal.aborted) throw new Error(`chunk ${chunk.first} of job ${order.id} was not counted`);
    } else if (counted.last === chunk.last) keepChunk(entry, counted);
    else entry.parts.push(counted);
  }

  function keepChunk(entry: LiveJob, chunk: CountedChunk): void {
    const { first, last, done } = chunk;
    entry.counted.set(first, { first, last, done });
    const progress = progressOf(entry)!;
    change(entry, { progress });
    entry.unsaved += 1;
    save(
      entry,
      () => store.keepChunk(entry.job.id, chunk, progress),
      async () => {
        entry.unsaved -= 1;
        entry.kept.set(first, { first, last, done });
        await mergeChunks(entry);
      },
    );
  }

  /** Writes of one job come one after the other; `then` once this one is there and the job still ours. */
  function save(entry: LiveJob, write: () => Promise<Standing>, then?: () => Promise<void>): void {
    entry.saved = entry.saved
      .then(async () => {
        const standing = await insist(write);
        if (standing === undefined) return;
        heed(entry, standing);
        if (!standing.lost) await then?.();
      })
      .catch((error: unknown) => fail(entry, error));
  }

  /** Keeps one chunk in the place of many; a batch with a target ends with the one that meets it. */
  async function mergeChunks(entry: LiveJob): Promise<void> {
    const { plan, order, job } = entry;
    if (plan === null || closing || entry.stop.signal.aborted) return;
    const ranges = keptFromStart(entry);
    const end = ranges.at(-1)?.last ?? 0;
    const mayMeetTarget = plan.kind === "samples" && plan.stops.length > 0 && end > entry.lookedAt;
    if (ranges.length < MERGE_AT && !mayMeetTarget) return;
    entry.lookedAt = end;
    const chunks = await insist(() => store.chunks(job.id, ranges));
    if (chunks === undefined) return;
    const { merged, finished } = await assembly.merge(order, chunks);
    const standing = await insist(() => store.keepMerged(job.id, merged));
    if (standing === undefined) return;
    heed(entry, standing);
    replaceMerged(entry, merged);
    if (finished) entry.stop.abort();
  }

  /** Ends a job that counts nothing any more: its chunks are put together, kept as its result, and only then it is said to have ended. */
  async function end(entry: LiveJob): Promise<void> {
    await entry.saved;
    if (entry.slots > 0 || entry.ending) return;
    entry.ending = true;
    if (closing && store.lasting) return leave(entry);
    try {
      const chunks = await insist(() => store.chunks(entry.job.id, keptFromStart(entry)));
      if (chunks === undefined) return leave(entry);
      const outcome = { ...(await jobOutcome(entry, chunks, parts)), endedAt: store.now() };
      const kept = await insist(() => store.end(entry.job, outcome));
      if (kept !== true) return leave(entry);
      const { result, ...rest } = outcome;
      leave(entry, { ...entry.job, ...rest, complete: result?.complete ?? null });
    } catch (error) {
      // Of a job that was removed meanwhile nothing is left to be put together: that is no fault.
      const known = await store.find(entry.job.id).catch(() => entry.job);
      if (known !== null) {
        onFault(error);
        await store.letGo(entry.job.id).catch(onFault);
      }
      leave(entry);
    }
    await store.sweep().catch(onFault);
  }

  /** A job is out of our hands: as it ended, or as it stands where others see to its end. */
  function leave(entry: LiveJob, ended: Job | null = null): void {
    if (live.get(entry.job.id) === entry) live.delete(entry.job.id);
    leaveQueue(entry);
    if (ended !== null) change(entry, ended);
    for (const { onLeave } of entry.watchers) onLeave();
    entry.watchers.clear();
    entry.settle(entry.job);
    next();
  }

  function drop(entry: LiveJob): void {
    entry.ending = true;
    entry.stop.abort();
    leave(entry);
  }

  function stop(entry: LiveJob, cancelledBy: "caller" | "server"): Promise<Job> {
    if (entry.job.cancelledBy === null) entry.job = { ...entry.job, cancelledBy };
    entry.stop.abort();
    leaveQueue(entry);
    if (entry.slots === 0) void end(entry);
    return entry.ended;
  }

  /** A job that has no place: it waits for one, or ends. */
  function add(entry: LiveJob): void {
    if (entry.ending) return;
    live.set(entry.job.id, entry);
    const isCounted = entry.plan !== null && nextChunk(entry) === null;
    if (isCounted || entry.stop.signal.aborted || closing) void end(entry);
    else queue.push(entry);
    next();
  }

  return {
    live,
    add,
    stop,
    fail,
    drop,
    heed,
    running: () => [...live.values()].filter(({ slots }) => slots > 0).length,
    waiting: () => queue.length,
    close: async () => {
      closing = true;
      const entries = [...live.values()];
      for (const entry of entries) {
        if (!store.lasting) void stop(entry, "server");
        else {
          entry.stop.abort();
          leaveQueue(entry);
          if (entry.slots === 0) void end(entry);
        }
      }
      await Promise.all(entries.map(({ ended }) => ended));
    },
  };
}
