import { expect, test } from "vitest";
import { changeQueue } from "../../../server/store/change-queue.js";

interface Job {
  readonly name: string;
  readonly shared?: boolean;
  readonly error?: Error;
}

/** A queue of which each run takes one turn of the event loop; `runs` are the names carried out together, in order. */
function recordedQueue(failsAll: (error: unknown) => boolean = () => false) {
  const runs: string[] = [];
  const underWay = new Map<string, number>();
  let most = 0;
  const queue = changeQueue<Job>({
    isShared: ({ shared = true }) => shared,
    failsAll,
    run: async (studyId, jobs) => {
      runs.push(jobs.map(({ name }) => name).join(" "));
      underWay.set(studyId, (underWay.get(studyId) ?? 0) + 1);
      expect(underWay.get(studyId)).toBe(1);
      most = Math.max(most, [...underWay.values()].filter((count) => count > 0).length);
      await new Promise(setImmediate);
      underWay.set(studyId, 0);
      const failed = jobs.find(({ error }) => error !== undefined);
      if (failed !== undefined) throw failed.error;
      return jobs.map(({ name }) => `${name} done`);
    },
  });
  return { queue, runs, mostStudies: () => most };
}

test("jobs that come while one is carried out go together, in their order, and each gets its own result", async () => {
  const { queue, runs } = recordedQueue();
  const results = await Promise.all(["a", "b", "c", "d"].map((name) => queue("one", { name })));
  expect(results).toEqual(["a done", "b done", "c done", "d done"]);
  expect(runs).toEqual(["a", "b c d"]);
});

test("a job that is not shared goes alone, and those behind it wait for it", async () => {
  const { queue, runs } = recordedQueue();
  const jobs: Job[] = [{ name: "a" }, { name: "b" }, { name: "c", shared: false }, { name: "d" }, { name: "e" }];
  await Promise.all(jobs.map((job) => queue("one", job)));
  expect(runs).toEqual(["a", "b", "c", "d e"]);
});

test("no more than sixteen go together", async () => {
  const { queue, runs } = recordedQueue();
  await Promise.all(Array.from({ length: 40 }, (_, k) => queue("one", { name: String(k) })));
  expect(runs.map((run) => run.split(" ").length)).toEqual([1, 16, 16, 7]);
});

test("where one of a group fails, it alone fails", async () => {
  const { queue, runs } = recordedQueue();
  const error = new Error("no");
  const jobs: Job[] = [{ name: "a" }, { name: "b" }, { name: "c", error }, { name: "d" }];
  const ends = await Promise.allSettled(jobs.map((job) => queue("one", job)));
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(ends[2]).toMatchObject({ reason: error });
  expect(runs).toEqual(["a", "b c d", "b", "c", "d"]);
});

test("what fails all fails those that wait at once; what comes later is tried again", async () => {
  const error = new Error("the database is gone");
  const { queue, runs } = recordedQueue((reason) => reason === error);
  const jobs: Job[] = [
    { name: "a", error },
    { name: "b", shared: false },
    { name: "c", shared: false },
  ];
  const ends = await Promise.allSettled(jobs.map((job) => queue("one", job)));
  expect(ends.map((end) => end.status === "rejected" && end.reason)).toEqual([error, error, error]);
  expect(runs).toEqual(["a"]);
  expect(await queue("one", { name: "d" })).toBe("d done");
});

test("studies do not wait for each other", async () => {
  const { queue, mostStudies } = recordedQueue();
  await Promise.all(["one", "two", "three"].map((study) => queue(study, { name: "a" })));
  expect(mostStudies()).toBe(3);
});
