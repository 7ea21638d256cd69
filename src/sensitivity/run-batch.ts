import { checkpoints } from "./checkpoints.js";
import type { CompiledBatch } from "./compile-batch.js";
import { meetsTarget, newConvergence } from "./convergence.js";
import { countsLayout } from "./counts.js";
import type { Crew } from "./crew.js";
import type { ResolvedSensitivityOptions, RunOptions } from "./options.js";
import type { BatchOutcome } from "./prepare-batch.js";
import { placesOf } from "./summarize-plane.js";

/**
 * Counts the samples of a batch, checkpoint by checkpoint. Chunks are given out in the order of the samples and all that were given out
 * are waited for, so that what has been counted is always the samples from 0 on: counts are integers, their sum the same
 * whoever counted what.
 *
 * A signal ends the batch after the chunks under way. Throws the signal's reason where nothing has been counted by then.
 */
export async function runBatch(
  { plan, order }: CompiledBatch,
  options: ResolvedSensitivityOptions,
  { signal, onProgress }: RunOptions,
  crew: Crew,
): Promise<BatchOutcome> {
  const layout = countsLayout(plan.size, plan.pairwise);
  const totals = new Float64Array(layout.length);
  const placeOf = placesOf(order);
  const convergence = newConvergence();
  let done = 0;
  const tally = () => ({ totals, layout, samples: done, placeOf });
  const countTo = async (checkpoint: number) => {
    let next = done;
    const keepCounting = async () => {
      while (next < checkpoint && !signal?.aborted) {
        const first = next;
        const samples = Math.min(crew.chunk, checkpoint - first);
        next += samples;
        const counts = await crew.count(first, samples);
        for (let index = 0; index < counts.length; index++) totals[index]! += counts[index]!;
        done += samples;
        onProgress?.({ samples: done, total: options.samples });
      }
    };
    await Promise.all(Array.from({ length: crew.width }, keepCounting));
  };
  for (const checkpoint of checkpoints(options.samples)) {
    await countTo(checkpoint);
    if (done === 0) throw signal?.reason;
    if (done > (convergence.points.at(-1)?.samples ?? 0)) {
      const point = convergence.look(tally());
      if (done === checkpoint && meetsTarget(point, options.targetError)) break;
    }
    if (done < checkpoint) return { tally: tally(), convergence: convergence.points, complete: false };
  }
  return { tally: tally(), convergence: convergence.points, complete: true };
}
