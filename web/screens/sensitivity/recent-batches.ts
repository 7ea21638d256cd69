import type { EngineBatch } from "../../engine/engine-work.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** A batch that was counted in this browser. */
export interface CountedBatch extends EngineBatch {
  readonly elapsedMs: number;
}

/** Batches counted of late, by what they were counted of: whoever looks at a cell and comes back does not wait again. */
const recent = new Map<string, CountedBatch>();

const MOST_KEPT = 8;

/** What names a batch: all that its bytes depend on. */
export function batchName(study: string, { source, direct, judgements }: MatrixOf, options: object): string {
  const { variables, scale } = source as {
    readonly variables: readonly { readonly id: string }[];
    readonly scale?: unknown;
  };
  const confidences = judgements.map(({ from, to, confidence }) => [from, to, confidence]);
  return JSON.stringify([study, variables.map(({ id }) => id), scale, direct, confidences, options]);
}

export function recentBatch(name: string): CountedBatch | null {
  return recent.get(name) ?? null;
}

export function keepBatch(name: string, batch: CountedBatch): void {
  if (recent.size >= MOST_KEPT) recent.delete(recent.keys().next().value!);
  recent.set(name, batch);
}
