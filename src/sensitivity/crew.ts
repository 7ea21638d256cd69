import type { BatchPlan } from "./batch-plan.js";
import { createEngine } from "./kernel/create-engine.js";
import type { Engine } from "./kernel/engine.js";

/** Those who count: threads, web workers, or the calling thread itself. */
export interface Crew {
  /** Chunks to keep under way. */
  readonly width: number;
  /** Samples to a chunk. */
  readonly chunk: number;
  /** Counts the samples `first` to `first + samples − 1`. */
  count(first: number, samples: number): Promise<Uint32Array>;
  close(): Promise<void>;
}

/** Brings together a crew of a number of workers for a batch; 0 is the calling thread. */
export type Recruit = (plan: BatchPlan, workers: number) => Promise<Crew>;

/** Time of a chunk: short on the thread that others wait for, longer where only a message is saved. */
const SLICE_MS = 8;
const CHUNK_MS = 30;

/** Time of a chunk whose counts are kept on their own: what is lost at most where a machine fails. */
const APART_MS = 250;

/** What a sample takes at least, in ms: the guess of the products alone is too low for few variables. */
const LEAST_MS = 1e-4;

/** The calling thread alone, which lets others in between slices. */
export async function callingThread(plan: BatchPlan): Promise<Crew> {
  const engine = await createEngine(plan);
  return {
    width: 1,
    chunk: samplesIn(SLICE_MS, plan, engine.kind),
    count: async (first, samples) => {
      await nextTurn();
      return engine.count(first, samples);
    },
    close: async () => {},
  };
}

/** Samples to a chunk of a worker. */
export function workerChunk(plan: BatchPlan): number {
  return samplesIn(CHUNK_MS, plan, "kernel");
}

/** Samples to a chunk of well under a second that is kept apart from the others. */
export function chunkSamples(plan: BatchPlan): number {
  return wholeSamples(APART_MS / (expectedMs(plan) + LEAST_MS));
}

/** Samples between two looks at whether to stop. */
export function sliceSamples(plan: BatchPlan, kind: Engine["kind"]): number {
  return samplesIn(CHUNK_MS, plan, kind);
}

/** Expected time of a sample on one core, in ms: a guess that only decides the size of chunks and whether threads are worth it. */
export function expectedMs(plan: BatchPlan, kind: Engine["kind"] = "kernel"): number {
  const { size, power, columns, drawn, experts } = plan;
  const products = 2 * power * columns.length + drawn.cells.length + (plan.pairwise ? 4 : 3) * size * size;
  const contributions = (experts?.scores.length ?? 0) + (experts?.models.length ? 30 * columns.length : 0);
  return products * (kind === "kernel" ? 1.5e-7 : 3e-6) + contributions * 2e-6;
}

function samplesIn(milliseconds: number, plan: BatchPlan, kind: Engine["kind"]): number {
  return wholeSamples(milliseconds / expectedMs(plan, kind));
}

/** A multiple of 64 samples, the kernel's batch, or of 16, its block, for large studies. */
function wholeSamples(fitting: number): number {
  const unit = fitting >= 64 ? 64 : 16;
  return Math.min(2 ** 24, Math.max(1, Math.floor(fitting / unit)) * unit);
}

/** Lets timers, events and messages run first: a message to oneself, as timers wait at least a millisecond. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const done = () => {
      port1.close();
      resolve();
    };
    // Both browsers and Node have the handler; Node's types leave it out.
    Object.assign(port1, { onmessage: done });
    port2.postMessage(null);
  });
}
