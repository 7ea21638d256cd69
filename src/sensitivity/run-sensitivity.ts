import type { Study } from "../study/study.js";
import { expectedMs, type Recruit } from "./crew.js";
import { type RunOptions, resolveSensitivityOptions, type SensitivityOptions } from "./options.js";
import { batchResult, prepareBatch } from "./prepare-batch.js";
import type { SensitivityResult } from "./result.js";
import { runBatch } from "./run-batch.js";

/** Time a batch must take on one core for threads to be worth their start. */
const WORTH_THREADS_MS = 150;

/** A batch from study to result, counted by whom `recruit` brings; `processors` is how many workers are tried where none are asked for. */
export async function runSensitivity(
  study: Study,
  given: SensitivityOptions & RunOptions,
  recruit: Recruit,
  processors: number,
): Promise<SensitivityResult> {
  const { options, run } = resolveSensitivityOptions(study, given);
  run.signal?.throwIfAborted();
  const prepared = prepareBatch(study, options);
  const { batch } = prepared;
  const short = options.samples * expectedMs(batch.plan) < WORTH_THREADS_MS;
  const crew = await recruit(batch.plan, run.workers ?? (short ? 0 : processors));
  try {
    return batchResult(prepared, await runBatch(batch, options, run, crew));
  } finally {
    await crew.close();
  }
}
