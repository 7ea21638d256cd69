import { isEnded, type Job } from "./job.js";

/**
 * Where jobs are kept. The scheduler writes a job when it is created, starts and ends, and reads it again when asked for it; which
 * ended jobs are forgotten, and when, is the store's own affair.
 */
export interface JobStore {
  /** Whether jobs are still there after a restart: waiting ones are then left for the next start, and unfinished ones begin again. */
  readonly durable: boolean;
  /** Keeps a job in the place of what was kept under its id. */
  readonly put: (job: Job) => Promise<void>;
  readonly get: (id: string) => Promise<Job | null>;
  /** Jobs that have not ended, in the order of their creation. */
  readonly unfinished: () => Promise<readonly Job[]>;
}

export interface MemoryJobStoreLimits {
  /** Most ended jobs kept. */
  readonly jobsKept: number;
  /** How long an ended job is kept, in ms. */
  readonly jobKeptMs: number;
  /** Most memory of ended jobs, in MB. */
  readonly jobMemoryMb: number;
}

/** Jobs in the memory of the process. Has identity: it holds them. Of the ended ones, those that ended first are forgotten first. */
export function memoryJobStore(limits: MemoryJobStoreLimits, now: () => number = Date.now): JobStore {
  const jobs = new Map<string, Job>();
  /** Ended jobs, in the order in which they ended. */
  const ended = new Map<string, { readonly endedAt: number; readonly bytes: number }>();
  let bytes = 0;

  function forget(id: string): void {
    bytes -= ended.get(id)?.bytes ?? 0;
    ended.delete(id);
    jobs.delete(id);
  }

  function forgetOld(): void {
    for (const [id, { endedAt }] of ended) {
      const tooMany = ended.size > limits.jobsKept || bytes > limits.jobMemoryMb * 2 ** 20;
      if (!tooMany && now() - endedAt <= limits.jobKeptMs) return;
      forget(id);
    }
  }

  return {
    durable: false,
    put: async (job) => {
      forget(job.id);
      jobs.set(job.id, job);
      if (isEnded(job)) {
        const entry = { endedAt: now(), bytes: jobBytes(job) };
        ended.set(job.id, entry);
        bytes += entry.bytes;
      }
      forgetOld();
    },
    get: async (id) => {
      forgetOld();
      return jobs.get(id) ?? null;
    },
    unfinished: async () => [...jobs.values()].filter((job) => !isEnded(job)),
  };
}

/** Memory of a job: its input and its result, two bytes a letter. */
export function jobBytes({ input, result }: Pick<Job, "input" | "result">): number {
  const source = "bytes" in input.source ? input.source.bytes.byteLength : 0;
  return source + 2 * ((result?.json.length ?? 0) + (result?.csv.length ?? 0));
}
