import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { isEnded, type Job } from "./job.js";
import type { JobStore } from "./job-store.js";
import type { JobWatcher } from "./live-job.js";

/** Jobs that other servers of the same database run, seen through the store. Has identity: it holds those who watch. */
export interface JobsElsewhere {
  /** As {@link JobScheduler.watch}; who watches hears of a change a moment later. */
  readonly watch: (id: string, watcher: JobWatcher) => () => void;
  /** Asks for the end of a job and resolves once it has ended, with it as it stands where that takes too long, or where the server closes. */
  readonly end: (id: string) => Promise<Job | null>;
}

/** Time between two looks at a job, in ms. */
const LOOK_MS = 500;

/** Longest wait for the end of a job, in ms: its server may be gone, and whoever asked waits for an answer. */
const END_MS = 10_000;

export function jobsElsewhere(
  store: Pick<JobStore, "find" | "askEnd">,
  closed: AbortSignal,
  endMs = END_MS,
): JobsElsewhere {
  return {
    watch: (id, { onChange, onLeave }) => {
      const unwatched = new AbortController();
      const watching = AbortSignal.any([closed, unwatched.signal]);
      const look = async () => {
        let told = "";
        while (!watching.aborted) {
          const job = await store.find(id).catch(() => undefined);
          if (watching.aborted) break;
          if (job === null) break;
          const text = JSON.stringify(job);
          if (job !== undefined && text !== told) {
            told = text;
            onChange(job);
            if (isEnded(job)) break;
          }
          await delay(LOOK_MS, undefined, { signal: watching }).catch(() => {});
        }
        if (!unwatched.signal.aborted) onLeave();
      };
      void look();
      return () => unwatched.abort();
    },
    end: async (id) => {
      await store.askEnd(id);
      const patience = performance.now() + endMs;
      for (;;) {
        const job = await store.find(id);
        if (job === null || isEnded(job) || closed.aborted || performance.now() >= patience) return job;
        await delay(LOOK_MS, undefined, { signal: closed }).catch(() => {});
      }
    },
  };
}
