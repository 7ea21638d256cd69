import { RequestProblem } from "../problems.js";
import type { ServerSettings } from "../settings.js";
import { type ClaimedJob, inputBytes } from "../store/jobs.js";
import { newId } from "../store/new-id.js";
import type { Assembly, Executor } from "./executor.js";
import { isEnded, type Job, type JobInput, type JobResult, type JobStudy } from "./job.js";
import type { JobKind } from "./job-kind.js";
import { type JobShare, refusalOf } from "./job-room.js";
import { createJobRunner } from "./job-runner.js";
import type { JobStore } from "./job-store.js";
import { jobsElsewhere } from "./jobs-elsewhere.js";
import { type JobWatcher, type LiveJob, newLiveJob, progressOf, recall } from "./live-job.js";
import { patientWrites } from "./patient-writes.js";

export type JobSettings = Pick<ServerSettings, "jobLimit" | "jobTurnMs" | "jobMemoryMb" | "adminToken">;

/** The jobs of a server. Has identity: it owns those that run. */
export interface JobScheduler {
  /** Throws RequestProblem `jobs-full` where one more job does not fit: see {@link refusalOf}. */
  readonly refuseWhenFull: (job: JobShare) => void;
  /**
   * Takes a job on. `requestId` names it in the log, `address` says where it came from. Throws RequestProblem `jobs-full`, and what the store throws.
   */
  readonly submit: (
    kind: JobKind,
    input: JobInput,
    requestId: string,
    study?: JobStudy | null,
    address?: string | null,
  ) => Promise<Job>;
  /** A job of whatever study, or of none: whoever asks decides who may see it. */
  readonly get: (id: string) => Promise<Job | null>;
  /** The jobs of a study, the newest first. */
  readonly ofStudy: (studyId: string) => Promise<readonly Job[]>;
  readonly input: (id: string) => Promise<JobInput | null>;
  readonly result: (id: string) => Promise<JobResult | null>;
  /**
   * Ends a job and resolves with it as it ended; one that has ended before stays as it is. null for an unknown one. One whose server says nothing comes as it
   * stands, and ends once another takes it over.
   */
  readonly cancel: (id: string) => Promise<Job | null>;
  /** Calls back at every change of a job until it has ended, or what it returns is called. */
  readonly watch: (id: string, watcher: JobWatcher) => () => void;
  /** Ends and forgets all jobs of a study: before it is deleted. */
  readonly purgeStudy: (studyId: string) => Promise<void>;
  /** Jobs whose turn it is, and those that wait for one. */
  readonly running: () => number;
  readonly waiting: () => number;
  /** Stops every job: those of a lasting store are left for the next start, the others end with what they have counted. */
  readonly close: () => Promise<void>;
}

export interface JobSchedulerParts {
  readonly store: JobStore;
  readonly executor: Executor;
  readonly assembly: Assembly;
  /** Hears of faults of ours. */
  readonly onFault: (error: unknown) => void;
}

/** Seconds after which to ask again where no more jobs are taken. */
const RETRY_AFTER_S = 10;

/** Time between two sweeps of ended jobs, and two looks for jobs that nobody runs, where no other server can leave any, in ms. */
const SWEEP_MS = 60_000;

/** Starts of a job without any chunk counted after which it is given up: it may be what ends the server. */
const MOST_TRIES = 5;

/**
 * Runs jobs fairly and durably. A job is cut into chunks; as many are counted at a time as the executor takes. Jobs take turns of `jobTurnMs`, handed on between
 * chunks, and a job that is alone has all places. A job of 10¹⁵ samples so delays the others, but never keeps them from ending.
 *
 * Chunks are kept as they come, the first ones merged into one from time to time. At the start the jobs that a store has kept unfinished go on from there; where
 * several servers share a store each job is claimed by one, and taken over from one that says nothing any more.
 */
