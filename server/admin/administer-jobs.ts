import { describeValue, OptionsError } from "../../src/index.js";
import { isEnded, type Job } from "../jobs/job.js";
import { findJob, requestEnd, unfinishedJobs } from "../store/jobs.js";
import type { Store } from "../store/store.js";

/** The jobs that wait or run, on whatever server of the database, the oldest first. */
export function listJobs({ db }: Store): Promise<Job[]> {
  return unfinishedJobs(db);
}

/**
 * Asks for the end of a job: its server ends it with what it has counted, within a minute; where none is running, the next one to start. Throws OptionsError for
 * an unknown job, and for one that has ended.
 */
export async function cancelJob(store: Store, id: string): Promise<void> {
  const job = await findJob(store.db, id);
  if (job === null || isEnded(job)) {
    const expected = "the id of a job that has not ended (motrice admin jobs lists them)";
    throw new OptionsError([{ path: "job", expected, received: describeValue(id) }]);
  }
  await store.write((tx) => requestEnd(tx, id, "server"));
}
