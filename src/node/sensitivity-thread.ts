import { workerData } from "node:worker_threads";
import type { BatchPlan } from "../sensitivity/batch-plan.js";
import { createEngine } from "../sensitivity/kernel/create-engine.js";

const engine = createEngine(workerData as BatchPlan);

/** What a thread of a batch does: counts a chunk. */
export default async function countChunk(task: {
  readonly first: number;
  readonly samples: number;
}): Promise<Uint32Array> {
  return (await engine).count(task.first, task.samples);
}
