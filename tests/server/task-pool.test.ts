import { afterEach, expect, test } from "vitest";
import { recentRenderings } from "../../server/engine/recent-renderings.js";
import type { Task } from "../../server/engine/task.js";
import { createTaskPool, type PoolSettings, type TaskPool } from "../../server/engine/task-pool.js";
import { analyze, OptionsError, toJson } from "../../src/index.js";
import { ringStudy } from "./test-app.js";

const SETTINGS: PoolSettings = { workers: 1, queueLimit: 2, taskTimeoutMs: 30_000, workerMemoryMb: 512 };

const pools: TaskPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

function usePool(settings: Partial<PoolSettings> = {}): TaskPool {
  const pool = createTaskPool({ ...SETTINGS, ...settings });
  pools.push(pool);
  return pool;
}

const analysisOf = (size: number, options: object = {}): Task => ({
  source: { kind: "study", study: ringStudy(size) },
  options: { ...options },
  output: { kind: "analysis", format: "json" },
});

/** Minutes of work: exact sums, at every power, of numbers of many digits twelve orders apart. */
const LONG: Task = {
  source: {
    kind: "json",
    bytes: Buffer.from(
      JSON.stringify({
        variables: Array.from({ length: 400 }, (_, i) => ({ id: `v${i}`, label: `V${i}` })),
        direct: Array.from({ length: 400 }, (_, i) =>
          Array.from({ length: 400 }, (_, j) => (i === j ? 0 : (i * j) % 3 === 0 ? 1.23456789e-6 : 987654.321987)),
        ),
      }),
    ),
  },
  options: { maxPower: 200 },
  output: { kind: "analysis", format: "json" },
};

test("tasks come back with the bytes of the library, each its own, whatever their order", async () => {
  const pool = usePool({ workers: 2, queueLimit: 10 });
  const sizes = [3, 50, 4, 45, 5];
  const answers = await Promise.all(sizes.map((size) => pool.run(analysisOf(size))));
  expect(answers).toEqual(sizes.map((size) => toJson(analyze(ringStudy(size)))));
  expect([pool.running(), pool.waiting()]).toEqual([0, 0]);
});

test("an error of ours keeps its code and issues across the thread", async () => {
  const failed = usePool().run(analysisOf(3, { maxPower: 999, nope: 1 }));
  await expect(failed).rejects.toMatchObject({
    code: "options-invalid",
    issues: [{ path: "nope" }, { path: "maxPower" }],
  });
  await expect(failed).rejects.not.toBeInstanceOf(OptionsError);
});

test("a task that takes too long is stopped, and the next one is computed", async () => {
  const pool = usePool({ taskTimeoutMs: 6000 });
  await expect(pool.run(LONG)).rejects.toMatchObject({ code: "task-timeout", headers: { "retry-after": "30" } });
  expect(await pool.run(analysisOf(3))).toBe(toJson(analyze(ringStudy(3))));
});

test("a task of a caller that has gone is stopped, whether it runs or waits", async () => {
  const pool = usePool();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = pool.run(LONG, { signal: running.signal });
  const second = pool.run(LONG, { signal: waiting.signal });
  const third = pool.run(analysisOf(3));
  waiting.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect([pool.running(), pool.waiting()]).toEqual([1, 1]);
  running.abort(new Error("gone too"));
  await expect(first).rejects.toThrow("gone too");
  expect(await third).toBe(toJson(analyze(ringStudy(3))));
});

test("what the queue cannot hold is refused at once with a time to come back", async () => {
  const pool = usePool({ queueLimit: 1 });
  const running = pool.run(LONG);
  const waiting = pool.run(LONG);
  await expect(pool.run(LONG)).rejects.toMatchObject({ code: "server-busy", headers: { "retry-after": "5" } });
  const ends = Promise.allSettled([running, waiting]);
  await pool.close();
  expect((await ends).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("one address can fill half of the queue, the rest is for others", async () => {
  const pool = usePool({ queueLimit: 4 });
  const run = (address: string) => pool.run(LONG, { address });
  const taken = [run("greedy"), run("greedy"), run("greedy")];
  await expect(run("greedy")).rejects.toMatchObject({ code: "server-busy" });
  taken.push(run("modest"), run("another"));
  expect([pool.running(), pool.waiting()]).toEqual([1, 4]);
  await expect(run("late")).rejects.toMatchObject({ code: "server-busy" });
  const ends = Promise.allSettled(taken);
  await pool.close();
  expect((await ends).map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
});

test("a task that takes too much memory is stopped alone, and the next one is computed", async () => {
  const pool = usePool({ workerMemoryMb: 32 });
  const size = 1900;
  const row = `[${Array(size).fill("null").join(",")}]`;
  const variables = Array.from({ length: size }, (_, i) => `{"id":"v${i}","label":"V${i}"}`).join(",");
  const text = `{"variables":[${variables}],"direct":[${Array(size).fill(row).join(",")}]}`;
  const hungry: Task = { ...LONG, source: { kind: "json", bytes: Buffer.from(text) } };
  await expect(pool.run(hungry)).rejects.toMatchObject({ code: "task-too-large" });
  expect(await pool.run(analysisOf(3))).toBe(toJson(analyze(ringStudy(3))));
});

test("a shipped result is computed once while it is asked for, again after a failure, and forgotten when others came since", async () => {
  const recent = recentRenderings();
  let computed = 0;
  const compute = async () => {
    computed += 1;
    if (computed === 1) throw new Error("first");
    return `result ${computed}`;
  };
  await expect(recent.get("key", compute)).rejects.toThrow("first");
  expect(await Promise.all([recent.get("key", compute), recent.get("key", compute)])).toEqual(["result 2", "result 2"]);
  for (let i = 0; i < 300; i++) await recent.get(`other ${i}`, async () => "x");
  expect(await recent.get("key", compute)).toBe("result 3");
  await recent.get("large", async () => "x".repeat(40 * 1024 * 1024));
  expect(await recent.get("key", compute)).toBe("result 4");
});
