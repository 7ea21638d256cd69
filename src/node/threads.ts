import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MotriceError } from "../errors.js";
import type { BatchPlan } from "../sensitivity/batch-plan.js";
import { type Crew, callingThread, workerChunk } from "../sensitivity/crew.js";

/** Worker threads that count the samples of a batch; the calling thread, in slices, for 0 workers. */
export async function threads(plan: BatchPlan, workers: number): Promise<Crew> {
  if (workers === 0) return callingThread(plan);
  // Loaded on demand: a command without a batch starts sooner.
  const { Piscina } = await import("piscina");
  const pool = new Piscina<{ first: number; samples: number }, Uint32Array>({
    filename: threadFile(),
    workerData: plan,
    minThreads: workers,
    maxThreads: workers,
    // Node's own options, such as a loader of TypeScript, are not for the threads.
    execArgv: [],
    // A thread keeps little: young objects need no room of sixteen megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
  return {
    // One chunk waits for each one under way, so that no thread waits for a message.
    width: 2 * workers,
    chunk: workerChunk(plan),
    count: (first, samples) => pool.run({ first, samples }),
    close: () => pool.destroy(),
  };
}

/** The file a thread starts with: beside the bundle, or above its chunks, in `dist/`; beside this file in the sources. */
function threadFile(): string {
  for (const place of ["./sensitivity-thread.js", "../sensitivity-thread.js", "./sensitivity-thread.mjs"]) {
    const file = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(file)) return file;
  }
  throw new MotriceError("output-failed", "the worker of the batches is missing from the package");
}
