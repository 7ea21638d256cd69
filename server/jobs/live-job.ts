import { type Chunk, type ChunkPlan, type CountedChunk, chunkFrom } from "../../src/index.js";
import type { CountedRange } from "../store/jobs.js";
import type { Job, JobOrder, JobProgress } from "./job.js";

/** A job under way in this server. Has identity: it changes. */
export interface LiveJob {
  job: Job;
  readonly order: JobOrder;
  /** Of what it is to compute. */
  readonly bytes: number;
  readonly requestId: string;
  /** Where it came from; null where that is not known. */
  readonly address: string | null;
  plan: ChunkPlan | null;
  /** Reads the study and cuts it, once. */
  planning: Promise<void> | null;
  /** Chunks that are counted, by their first unit; and those of them that the store has. */
  readonly counted: Map<number, CountedRange>;
  readonly kept: Map<number, CountedRange>;
  /** How much is done of the chunks that are being counted, by their first unit. */
  readonly open: Map<number, number>;
  /** Parts of chunks that were stopped. */
  readonly parts: CountedChunk[];
  /** The unit up to which chunks have been given out. */
  next: number;
  /** Chunks it counts at this time, or is about to. */
  slots: number;
  /** When its turn is over, on the clock of `performance.now`. */
  turnEndsAt: number;
  /** Aborts once nothing more of it is to be counted: all is, it failed, or it is to end. */
  readonly stop: AbortController;
  /** The unit up to which it is known that nothing was enough. */
  lookedAt: number;
  failure: unknown;
  ending: boolean;
  /** The writes to the store, one after the other, and how many chunks wait among them. */
  saved: Promise<void>;
  unsaved: number;
  readonly watchers: Set<JobWatcher>;
  readonly ended: Promise<Job>;
  readonly settle: (job: Job) => void;
}

/** Who listens to a job. */
export interface JobWatcher {
  readonly onChange: (job: Job) => void;
  /** Called once nothing more will be heard of the job here. */
  readonly onLeave: () => void;
}

export interface LiveJobInput {
  readonly job: Job;
  readonly order: JobOrder;
  readonly bytes: number;
  readonly requestId: string;
  readonly address: string | null;
  readonly plan: ChunkPlan | null;
}

export function newLiveJob(input: LiveJobInput): LiveJob {
  let settle: (job: Job) => void = () => {};
  const ended = new Promise<Job>((resolve) => {
    settle = resolve;
  });
  return {
    ...input,
    planning: null,
    counted: new Map(),
    kept: new Map(),
    open: new Map(),
    parts: [],
    next: 0,
    slots: 0,
    turnEndsAt: 0,
    stop: new AbortController(),
    lookedAt: 0,
    failure: null,
    ending: false,
    saved: Promise.resolve(),
    unsaved: 0,
    watchers: new Set(),
    ended,
    settle,
  };
}

/** The chunk to count next, or null where none is left to give out. */
export function nextChunk({ plan, counted, next, stop }: LiveJob): Chunk | null {
  if (plan === null || stop.signal.aborted) return null;
  let first = next;
  for (let known = counted.get(first); known !== undefined; known = counted.get(first)) first = known.last;
  return chunkFrom(plan, first);
}

/** The chunks in the store that follow one another from the first unit on. */
export function keptFromStart({ kept }: LiveJob): CountedRange[] {
  const ranges: CountedRange[] = [];
  for (let range = kept.get(0); range !== undefined; range = kept.get(range.last)) ranges.push(range);
  return ranges;
}

/** Puts one chunk in the place of those it is merged from. */
export function replaceMerged({ counted, kept }: LiveJob, { first, last, done }: CountedRange): void {
  for (const chunks of [counted, kept]) {
    for (const range of [...chunks.values()]) if (range.last <= last) chunks.delete(range.first);
    chunks.set(first, { first, last, done });
  }
}

/** How far a job is; null before it is cut. Chunks that a merged one holds are not counted twice. */
export function progressOf({ plan, counted, open }: LiveJob): JobProgress | null {
  if (plan === null) return null;
  let done = 0;
  let reached = 0;
  for (const range of [...counted.values()].sort((a, b) => a.first - b.first)) {
    if (range.first < reached) continue;
    done += range.done;
    reached = range.last;
  }
  for (const part of open.values()) done += part;
  return done === 0 ? null : { done, total: plan.total };
}

/** Takes what the store has of a job: of several chunks that begin together the longest. */
export function recall({ counted, kept }: LiveJob, ranges: readonly CountedRange[]): void {
  for (const range of ranges) {
    if (range.last <= (kept.get(range.first)?.last ?? -1)) continue;
    counted.set(range.first, range);
    kept.set(range.first, range);
  }
}
