import { checkpoints } from "./checkpoints.js";
import type { CompiledBatch } from "./compile-batch.js";
import { countsLayout } from "./counts.js";
import type { Crew } from "./crew.js";
import type { ResolvedSensitivityOptions, RunOptions } from "./options.js";
import type { ConvergencePoint } from "./result.js";
import { convergenceState, membershipOf, type Tally } from "./summarize-plane.js";

/** What a batch counted. */
export interface BatchOutcome {
  readonly tally: Tally;
  readonly convergence: readonly ConvergencePoint[];
  readonly complete: boolean;
}

/** Samples before a target error may end a batch: a share that is 0 by chance has no error yet. */
const FEWEST_SAMPLES = 1000;

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
  const placeOf = order.map((_, variable) => order.indexOf(variable));
  const convergence: ConvergencePoint[] = [];
  let done = 0;
  let before: (number[][] | null)[] = [];
  const look = (): ConvergencePoint => {
    const tally = { totals, layout, samples: done, placeOf };
    const point = {
      samples: done,
      direct: convergenceState(tally, 0, before[0]),
      indirect: convergenceState(tally, 1, before[1]),
    };
    before = [membershipOf(tally, 0), membershipOf(tally, 1)];
    convergence.push(point);
    return point;
  };
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
    if (done > (convergence.at(-1)?.samples ?? 0)) {
      const { direct, indirect } = look();
      const error = Math.max(direct.standardError ?? 0, indirect.standardError ?? 0);
      if (options.targetError !== null && done === checkpoint && done >= FEWEST_SAMPLES && error <= options.targetError)
        break;
    }
    if (done < checkpoint) return { tally: { totals, layout, samples: done, placeOf }, convergence, complete: false };
  }
  return { tally: { totals, layout, samples: done, placeOf }, convergence, complete: true };
}