export async function createJobScheduler(settings: JobSettings, parts: JobSchedulerParts): Promise<JobScheduler> {
  const { store, executor, onFault } = parts;
  const closed = new AbortController();
  const insist = patientWrites(closed.signal, onFault);
  const runner = createJobRunner({ ...parts, insist, jobTurnMs: settings.jobTurnMs });
  const elsewhere = jobsElsewhere(store, closed.signal);
  const { live } = runner;
  /** Jobs that the store has not taken yet. */
  const arriving = new Set<LiveJob>();

  function refuseWhenFull(job: JobShare): void {
    const taken = [...live.values(), ...arriving].map(({ job: { study }, address, bytes }) => ({
      ofStudy: study !== null,
      address,
      bytes,
    }));
    const refusal = refusalOf(job, taken, settings);
    const closing = closed.signal.aborted;
    if (!closing && refusal === null) return;
    const detail = closing
      ? "The server is stopping."
      : `${refusal} under way or waiting. Ask again later, or cancel one.`;
    throw new RequestProblem("jobs-full", detail, { headers: { "retry-after": String(RETRY_AFTER_S) } });
  }

  const submit: JobScheduler["submit"] = async (kind, input, requestId, study = null, address = null) => {
    const bytes = inputBytes(input);
    refuseWhenFull({ ofStudy: study !== null, address, bytes });
    const job: Job = {
      id: newId(),
      kind,
      study,
      state: "queued",
      createdAt: store.now(),
      startedAt: null,
      endedAt: null,
      progress: null,
      cancelledBy: null,
      complete: null,
      problem: null,
    };
    const order = { id: job.id, kind, input };
    const entry = newLiveJob({ job, order, bytes, requestId, address, plan: null });
    arriving.add(entry);
    try {
      await store.insert(job, input);
      runner.add(entry);
    } finally {
      arriving.delete(entry);
    }
    return entry.job;
  };

  /** Goes on with a job that nobody runs. */
  async function resume({ job, plan, tries }: ClaimedJob): Promise<void> {
    const input = await store.input(job.id);
    // It was removed meanwhile, with all that belongs to it.
    if (input === null) return;
    const order = { id: job.id, kind: job.kind, input };
    const entry = newLiveJob({
      job,
      order,
      bytes: inputBytes(input),
      requestId: job.id,
      address: null,
      plan: plan?.plan ?? null,
    });
    recall(entry, plan === null ? [] : await store.ranges(job.id));
    entry.job = { ...job, progress: progressOf(entry) };
    if (tries >= MOST_TRIES)
      runner.fail(entry, new Error(`job ${job.id} was begun ${tries} times and ended its server`));
    if (job.cancelledBy !== null) entry.stop.abort();
    runner.add(entry);
  }

  async function claimJobs(): Promise<void> {
    const room = settings.jobLimit - live.size;
    if (closed.signal.aborted || room <= 0) return;
    for (const claimed of await store.claim(room)) {
      await resume(claimed).catch(async (error: unknown) => {
        onFault(error);
        await store.letGo(claimed.job.id).catch(onFault);
      });
    }
  }

  /** Says that this server is there, hears what others have asked of its jobs, and sees to those that nobody runs. */
  async function beat(): Promise<void> {
    const entries = [...live.values()];
    const own = await store.beat();
    for (const entry of entries) {
      const endAsked = own.get(entry.job.id);
      if (!entry.ending) runner.heed(entry, { lost: endAsked === undefined, endAsked: endAsked ?? null });
    }
    // A job that is claimed and not run here, for it could not be taken over: nobody else would ever run it.
    const arrivals = new Set([...arriving].map(({ job }) => job.id));
    for (const id of own.keys()) if (!live.has(id) && !arrivals.has(id)) await store.letGo(id);
    await claimJobs();
  }

  let working: Promise<void> = Promise.resolve();
  /** One after the other: two looks at the claims at once would take the same jobs. */
  function work(on: () => Promise<void>): void {
    working = working.then(on).catch((error: unknown) => {
      if (!closed.signal.aborted) onFault(error);
    });
  }
  function every(ms: number, on: () => Promise<void>): void {
    const timer = setInterval(() => work(on), ms).unref();
    closed.signal.addEventListener("abort", () => clearInterval(timer));
  }

  await claimJobs();
  every(store.beatMs ?? SWEEP_MS, beat);
  every(SWEEP_MS, store.sweep);

  return {
    refuseWhenFull,
    submit,
    get: async (id) => live.get(id)?.job ?? store.find(id),
    ofStudy: async (studyId) => (await store.ofStudy(studyId)).map((job) => live.get(job.id)?.job ?? job),
    input: async (id) => live.get(id)?.order.input ?? store.input(id),
    result: store.result,
    cancel: async (id) => {
      const entry = live.get(id);
      if (entry !== undefined) return runner.stop(entry, "caller");
      const job = await store.find(id);
      if (job === null || isEnded(job)) return job;
      // Where nobody runs it, this server takes it over to end it.
      work(beat);
      return elsewhere.end(id);
    },
    watch: (id, watcher) => {
      const entry = live.get(id);
      if (entry === undefined) return elsewhere.watch(id, watcher);
      entry.watchers.add(watcher);
      return () => entry.watchers.delete(watcher);
    },
    purgeStudy: async (studyId) => {
      for (const entry of [...live.values()]) if (entry.job.study?.id === studyId) runner.drop(entry);
      await store.deleteOfStudy(studyId);
    },
    running: runner.running,
    waiting: runner.waiting,
    close: async () => {
      closed.abort();
      await runner.close();
      await working;
      if (store.lasting) await store.release().catch(onFault);
      await executor.close();
    },
  };
}
