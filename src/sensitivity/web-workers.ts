import type { BatchPlan } from "./batch-plan.js";
import { type Crew, callingThread, workerChunk } from "./crew.js";
import type { WorkerAnswer, WorkerRequest } from "./sensitivity-worker.js";

/** The part of a web worker in use, which ES2023 does not declare. */
interface WebWorker {
  onmessage: ((event: { readonly data: WorkerAnswer }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
  postMessage(request: WorkerRequest): void;
  terminate(): void;
}

type WebWorkerConstructor = new (url: URL, options: { type: "module" }) => WebWorker;

/**
 * Web workers, from the file `sensitivity-worker.js` beside this one: no blob and no string of code, so a policy of `worker-src 'self'`
 * suffices (and `script-src 'wasm-unsafe-eval'`, without which the plain twin counts). The calling thread, in slices, for
 * 0 workers and where they cannot start: outside a browser, from another origin, or in a bundle that left the file behind.
 */
export async function webWorkers(plan: BatchPlan, workers: number): Promise<Crew> {
  const { Worker } = globalThis as unknown as { readonly Worker?: WebWorkerConstructor };
  if (Worker === undefined || workers === 0) return callingThread(plan);
  const started: WebWorker[] = [];
  try {
    for (let index = 0; index < workers; index++) {
      started.push(new Worker(new URL("./sensitivity-worker.js", import.meta.url), { type: "module" }));
    }
    await Promise.all(started.map((worker) => ask(worker, { plan })));
  } catch {
    for (const worker of started) worker.terminate();
    return callingThread(plan);
  }
  const idle = [...started];
  return {
    width: workers,
    chunk: workerChunk(plan),
    count: async (first, samples) => {
      const worker = idle.pop()!;
      const answer = await ask(worker, { first, samples });
      idle.push(worker);
      if ("counts" in answer) return answer.counts;
      throw new Error("a worker of the batch answered without counters");
    },
    close: async () => {
      for (const worker of started) worker.terminate();
    },
  };
}

/** One request, one answer. */
function ask(worker: WebWorker, request: WorkerRequest): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if ("failure" in data) reject(new Error(data.failure));
      else resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      reject(new Error(event.message ?? "the worker did not start"));
    };
    worker.postMessage(request);
  });
}
