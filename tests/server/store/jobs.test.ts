import { afterEach, beforeEach, expect, it } from "vitest";
import type { Job, JobInput } from "../../../server/jobs/job.js";
import {
  claimJob,
  countedRanges,
  endJob,
  findJob,
  insertChunk,
  insertJob,
  insertMerged,
  type JobEnd,
  jobsOfStudy,
  readChunk,
  readJobInput,
  readJobResult,
  releaseClaims,
  renewClaims,
  requestEnd,
  startJob,
  unclaimedJobs,
  writePlan,
  writeProgress,
} from "../../../server/store/jobs.js";
import { openStore } from "../../../server/store/open-store.js";
import type { Store } from "../../../server/store/store.js";
import { EXAMPLE_STUDY, parseStudy } from "../../../src/index.js";
import { describeEachStore, openTestStore } from "./stores.js";

const AT = "2026-01-01T00:00:00.000Z";
const LATER = "2026-01-01T00:01:00.000Z";
const MUCH_LATER = "2026-01-01T01:00:00.000Z";
const OURS = { server: "ours", until: LATER };
const THEIRS = { server: "theirs", until: MUCH_LATER };

const job = (id: string, part: Partial<Job> = {}): Job => ({
  id,
  kind: "sensitivity",
  study: null,
  state: "queued",
  createdAt: AT,
  startedAt: null,
  endedAt: null,
  progress: null,
  cancelledBy: null,
  complete: null,
  problem: null,
  ...part,
});

const INPUT: JobInput = { source: { kind: "json", bytes: Uint8Array.of(123, 0, 255, 125) }, options: { samples: 7 } };

const done: JobEnd = {
  state: "done",
  endedAt: LATER,
  progress: { done: 1e15, total: 1e15 },
  cancelledBy: null,
  problem: null,
  result: { json: '{"é":"\u0000"}', csv: "a;\u0000;b\n", complete: true },
};

const chunk = (first: number, last: number, ...bytes: number[]) => ({
  first,
  last,
  done: last - first,
  bytes: Uint8Array.from(bytes),
});

