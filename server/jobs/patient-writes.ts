import { setTimeout as delay } from "node:timers/promises";
import { storageProblem } from "../store/storage-problem.js";

/** Pauses before a write is tried again, in ms. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** Tries a write, or a read, until the store takes it; undefined where the server closes first. Rejects with what is no fault of the store. */
export type Insist = <Result>(write: () => Promise<Result>) => Promise<Result | undefined>;

/** What a job writes may wait: a disk that is full, a database that starts again. `onFault` hears of the first refusal of each write. */
export function patientWrites(closed: AbortSignal, onFault: (error: unknown) => void): Insist {
  return async (write) => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await write();
      } catch (error) {
        if (closed.aborted) return undefined;
        if (storageProblem(error) === null) throw error;
        if (pauseMs === FIRST_PAUSE_MS) onFault(error);
        await delay(pauseMs, undefined, { signal: closed }).catch(() => {});
      }
    }
  };
}
