/** Carries out a job of a study when its turn has come; gives what it comes to. */
export type ChangeQueue<Job> = (studyId: string, job: Job) => Promise<unknown>;

export interface ChangeQueueParts<Job> {
  /** Carries jobs of one study out, all or none; gives the result of each. */
  readonly run: (studyId: string, jobs: readonly Job[]) => Promise<readonly unknown[]>;
  /** Whether a job may be carried out together with others of its study. */
  readonly isShared: (job: Job) => boolean;
  /** Whether what failed one job would fail the others as well, such as a database that does not answer. */
  readonly failsAll: (error: unknown) => boolean;
}

interface Waiting<Job> {
  readonly job: Job;
  readonly shared: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Most jobs carried out together: the first of them waits for the last. */
const MOST_TOGETHER = 16;

/**
 * Carries out the jobs of each study in the order in which they come. One that waits holds nothing.
 *
 * Shared jobs that wait one behind the other are carried out together; where that fails, each is carried out alone, so that only those fail that must. What
 * fails all fails those that wait at once, rather than each after the patience of the one before.
 */
export function changeQueue<Job>({ run, isShared, failsAll }: ChangeQueueParts<Job>): ChangeQueue<Job> {
  const queues = new Map<string, Waiting<Job>[]>();

  async function serve(studyId: string, queue: Waiting<Job>[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0, groupLength(queue));
      const jobs = group.map(({ job }) => job);
      try {
        const results = await run(studyId, jobs);
        for (const [place, { resolve }] of group.entries()) resolve(results[place]);
      } catch (error) {
        if (failsAll(error)) for (const { reject } of [...group, ...queue.splice(0)]) reject(error);
        else if (group.length === 1) group[0]!.reject(error);
        else queue.unshift(...group.map((one) => ({ ...one, shared: false })));
      }
    }
    queues.delete(studyId);
  }

  return (studyId, job) =>
    new Promise((resolve, reject) => {
      const waiting = { job, shared: isShared(job), resolve, reject };
      const queue = queues.get(studyId);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const started = [waiting];
      queues.set(studyId, started);
      void serve(studyId, started);
    });
}

/** How many of those at the front go together. */
function groupLength(queue: readonly Waiting<unknown>[]): number {
  const end = queue.findIndex(({ shared }, place) => place === MOST_TOGETHER || !shared);
  return end === -1 ? queue.length : Math.max(1, end);
}
