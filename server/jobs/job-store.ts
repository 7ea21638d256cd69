import { randomBytes } from "node:crypto";
import type { CountedChunk } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import {
  type ClaimedJob,
  type CountedRange,
  claimJob,
  countedRanges,
  deleteChunks,
  deleteJobs,
  deleteJobsOfStudy,
  endedJobs,
  endJob,
  findJob,
  insertChunk,
  insertJob,
  insertMerged,
  type JobEnd,
  jobsOfStudy,
  readChunk,
  readJobInput,
  readJobResult,
  releaseClaims,
  renewClaims,
  requestEnd,
  type StoredPlan,
  startJob,
  unclaimedJobs,
  writePlan,
  writeProgress,
} from "../store/jobs.js";
import type { Happening, Store } from "../store/store.js";
import { VERSION } from "../version.js";
import { isEnded, type Job, type JobInput, type JobProgress, type JobResult } from "./job.js";

export interface JobStoreSettings {
  /** Most ended jobs kept that belong to no study. */
  readonly jobsKept: number;
  /** How long an ended job is kept, in ms. */
  readonly jobKeptMs: number;
  /** Most room of ended jobs that belong to no study, in MB. */
  readonly jobMemoryMb: number;
  /** How long a server that says nothing keeps its jobs from others, in ms. */
  readonly jobClaimMs: number;
}

/** What has been asked of a server's job meanwhile: `lost` where it is no longer this server's. */
export type Standing = { readonly lost: boolean; readonly endAsked: Job["cancelledBy"] };

/**
 * Where the jobs of a server are kept. Has identity: it claims jobs in the name of one start of a server. Each job is run by whoever has claimed it;
 * a claim that is not renewed in time is over, and another server goes on with the chunks that are kept.
 */
export interface JobStore {
  /** Whether jobs outlive the server: unfinished ones are then left for the next start. */
  readonly lasting: boolean;
  /** Time between two looks at claims, in ms; null where no other server can come. */
  readonly beatMs: number | null;
  /** The time that jobs are told to begin and end at, in ISO 8601. */
  readonly now: () => string;
  readonly insert: (job: Job, input: JobInput) => Promise<void>;
  /** A job that is still kept. */
  readonly find: (id: string) => Promise<Job | null>;
  readonly ofStudy: (studyId: string) => Promise<readonly Job[]>;
  readonly input: (id: string) => Promise<JobInput | null>;
  readonly result: (id: string) => Promise<JobResult | null>;
  readonly start: (id: string, startedAt: string) => Promise<Standing>;
  readonly keepPlan: (id: string, plan: StoredPlan) => Promise<Standing>;
  readonly ranges: (id: string) => Promise<readonly CountedRange[]>;
  readonly chunks: (id: string, ranges: readonly CountedRange[]) => Promise<CountedChunk[]>;
  /** Keeps a chunk, unless it is kept already, and how far the job is. */
  readonly keepChunk: (id: string, chunk: CountedChunk, progress: JobProgress) => Promise<Standing>;
  readonly keepMerged: (id: string, merged: CountedChunk) => Promise<Standing>;
  /** Ends a job; false where it is no longer this server's. */
  readonly end: (job: Job, end: JobEnd) => Promise<boolean>;
  readonly askEnd: (id: string) => Promise<void>;
  /** Renews the claims; what stands of each job that is still this server's. */
  readonly beat: () => Promise<Map<string, Job["cancelledBy"]>>;
  /** Takes jobs over that nobody runs, at most so many. */
  readonly claim: (most: number) => Promise<ClaimedJob[]>;
  /** Leaves a job, or all jobs of this server, to whoever comes. */
  readonly letGo: (id: string) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly deleteOfStudy: (studyId: string) => Promise<void>;
  /** Forgets jobs that ended too long ago, or that are too many or too large: those that ended first. */
  readonly sweep: () => Promise<void>;
}

/** The looks at claims within the time that a claim lasts. */
const BEATS_A_CLAIM = 3;

