import { expect, test } from "vitest";
import type { Job } from "../../server/jobs/job.js";
import { jobsElsewhere } from "../../server/jobs/jobs-elsewhere.js";

test("whoever cancels a job whose server has gone is told of it as it stands, and its end stays asked for", async () => {
  const asked: string[] = [];
  const running = { id: "a", state: "running" } as Job;
  const store = {
    find: async () => running,
    askEnd: async (id: string) => {
      asked.push(id);
    },
  };
  const elsewhere = jobsElsewhere(store, new AbortController().signal, 50);
  expect(await elsewhere.end("a")).toBe(running);
  expect(asked).toEqual(["a"]);
});
