import { cellInfluence, type Robustness, robustnessSlices, type Study, sensitivity } from "../../src/index.js";
import type { EngineAnswers, LongWork, WorkProgress } from "./engine-work.js";

/** Between two words on how far it is, in ms: an eye sees no more. */
const TELL_MS = 50;

/** What long work is given to say how far it is, and to be stopped. */
export interface LongWorkRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: WorkProgress) => void;
}

/**
 * Does work that takes its time. A batch is counted in web workers, all of the machine's where it is worth their start, and gives what it has counted where
 * it is stopped. Throws what the engine throws, and the signal's reason where nothing was counted.
 */
export async function doLongWork(
  study: Study,
  work: LongWork,
  { signal, onProgress }: LongWorkRun,
): Promise<EngineAnswers[LongWork["kind"]]> {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (done: number, total: number) => {
    const now = performance.now();
    if (now - toldAt < TELL_MS) return;
    toldAt = now;
    onProgress({ done, total });
  };
  switch (work.kind) {
    case "batch":
      return sensitivity(study, {
        ...work.options,
        signal,
        onProgress: ({ samples, total }) => tell(samples, total),
      });
    case "cell-influence":
      return cellInfluence(study, work.options);
    case "robustness":
      return tryChanges(robustnessSlices(study, work.options), signal, tell);
  }
}

type Slices = ReturnType<typeof robustnessSlices>;

/** Tries changes in turns, between which messages are heard. */
async function tryChanges(
  slices: Slices,
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<Robustness> {
  let turn = performance.now();
  let slice = slices.next();
  while (slice.done !== true) {
    tell(slice.value.tried, slice.value.total);
    if (performance.now() - turn > TELL_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
    slice = slices.next(signal.aborted);
  }
  return slice.value;
}
