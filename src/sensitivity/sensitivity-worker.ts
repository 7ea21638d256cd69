import type { BatchPlan } from "./batch-plan.js";
import { createEngine } from "./kernel/create-engine.js";
import type { Engine } from "./kernel/engine.js";

/** What a web worker is sent: the plan once, then chunks to count. */
export type WorkerRequest = { readonly plan: BatchPlan } | { readonly first: number; readonly samples: number };

/** What it answers: with what it is ready to count, counters, or what went wrong. */
export type WorkerAnswer =
  | { readonly ready: Engine["kind"] }
  | { readonly counts: Uint32Array }
  | { readonly failure: string };

/** The part of a worker's global scope in use, which ES2023 does not declare. */
interface WorkerScope {
  onmessage: ((event: { readonly data: WorkerRequest }) => void) | null;
  postMessage(answer: WorkerAnswer, transfer?: readonly unknown[]): void;
}

const scope = globalThis as unknown as WorkerScope;
let engine: Engine | null = null;

scope.onmessage = async ({ data }) => {
  try {
    if ("plan" in data) {
      engine = await createEngine(data.plan);
      scope.postMessage({ ready: engine.kind });
      return;
    }
    const counts = engine!.count(data.first, data.samples);
    scope.postMessage({ counts }, [counts.buffer]);
  } catch (error) {
    scope.postMessage({ failure: String(error) });
  }
};
