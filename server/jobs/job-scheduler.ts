import { randomBytes } from "node:crypto";
import { RequestProblem, toProblem } from "../problems.js";
import type { ServerSettings } from "../settings.js";
import type { Job, JobInput, JobResult } from "./job.js";
import type { JobKind } from "./job-kind.js";
import { type JobStore, jobBytes } from "./job-store.js";
import { type JobRun, jobThreads } from "./job-threads.js";

export type JobSettings = Pick<ServerSettings, "workers" | "workerMemoryMb" | "jobLimit" | "jobTurnMs" | "jobMemoryMb">;

/** The jobs of a server. Has identity: it owns their threads. */
export interface JobScheduler {
  /** Throws RequestProblem `jobs-full` where one more job does not fit. */
  readonly refuseWhenFull: (input?: JobInput) => void;
  /** Takes a job on. `requestId` names it in the log. Throws RequestProblem `jobs-full`. */
  readonly submit: (kind: JobKind, input: JobInput, requestId: string) => Promise<Job>;
  readonly get: (id: string) => Promise<Job | null>;
  /** Ends a job and resolves with it as it ended; one that has ended before stays as it is. null for an unknown one. */
  readonly cancel: (id: string) => Promise<Job | null>;
  /** Calls back at every change of a job until it has ended, or what it returns is called. */
  readonly watch: (id: string, onChange: (job: Job) => void) => () => void;
  /** Jobs whose turn it is, and those that wait for one. */
  readonly running: () => number;
  readonly waiting: () => number;
  /** Ends every job that has started, and, where the store forgets, those that wait. */
  readonly close: () => Promise<void>;
}

interface LiveJob {
  job: Job;
  readonly requestId: string;
  run: JobRun | null;
  timer: NodeJS.Timeout | undefined;
  readonly watchers: Set<(job: Job) => void>;
  readonly ended: Promise<Job>;
  readonly settle: (job: Job) => void;
  /** The writes to the store, one after the other. */
  kept: Promise<void>;
}

/** Seconds after which to ask again where no more jobs are taken. */
const RETRY_AFTER_S = 10;

/**
 * Runs jobs fairly: as many at a time as there are `workers`, each on one thread of its own, taking turns of `jobTurnMs` when more are
 * under way than that. A job of 10¹⁵ samples so delays the others, but never keeps them from ending.
 *
 * At the start the jobs that a store has kept unfinished begin again: the same seed gives the same bytes. `onFault` hears of faults of ours.
 */
