import type { Study } from "../study/study.js";
import { checkpoints } from "./checkpoints.js";
import type { Chunk, ChunkedComputation, CountedChunk, SamplesPlan } from "./chunk.js";
import { mayMeetTarget, meetsTarget, newConvergence } from "./convergence.js";
import { countsLayout } from "./counts.js";
import { chunkSamples, sliceSamples } from "./crew.js";
import { integersFromBytes, integersToBytes } from "./integer-bytes.js";
import { createEngine } from "./kernel/create-engine.js";
import { resolveSensitivityOptions, type SensitivityOptions } from "./options.js";
import { type BatchOutcome, batchResult, prepareBatch } from "./prepare-batch.js";
import type { SensitivityResult } from "./result.js";
import { placesOf } from "./summarize-plane.js";

/** The counters of a range of samples. */
interface RangeCounts {
  readonly totals: Float64Array;
  /** At each checkpoint within the range, its end included: the counters of classes from the start of the range. */
  readonly looks: { readonly samples: number; readonly estimates: Float64Array }[];
}

/**
 * {@link sensitivity} cut into chunks of samples, for whoever counts them in several places, or over several days: the result of the merged chunks has the bytes of one go.
 *
 * A chunk takes well under a second, whatever the number of samples: a batch of 10¹⁵ has many of them, of which a merged prefix takes the place as it grows. With
 * a `targetError` chunks end at the checkpoints too, where the batch may stop. Merged counters have the size of one chunk's: O(n²). Throws as {@link sensitivity}.
 *
 * @example
 * const chunks = await sensitivityChunks(study, { samples: 2_000_000 });
 * chunkFrom(chunks.plan, 0)?.first; // 0
 * chunks.result(chunks.merge([])); // null: nothing is counted
 */
export async function sensitivityChunks(
  study: Study,
  given: SensitivityOptions = {},
): Promise<ChunkedComputation<SensitivityResult>> {
  const { options } = resolveSensitivityOptions(study, given);
  const { samples, targetError } = options;
  const prepared = prepareBatch(study, options);
  const { plan: batchPlan, order } = prepared.batch;
  const layout = countsLayout(batchPlan.size, batchPlan.pairwise);
  const [from, to] = layout.estimates;
  const placeOf = placesOf(order);
  const places = [...checkpoints(samples)];
  const engine = await createEngine(batchPlan);
  const slice = sliceSamples(batchPlan, engine.kind);
  const plan: SamplesPlan = {
    kind: "samples",
    units: samples,
    total: samples,
    step: chunkSamples(batchPlan),
    stops: targetError === null ? [] : places.filter(mayMeetTarget),
  };

  function* count({ first, last }: Chunk): Generator<number, CountedChunk, boolean | undefined> {
    const range = emptyRange();
    let next = first;
    let place = places.findIndex((checkpoint) => checkpoint > first);
    while (next < last && (yield next - first) !== true) {
      const end = Math.min(last, next + slice, places[place]!);
      const counts = engine.count(next, end - next);
      for (let i = 0; i < counts.length; i++) range.totals[i]! += counts[i]!;
      next = end;
      if (next !== places[place]) continue;
      range.looks.push({ samples: next, estimates: range.totals.slice(from, to) });
      place++;
    }
    return { first, last: next, done: next - first, bytes: toBytes(range) };
  }

  function emptyRange(): RangeCounts {
    return { totals: new Float64Array(layout.length), looks: [] };
  }

  function toBytes({ totals, looks }: RangeCounts): Uint8Array {
    return integersToBytes([[looks.length], ...looks.flatMap((look) => [[look.samples], look.estimates]), totals]);
  }

  function fromBytes(bytes: Uint8Array): RangeCounts {
    const integers = integersFromBytes(bytes);
    const width = to - from + 1;
    const looks = Array.from({ length: integers[0]! }, (_, i) => {
      const at = 1 + i * width;
      return { samples: integers[at]!, estimates: integers.slice(at + 1, at + width) };
    });
    return { totals: integers.subarray(1 + looks.length * width), looks };
  }

  /** Adds a range that follows. */
  function add(range: RangeCounts, following: RangeCounts): void {
    const before = range.totals.slice(from, to);
    for (const { samples: at, estimates } of following.looks) {
      range.looks.push({ samples: at, estimates: estimates.map((value, i) => value + before[i]!) });
    }
    for (let i = 0; i < range.totals.length; i++) range.totals[i]! += following.totals[i]!;
  }

  /** The estimates at every checkpoint, and whether the last one meets the target. */
  function outcomeOf({ totals, looks }: RangeCounts, counted: number): BatchOutcome {
    const convergence = newConvergence();
    const atCheckpoint = totals.slice();
    for (const look of looks) {
      atCheckpoint.set(look.estimates, from);
      convergence.look({ totals: atCheckpoint, layout, samples: look.samples, placeOf });
    }
    const tally = { totals, layout, samples: counted, placeOf };
    if (looks.at(-1)?.samples !== counted) convergence.look(tally);
    const met = places.includes(counted) && meetsTarget(convergence.points.at(-1)!, targetError);
    return { tally, convergence: convergence.points, complete: met || counted === samples };
  }

  function isComplete({ last, bytes }: CountedChunk): boolean {
    if (last === samples) return true;
    return targetError !== null && plan.stops.includes(last) && outcomeOf(fromBytes(bytes), last).complete;
  }

  return {
    plan,
    count,
    merge: (chunks) => {
      const range = emptyRange();
      let last = 0;
      for (const chunk of chunks) {
        add(range, fromBytes(chunk.bytes));
        last = chunk.last;
        if (targetError !== null && outcomeOf(range, last).complete) break;
      }
      return { first: 0, last, done: last, bytes: toBytes(range) };
    },
    isComplete,
    result: ({ last, bytes }) => (last === 0 ? null : batchResult(prepared, outcomeOf(fromBytes(bytes), last))),
  };
}
