import type { CountedChunk } from "../../src/index.js";
import { toProblem } from "../problems.js";
import type { JobEnd } from "../store/jobs.js";
import type { Assembly } from "./executor.js";
import type { LiveJob } from "./live-job.js";

export interface JobOutcomeParts {
  readonly assembly: Pick<Assembly, "findings">;
  readonly onFault: (error: unknown) => void;
}

/**
 * How a job ends that counts nothing any more, from its chunks from the first unit on. One that was to end is done where it had come to its end all the
 * same; one that failed has no result, and its problem is told to whoever asks.
 */
export async function jobOutcome(
  entry: LiveJob,
  chunks: readonly CountedChunk[],
  { assembly, onFault }: JobOutcomeParts,
): Promise<Omit<JobEnd, "endedAt">> {
  const { job, plan, order, parts, requestId } = entry;
  try {
    if (entry.failure !== null) throw entry.failure;
    if (plan === null) return cancelled(job);
    const end = chunks.at(-1)?.last ?? 0;
    const part = parts.find(({ first, last }) => first === end && last > first);
    const { result, done, finished } = await assembly.findings(order, part === undefined ? chunks : [...chunks, part]);
    const progress = done > 0 ? { done, total: plan.total } : null;
    if (!finished) return { ...cancelled(job), progress, result };
    return { state: "done", progress, cancelledBy: null, problem: null, result };
  } catch (error) {
    const problem = toProblem(error, requestId);
    if (problem.code === "internal") onFault(error);
    return { state: "failed", progress: job.progress, cancelledBy: null, problem, result: null };
  }
}

function cancelled({ cancelledBy }: LiveJob["job"]): Omit<JobEnd, "endedAt"> {
  return { state: "cancelled", progress: null, cancelledBy, problem: null, result: null };
}