export async function createJobScheduler(
  settings: JobSettings,
  store: JobStore,
  onFault: (error: unknown) => void,
): Promise<JobScheduler> {
  const live = new Map<string, LiveJob>();
  const turns = new Set<LiveJob>();
  const queue: LiveJob[] = [];
  const threads = jobThreads({ idleLimit: settings.workers, memoryMb: settings.workerMemoryMb });
  let closing = false;

  function take(job: Job, requestId: string): LiveJob {
    let settle: (job: Job) => void = () => {};
    const ended = new Promise<Job>((resolve) => {
      settle = resolve;
    });
    const entry: LiveJob = {
      job,
      requestId,
      run: null,
      timer: undefined,
      watchers: new Set(),
      ended,
      settle,
      kept: Promise.resolve(),
    };
    live.set(job.id, entry);
    queue.push(entry);
    return entry;
  }

  function change(entry: LiveJob, part: Partial<Job>): void {
    entry.job = { ...entry.job, ...part };
    for (const watcher of entry.watchers) watcher(entry.job);
  }

  function keep(entry: LiveJob, job: Job): Promise<void> {
    entry.kept = entry.kept.then(() => store.put(job)).catch(onFault);
    return entry.kept;
  }

  function next(): void {
    while (!closing && queue.length > 0 && turns.size < settings.workers) {
      const entry = queue.shift()!;
      turns.add(entry);
      if (entry.run === null) start(entry);
      else entry.run.goOn();
      startTurn(entry);
    }
  }

  /** A turn lasts on where nobody else waits. */
  function startTurn(entry: LiveJob): void {
    entry.timer = setTimeout(() => {
      if (queue.length === 0) return startTurn(entry);
      entry.run?.hold();
      turns.delete(entry);
      queue.push(entry);
      next();
    }, settings.jobTurnMs);
  }

  function start(entry: LiveJob): void {
    change(entry, { state: "running", startedAt: new Date().toISOString() });
    void keep(entry, entry.job);
    entry.run = threads.run(entry.job, (progress) => change(entry, { progress }));
    entry.run.ended.then(
      (result) => end(entry, outcomeOf(result)),
      (error: unknown) => {
        const problem = toProblem(error, entry.requestId);
        if (problem.code === "internal") onFault(error);
        return end(entry, { state: "failed", problem });
      },
    );
  }

  /** Frees the place of a job, keeps it, and only then says that it has ended: who hears of it finds the result. */
  async function end(entry: LiveJob, part: Partial<Job>): Promise<void> {
    release(entry);
    const job = { ...entry.job, ...part, endedAt: new Date().toISOString() };
    await keep(entry, job);
    change(entry, job);
    live.delete(job.id);
    entry.settle(job);
  }

  function release(entry: LiveJob): void {
    clearTimeout(entry.timer);
    turns.delete(entry);
    const place = queue.indexOf(entry);
    if (place >= 0) queue.splice(place, 1);
    next();
  }

  function stop(entry: LiveJob, cancelledBy: "caller" | "server"): Promise<Job> {
    if (entry.job.cancelledBy === null) {
      entry.job = { ...entry.job, cancelledBy };
      if (entry.run === null) void end(entry, { state: "cancelled" });
      else entry.run.end();
    }
    return entry.ended;
  }

  function refuseWhenFull(input?: JobInput): void {
    const entries = [...live.values()];
    const bytes = [...entries.map(({ job }) => job), ...(input ? [{ input, result: null }] : [])].map(jobBytes);
    const tooLarge = bytes.reduce((sum, each) => sum + each, 0) > settings.jobMemoryMb * 2 ** 20;
    if (!closing && entries.length < settings.jobLimit && !tooLarge) return;
    const detail = closing
      ? "The server is stopping."
      : "As many jobs as this server takes are under way or waiting. Ask again later, or cancel one.";
    throw new RequestProblem("jobs-full", detail, { headers: { "retry-after": String(RETRY_AFTER_S) } });
  }

  for (const job of await store.unfinished())
    take({ ...job, state: "queued", startedAt: null, progress: null }, job.id);
  next();

  return {
    refuseWhenFull,
    submit: async (kind, input, requestId) => {
      refuseWhenFull(input);
      const job: Job = {
        id: randomBytes(16).toString("base64url"),
        kind,
        state: "queued",
        input,
        createdAt: new Date().toISOString(),
        startedAt: null,
        endedAt: null,
        progress: null,
        cancelledBy: null,
        result: null,
        problem: null,
      };
      const entry = take(job, requestId);
      await keep(entry, job);
      next();
      return entry.job;
    },
    get: async (id) => live.get(id)?.job ?? store.get(id),
    cancel: async (id) => {
      const entry = live.get(id);
      return entry === undefined ? store.get(id) : stop(entry, "caller");
    },
    watch: (id, onChange) => {
      const entry = live.get(id);
      entry?.watchers.add(onChange);
      return () => entry?.watchers.delete(onChange);
    },
    running: () => turns.size,
    waiting: () => queue.length,
    close: async () => {
      closing = true;
      const ending = [...live.values()].filter(({ run }) => run !== null || !store.durable);
      await Promise.all(ending.map((entry) => stop(entry, "server")));
      await threads.close();
    },
  };
}

/** A job that was to end is done where it had come to its end all the same. */
function outcomeOf(result: JobResult | null): Partial<Job> {
  if (result?.complete) return { state: "done", result, cancelledBy: null };
  return { state: "cancelled", result };
}
