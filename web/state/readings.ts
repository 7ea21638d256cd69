import { listenToStudy } from "./live.js";

/** A reading that is done again and again, never twice at a time. */
export interface Readings {
  /** Reads what stands now, after the reading that is under way if there is one. Ends when that is done. */
  readonly again: () => Promise<void>;
  /** Ends the reading that is under way, and reads no more. */
  readonly end: () => void;
}

/** Events come in swarms while several experts score: one reading serves a swarm. */
const QUIET_MS = 400;

/**
 * Reads at once, and again after events of the open study of the given kinds. A reading is let go on to its end, and what happens meanwhile makes one more after it:
 * a stream of events that never pauses puts no reading off for good.
 *
 * @param read shows what it read, failures too: it does not reject. Its signal is aborted at the end.
 */
export function openReadings(read: (signal: AbortSignal) => Promise<void>, kinds: readonly string[]): Readings {
  const controller = new AbortController();
  const wanted = new Set(kinds);
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = listenToStudy(({ kind }) => {
    if (!wanted.has(kind) || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void again();
    }, QUIET_MS);
  });
  void again();
  return {
    again,
    end() {
      stop();
      clearTimeout(timer);
      controller.abort();
    },
  };

  function again(): Promise<void> {
    if (controller.signal.aborted) return Promise.resolve();
    if (running === null) {
      running = read(controller.signal).finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running.then(() => {
      next = null;
      return again();
    });
    return next;
  }
}