describeEachStore("jobs", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
  });
  afterEach(() => store.close());

  const insert = (id: string, part: Partial<Job> = {}, claim = OURS) =>
    store.write((tx) => insertJob(tx, job(id, part), INPUT, claim));

  it("a job comes back as it was taken, its bytes whatever they are", async () => {
    await insert("a");
    expect(await findJob(store.db, "a")).toEqual(job("a"));
    expect(await readJobInput(store.db, "a")).toEqual(INPUT);
    const study = parseStudy(EXAMPLE_STUDY);
    await store.write((tx) => insertJob(tx, job("b"), { source: { kind: "study", study }, options: {} }, OURS));
    expect(await readJobInput(store.db, "b")).toEqual({ source: { kind: "study", study }, options: {} });
    expect([await findJob(store.db, "c"), await readJobInput(store.db, "c")]).toEqual([null, null]);
  });

  it("of two counts of one chunk the first is kept", async () => {
    await insert("a");
    await insertChunk(store.db, "a", chunk(0, 1e15, 1, 2));
    await insertChunk(store.db, "a", chunk(0, 1e15, 3));
    expect(await readChunk(store.db, "a", 0, 1e15)).toEqual(chunk(0, 1e15, 1, 2));
    expect(await countedRanges(store.db, "a")).toEqual([{ first: 0, last: 1e15, done: 1e15 }]);
  });

  it("a merged chunk takes the place of those it is merged from, and of no other", async () => {
    for (const id of ["a", "b"]) {
      await insert(id);
      for (const first of [0, 10, 20, 40]) await insertChunk(store.db, id, chunk(first, first + 10, first));
    }
    await store.write((tx) => insertMerged(tx, "a", "ours", chunk(0, 30, 9)));
    const ranges = async (id: string) => (await countedRanges(store.db, id)).map(({ first, last }) => [first, last]);
    expect(await ranges("a")).toEqual([
      [0, 30],
      [40, 50],
    ]);
    expect(await ranges("b")).toHaveLength(4);
    // One that comes late stands behind the merged one, and goes with the next.
    await insertChunk(store.db, "a", chunk(0, 10, 0));
    await insertChunk(store.db, "a", chunk(30, 40, 0));
    expect((await ranges("a"))[0]).toEqual([0, 30]);
    await store.write((tx) => insertMerged(tx, "a", "ours", chunk(0, 50, 9)));
    expect(await ranges("a")).toEqual([[0, 50]]);
    expect((await readChunk(store.db, "a", 0, 50))!.bytes).toEqual(Uint8Array.of(9));
  });

  it("a job ends once: of several who end it at the same time one does, and its chunks go", async () => {
    await insert("a");
    await insertChunk(store.db, "a", chunk(0, 5, 1));
    const ends = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        store.write((tx) => endJob(tx, "a", "ours", { ...done, result: { ...done.result!, csv: `${n}` } })),
      ),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    const ended = await findJob(store.db, "a");
    expect(ended).toMatchObject({ state: "done", endedAt: LATER, complete: true, progress: done.progress });
    expect((await readJobResult(store.db, "a"))!.csv).toBe(`${ends.indexOf(true) + 1}`);
    expect(await countedRanges(store.db, "a")).toEqual([]);
    await store.write((tx) => endJob(tx, "a", "ours", { ...done, state: "cancelled" }));
    expect((await findJob(store.db, "a"))!.state).toBe("done");
  });

  it("a result comes back to the letter, NUL included", async () => {
    await insert("a");
    expect(await store.write((tx) => endJob(tx, "a", "ours", done))).toBe(true);
    expect(await readJobResult(store.db, "a")).toEqual(done.result);
  });

  it("only who has claimed a job starts, cuts, tells and ends it", async () => {
    await insert("a");
    expect(await startJob(store.db, "a", "theirs", AT)).toBe(false);
    expect(await writePlan(store.db, "a", "theirs", { version: "1", plan: null as never })).toBe(false);
    expect(await writeProgress(store.db, "a", "theirs", { done: 1, total: 2 })).toBeUndefined();
    expect(await store.write((tx) => endJob(tx, "a", "theirs", done))).toBe(false);
    expect(await store.write((tx) => insertMerged(tx, "a", "theirs", chunk(0, 30, 9)))).toBe(false);
    expect(await countedRanges(store.db, "a")).toEqual([]);
    expect(await findJob(store.db, "a")).toEqual(job("a"));
    expect(await startJob(store.db, "a", "ours", AT)).toBe(true);
    expect(await writeProgress(store.db, "a", "ours", { done: 1, total: 2 })).toBeNull();
    await requestEnd(store.db, "a", "caller");
    expect(await writeProgress(store.db, "a", "ours", { done: 2, total: 2 })).toBe("caller");
  });

  it("a job is claimed by one of many, and only once the claim before it is over", async () => {
    await insert("a");
    const stores: Store[] = [store];
    if (store.kind === "postgres") stores.push(await openStore(store.place));
    const claimAll = (now: string) =>
      Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          stores[i % stores.length]!.write((tx) =>
            claimJob(tx, "a", now, { server: `server ${i}`, until: MUCH_LATER }),
          ),
        ),
      );
    expect((await claimAll("2026-01-01T00:00:59.000Z")).filter(Boolean)).toEqual([]);
    expect(await unclaimedJobs(store.db, "theirs", LATER, 9)).toEqual([]);
    const claims = await claimAll("2026-01-01T00:01:00.001Z");
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(claims.find(Boolean)).toMatchObject({ job: { id: "a" }, plan: null, tries: 0 });
    for (const other of stores.slice(1)) await other.close();
  });

  it("claims are renewed while they are one's own, and released for others", async () => {
    await insert("a");
    await insert("b", { createdAt: LATER });
    await insert("c", {}, THEIRS);
    await store.write((tx) => endJob(tx, "b", "ours", done));
    await requestEnd(store.db, "a", "caller");
    expect(await renewClaims(store.db, { server: "ours", until: MUCH_LATER })).toEqual(new Map([["a", "caller"]]));
    expect(await unclaimedJobs(store.db, "x", LATER, 9)).toEqual([]);
    await releaseClaims(store.db, "ours");
    expect(await unclaimedJobs(store.db, "x", LATER, 9)).toEqual(["a"]);
    expect(await renewClaims(store.db, OURS)).toEqual(new Map());
  });

  it("starts without a chunk are counted, and forgotten with the next chunk", async () => {
    await insert("a");
    for (let i = 0; i < 3; i++) await startJob(store.db, "a", "ours", AT);
    const claim = (server: string) => store.write((tx) => claimJob(tx, "a", MUCH_LATER, { server, until: LATER }));
    expect((await claim("theirs"))!.tries).toBe(3);
    await writeProgress(store.db, "a", "theirs", { done: 1, total: 2 });
    expect((await claim("ours"))!.tries).toBe(0);
  });

  it("jobs go with their study, and with all that belongs to them", async () => {
    const row = {
      document: "{}",
      settings: "{}",
      revision: 1,
      seq: 0,
      created_at: AT,
      updated_at: AT,
      deleted_at: null,
    };
    await store.db
      .insertInto("studies")
      .values({ id: "s", ...row })
      .execute();
    const study = { id: "s", of: "consensus", createdBy: "p" };
    await insert("a", { study });
    await insert("b", { study, createdAt: LATER });
    await insert("c");
    await insertChunk(store.db, "a", chunk(0, 1, 1));
    await store.write((tx) => endJob(tx, "b", "ours", done));
    expect((await jobsOfStudy(store.db, "s")).map(({ id, study: of }) => [id, of])).toEqual([
      ["b", study],
      ["a", study],
    ]);
    await store.db.deleteFrom("studies").where("id", "=", "s").execute();
    const rows = async (table: "jobs" | "job_inputs" | "job_chunks" | "job_results") =>
      (await store.db.selectFrom(table).selectAll().execute()).length;
    expect([await rows("jobs"), await rows("job_inputs"), await rows("job_chunks"), await rows("job_results")]).toEqual(
      [1, 1, 0, 0],
    );
  });
});