export function createJobStore(store: Store, settings: JobStoreSettings, now: () => number = Date.now): JobStore {
  const server = randomBytes(9).toString("base64url");
  const timeAt = (ms: number) => new Date(ms).toISOString();
  // A folder has one server: whoever claimed a job there before is gone.
  const alone = store.kind === "sqlite";
  const claimNow = () => ({ server, until: alone ? NEVER : timeAt(now() + settings.jobClaimMs) });
  const standing = (endAsked: Job["cancelledBy"] | undefined): Standing => ({
    lost: endAsked === undefined,
    endAsked: endAsked ?? null,
  });
  const isKept = (endedAt: string | null) => endedAt === null || now() - Date.parse(endedAt) <= settings.jobKeptMs;

  return {
    lasting: store.lasting,
    now: () => timeAt(now()),
    beatMs: alone ? null : settings.jobClaimMs / BEATS_A_CLAIM,
    insert: async (job, input) => {
      const { study } = job;
      if (study === null) return store.write((tx) => insertJob(tx, job, input, claimNow()));
      await store.change(study.id, study.createdBy, async (tx) => {
        await insertJob(tx, job, input, claimNow());
        return { events: [happening("job-started", job)], result: undefined };
      });
    },
    find: async (id) => {
      const job = await findJob(store.db, id);
      return job !== null && isKept(job.endedAt) ? job : null;
    },
    ofStudy: async (studyId) => (await jobsOfStudy(store.db, studyId)).filter(({ endedAt }) => isKept(endedAt)),
    input: (id) => readJobInput(store.db, id),
    result: (id) => readJobResult(store.db, id),
    start: (id, startedAt) =>
      store.write(async (tx) => standing((await startJob(tx, id, server, startedAt)) ? null : undefined)),
    keepPlan: (id, plan) =>
      store.write(async (tx) => standing((await writePlan(tx, id, server, plan)) ? null : undefined)),
    ranges: (id) => countedRanges(store.db, id),
    chunks: async (id, ranges) => {
      const chunks: CountedChunk[] = [];
      for (const { first, last } of ranges) {
        const chunk = await readChunk(store.db, id, first, last);
        if (chunk === null) throw new Error(`chunk ${first} to ${last} of job ${id} is missing`);
        chunks.push(chunk);
      }
      return chunks;
    },
    keepChunk: (id, chunk, progress) =>
      store.write(async (tx) => {
        const endAsked = await writeProgress(tx, id, server, progress);
        if (endAsked !== undefined) await insertChunk(tx, id, chunk);
        return standing(endAsked);
      }),
    keepMerged: (id, merged) =>
      store.write(async (tx) => standing((await insertMerged(tx, id, server, merged)) ? null : undefined)),
    end: async (job, end) => {
      const { id, study } = job;
      if (study === null) return store.write((tx) => endJob(tx, id, server, end));
      const change = store.change(
        study.id,
        "server",
        async (tx) => {
          const ended = await endJob(tx, id, server, end);
          return { events: ended ? [happening("job-ended", { ...job, state: end.state })] : [], result: ended };
        },
        { deleted: true },
      );
      return change.catch((error: unknown) => {
        if (error instanceof RequestProblem && error.code === "study-unknown") return false;
        throw error;
      });
    },
    askEnd: (id) => store.write((tx) => requestEnd(tx, id, "caller")),
    beat: () => store.write((tx) => renewClaims(tx, claimNow())),
    claim: async (most) => {
      const over = alone ? AFTER_ALL : timeAt(now());
      const claimed: ClaimedJob[] = [];
      for (const id of await unclaimedJobs(store.db, server, over, most)) {
        const taken = await store.write((tx) => claimJob(tx, id, over, claimNow()));
        if (taken === null) continue;
        if (taken.plan === null || taken.plan.version === VERSION) claimed.push(taken);
        else {
          // Another version may count in another way: the bytes of a result are those of one version.
          await store.write((tx) => deleteChunks(tx, id));
          claimed.push({ ...taken, job: { ...taken.job, progress: null }, plan: null });
        }
      }
      return claimed;
    },
    letGo: (id) => store.write((tx) => releaseClaims(tx, server, id)),
    release: () => store.write((tx) => releaseClaims(tx, server)),
    deleteOfStudy: (studyId) => store.write((tx) => deleteJobsOfStudy(tx, studyId)),
    sweep: async () => {
      const jobs = await endedJobs(store.db);
      let number = 0;
      let bytes = 0;
      const gone = jobs.filter((job) => {
        if (!isKept(job.endedAt)) return true;
        if (job.ofStudy) return false;
        number += 1;
        bytes += job.bytes;
        return number > settings.jobsKept || bytes > settings.jobMemoryMb * 2 ** 20;
      });
      const ids = gone.map(({ id }) => id);
      if (ids.length > 0) await store.write((tx) => deleteJobs(tx, ids.slice(0, MOST_DELETED)));
    },
  };
}

/** When a claim ends that nobody else can want, and a time after it. */
const NEVER = "9999-12-31T23:59:59.999Z";
const AFTER_ALL = "99999";

/** Jobs forgotten in one statement. */
const MOST_DELETED = 1000;

function happening(kind: "job-started" | "job-ended", job: Job): Happening {
  const told = { job: job.id, kind: job.kind, of: job.study?.of ?? null };
  return { kind, after: isEnded(job) ? { ...told, state: job.state } : told };
}
