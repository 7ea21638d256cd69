import type { Chunk, ChunkPlan, CountedChunk } from "../../src/index.js";
import type { JobOrder, JobResult } from "./job.js";

/** A chunk that was counted: of one that was stopped, the part that was. */
type ChunkResult = CountedChunk;

/**
 * Who counts the chunks of jobs: threads here, machines elsewhere. Chunks are counted in any order, by anyone, more than once where one who counts is
 * lost; the same chunk gives the same bytes.
 */
export interface Executor {
  /** Chunks it counts at a time. */
  readonly width: number;
  /**
   * Counts a chunk, and tells how much of it is done meanwhile. A signal ends it: with what is counted so far, or null where that cannot be had in
   * time. Rejects with the job's own error.
   */
  readonly run: (
    order: JobOrder,
    chunk: Chunk,
    signal: AbortSignal,
    onProgress?: (done: number) => void,
  ) => Promise<ChunkResult | null>;
  readonly close: () => Promise<void>;
}

/** What a job found, as far as it is counted. */
export interface Findings {
  /** null where nothing is counted. */
  readonly result: JobResult | null;
  /** Samples, or changed studies, that the result counts. */
  readonly done: number;
  /** Whether nothing is left to count. */
  readonly finished: boolean;
}

/** What is done with a job besides counting, beside the event loop: reading its study, and putting its chunks together. */
export interface Assembly {
  /** How the job is cut; null where the signal came first. */
  readonly plan: (order: JobOrder, signal: AbortSignal) => Promise<ChunkPlan | null>;
  /** One chunk of several that follow one another from the first unit on, and whether nothing is left to count after it. */
  readonly merge: (
    order: JobOrder,
    chunks: readonly CountedChunk[],
  ) => Promise<{ readonly merged: CountedChunk; readonly finished: boolean }>;
  readonly findings: (order: JobOrder, chunks: readonly CountedChunk[]) => Promise<Findings>;
}
