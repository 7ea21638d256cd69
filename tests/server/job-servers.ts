import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";
import type { Assembly, Executor } from "../../server/jobs/executor.js";
import { createJobScheduler, type JobScheduler } from "../../server/jobs/job-scheduler.js";
import { createJobStore, type JobStore } from "../../server/jobs/job-store.js";
import { threadExecutor } from "../../server/jobs/thread-executor.js";
import { environmentName, SERVER_DEFAULTS, type ServerSettings } from "../../server/settings.js";
import type { StorePlace } from "../../server/store/open-store.js";
import type { Store } from "../../server/store/store.js";
import type { Chunk } from "../../src/index.js";

/** The jobs of a server, with the chunks that it counted. */
export interface TestJobs extends JobScheduler {
  readonly counted: { readonly job: string; readonly chunk: Chunk }[];
  readonly faults: unknown[];
}

export interface TestJobsOptions {
  readonly settings?: Partial<ServerSettings>;
  /** Who counts. @default worker threads */
  readonly executor?: (threads: Executor & Assembly) => Executor;
  /** Where its jobs are kept. @default the store */
  readonly jobStore?: (real: JobStore) => JobStore;
  readonly now?: () => number;
}

/** Threads take seconds to load the sources: the servers of a file share them. */
const threadsOfFile = new Map<number, Executor & Assembly>();
afterAll(() => Promise.all([...threadsOfFile.values()].map((threads) => threads.close())));

function sharedThreads(width: number): Executor & Assembly {
  const threads = threadsOfFile.get(width) ?? threadExecutor({ width, memoryMb: 512 });
  threadsOfFile.set(width, threads);
  return { ...threads, close: async () => {} };
}

/** The jobs of a server over a store, in this process, counted by real threads. */
export async function startJobs(
  store: Store,
  { settings = {}, executor = (threads) => threads, jobStore = (real) => real, now }: TestJobsOptions = {},
): Promise<TestJobs> {
  const all = { ...SERVER_DEFAULTS, workers: 1, jobClaimMs: 600, ...settings };
  const threads = sharedThreads(all.workers);
  const counting = executor(threads);
  const counted: { job: string; chunk: Chunk }[] = [];
  const faults: unknown[] = [];
  const jobs = await createJobScheduler(all, {
    store: jobStore(createJobStore(store, all, now)),
    executor: {
      ...counting,
      run: async (order, chunk, signal, onProgress) => {
        const result = await counting.run(order, chunk, signal, onProgress);
        if (result?.last === chunk.last) counted.push({ job: order.id, chunk });
        return result;
      },
    },
    assembly: threads,
    onFault: (error) => faults.push(error),
  });
  return { ...jobs, counted, faults };
}

/** A server in a process of its own, from the sources. Has identity: it holds that process. */
export interface TestServer {
  readonly url: string;
  /** Ends the process at once, as a power cut would. */
  readonly kill: () => Promise<void>;
}

/** Starts a server on a place of studies, on a free port. */
export async function startServerProcess(
  place: StorePlace,
  settings: Partial<ServerSettings> = {},
): Promise<TestServer> {
  const given = {
    port: 0,
    workers: 1,
    logLevel: "error",
    ...(place as object),
    ...settings,
  } as Partial<ServerSettings>;
  const environment = Object.entries(given).map(([name, value]) => [
    environmentName(name as keyof ServerSettings),
    String(value),
  ]);
  const child = spawn(process.execPath, ["dist/server.js"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, ...Object.fromEntries(environment) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Motrice: (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, kill };
  }
  await ended;
  throw new Error("the server ended before it listened");
}
