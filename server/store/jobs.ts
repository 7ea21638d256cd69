import type { ExpressionBuilder, Selectable } from "kysely";
import type { ChunkPlan, CountedChunk } from "../../src/index.js";
import type { Job, JobInput, JobProgress, JobResult, JobState } from "../jobs/job.js";
import type { JobKind } from "../jobs/job-kind.js";
import type { Problem } from "../problems.js";
import type { Database, JobsTable, Tables } from "./tables.js";

/** How a job is cut into chunks, and by which version of Motrice: chunks of two versions are not merged. */
export interface StoredPlan {
  readonly version: string;
  readonly plan: ChunkPlan;
}

/** Who runs a job. */
export interface Claim {
  /** A server's own id, new at each start. */
  readonly server: string;
  /** ISO 8601: from then on others may take the job over. */
  readonly until: string;
}

/** A job that a server has claimed, to run or to go on with. */
export interface ClaimedJob {
  readonly job: Job;
  readonly plan: StoredPlan | null;
  /** Starts since the last chunk that was counted. */
  readonly tries: number;
}

/** A chunk that is kept, without its bytes. */
export type CountedRange = Omit<CountedChunk, "bytes">;

/** How a job ends. */
export interface JobEnd {
  readonly state: JobState;
  readonly endedAt: string;
  readonly progress: JobProgress | null;
  readonly cancelledBy: Job["cancelledBy"];
  readonly problem: Problem | null;
  readonly result: JobResult | null;
}

const UNFINISHED: readonly JobState[] = ["queued", "running"];

const COLUMNS = [
  "id",
  "study_id",
  "of",
  "created_by",
  "kind",
  "state",
  "created_at",
  "started_at",
  "ended_at",
  "progress",
  "cancelled_by",
  "complete",
  "problem",
] as const;

/** Takes a job into the tables, with what it is to compute, claimed by the server that runs it. */
export async function insertJob(db: Database, job: Job, input: JobInput, claim: Claim): Promise<void> {
  const { bytes, options } = written(input);
  await db
    .insertInto("jobs")
    .values({
      id: job.id,
      study_id: job.study?.id ?? null,
      of: job.study?.of ?? null,
      created_by: job.study?.createdBy ?? null,
      kind: job.kind,
      state: job.state,
      created_at: job.createdAt,
      claimed_by: claim.server,
      claimed_until: claim.until,
      tries: 0,
      kept_bytes: bytes.length + Buffer.byteLength(options),
    })
    .execute();
  await db.insertInto("job_inputs").values({ job_id: job.id, kind: input.source.kind, bytes, options }).execute();
}

/** Room that what a job computes takes in the tables, and about as much in memory. */
export function inputBytes(input: JobInput): number {
  const { bytes, options } = written(input);
  return bytes.length + Buffer.byteLength(options);
}

function written({ source, options }: JobInput): { readonly bytes: Buffer; readonly options: string } {
  const bytes = source.kind === "study" ? Buffer.from(JSON.stringify(source.study)) : Buffer.from(source.bytes);
  return { bytes, options: JSON.stringify(options) };
}

export async function findJob(db: Database, id: string): Promise<Job | null> {
  const row = await db.selectFrom("jobs").select(COLUMNS).where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : toJob(row);
}

/** The jobs of a study, the newest first. */
export async function jobsOfStudy(db: Database, studyId: string): Promise<Job[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(COLUMNS)
    .where("study_id", "=", studyId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toJob);
}

/** The jobs that wait or run, the oldest first. */
export async function unfinishedJobs(db: Database): Promise<Job[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(COLUMNS)
    .where("state", "in", UNFINISHED)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toJob);
}

export async function readJobInput(db: Database, id: string): Promise<JobInput | null> {
  const row = await db.selectFrom("job_inputs").selectAll().where("job_id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const { kind, bytes } = row;
  const options = JSON.parse(row.options) as JobInput["options"];
  if (kind !== "study") return { source: { kind, bytes: new Uint8Array(bytes) }, options };
  return { source: { kind, study: JSON.parse(Buffer.from(bytes).toString()) }, options };
}

export async function readJobResult(db: Database, id: string): Promise<JobResult | null> {
  const row = await db
    .selectFrom("job_results")
    .innerJoin("jobs", "jobs.id", "job_results.job_id")
    .select(["json", "csv", "complete"])
    .where("job_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { json: Buffer.from(row.json).toString(), csv: Buffer.from(row.csv).toString(), complete: row.complete === 1 };
}

/** Marks a job as started once more by the server that has claimed it; false where it is no longer that server's. */
export async function startJob(db: Database, id: string, server: string, startedAt: string): Promise<boolean> {
  const row = await updateClaimed(db, id, server)
    .set((expression) => ({ state: "running", started_at: startedAt, tries: expression("tries", "+", 1) }))
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps how a job is cut; false where it is no longer the server's. */
export async function writePlan(db: Database, id: string, server: string, plan: StoredPlan): Promise<boolean> {
  const row = await updateClaimed(db, id, server)
    .set({ plan: JSON.stringify(plan) })
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Tells how far a job is; the row is locked until the transaction ends. Returns who has asked for its end, undefined where it is no longer the server's. */
export async function writeProgress(
  db: Database,
  id: string,
  server: string,
  progress: JobProgress,
): Promise<Job["cancelledBy"] | undefined> {
  const row = await updateClaimed(db, id, server)
    .set({ progress: JSON.stringify(progress), tries: 0 })
    .returning("cancelled_by")
    .executeTakeFirst();
  return row && (row.cancelled_by as Job["cancelledBy"]);
}

/** Keeps a chunk; of two that count the same units, the first. */
export async function insertChunk(db: Database, id: string, chunk: CountedChunk): Promise<void> {
  const { first, last, done } = chunk;
  await db
    .insertInto("job_chunks")
    .values({ job_id: id, first, last, done, bytes: Buffer.from(chunk.bytes) })
    .onConflict((conflict) => conflict.columns(["job_id", "first", "last"]).doNothing())
    .execute();
}

/** Keeps the first chunks of a job as one, in the place of those it is merged from; false where it is another server's by now, which may be reading them. */
export async function insertMerged(db: Database, id: string, server: string, merged: CountedChunk): Promise<boolean> {
  const own = await updateClaimed(db, id, server).set({ claimed_by: server }).returning("id").executeTakeFirst();
  if (own === undefined) return false;
  await insertChunk(db, id, merged);
  await db
    .deleteFrom("job_chunks")
    .where("job_id", "=", id)
    .where("last", "<=", merged.last)
    .where((chunk) => chunk.or([chunk("first", ">", 0), chunk("last", "<", merged.last)]))
    .execute();
  return true;
}

/** Which chunks are kept, by their first unit, the longer one before. */
export async function countedRanges(db: Database, id: string): Promise<CountedRange[]> {
  return db
    .selectFrom("job_chunks")
    .select(["first", "last", "done"])
    .where("job_id", "=", id)
    .orderBy("first")
    .orderBy("last", "desc")
    .execute();
}

export async function readChunk(db: Database, id: string, first: number, last: number): Promise<CountedChunk | null> {
  const row = await db
    .selectFrom("job_chunks")
    .select(["first", "last", "done", "bytes"])
    .where("job_id", "=", id)
    .where("first", "=", first)
    .where("last", "=", last)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, bytes: new Uint8Array(row.bytes) };
}

export async function deleteChunks(db: Database, id: string): Promise<void> {
  await db.deleteFrom("job_chunks").where("job_id", "=", id).execute();
}

/** Ends a job, by the one server that has claimed it: false where it has ended, or is another's. Its chunks are no longer needed. */
export async function endJob(db: Database, id: string, server: string, end: JobEnd): Promise<boolean> {
  const { state, endedAt, progress, cancelledBy, problem, result } = end;
  const json = Buffer.from(result?.json ?? "");
  const csv = Buffer.from(result?.csv ?? "");
  const row = await updateClaimed(db, id, server)
    .set((expression) => ({
      state,
      ended_at: endedAt,
      progress: progress && JSON.stringify(progress),
      cancelled_by: cancelledBy,
      problem: problem && JSON.stringify(problem),
      complete: result && Number(result.complete),
      kept_bytes: expression("kept_bytes", "+", json.length + csv.length),
      claimed_by: null,
      claimed_until: null,
    }))
    .returning("id")
    .executeTakeFirst();
  if (row === undefined) return false;
  await deleteChunks(db, id);
  if (result !== null) await db.insertInto("job_results").values({ job_id: id, json, csv }).execute();
  return true;
}

/** Asks for the end of a job that another server runs. */
export async function requestEnd(db: Database, id: string, by: NonNullable<Job["cancelledBy"]>): Promise<void> {
  await db
    .updateTable("jobs")
    .set({ cancelled_by: by })
    .where("id", "=", id)
    .where("state", "in", UNFINISHED)
    .where("cancelled_by", "is", null)
    .execute();
}

/** Unfinished jobs that nobody runs, the oldest first: those without a claim, and those whose claim is over. */
export async function unclaimedJobs(db: Database, server: string, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("jobs")
    .select("id")
    .where("state", "in", UNFINISHED)
    .where(isUnclaimed(server, now))
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Claims a job whose claim is over; null where another server was first. */
export async function claimJob(db: Database, id: string, now: string, claim: Claim): Promise<ClaimedJob | null> {
  const row = await db
    .updateTable("jobs")
    .set({ claimed_by: claim.server, claimed_until: claim.until })
    .where("id", "=", id)
    .where("state", "in", UNFINISHED)
    .where(isUnclaimed(claim.server, now))
    .returning([...COLUMNS, "plan", "tries"])
    .executeTakeFirst();
  if (row === undefined) return null;
  return { job: toJob(row), plan: row.plan === null ? null : (JSON.parse(row.plan) as StoredPlan), tries: row.tries };
}

/** Keeps a server's claims for longer; returns the jobs that are still its own, with who has asked for their end. */
export async function renewClaims(db: Database, claim: Claim): Promise<Map<string, Job["cancelledBy"]>> {
  const rows = await db
    .updateTable("jobs")
    .set({ claimed_until: claim.until })
    .where("claimed_by", "=", claim.server)
    .where("state", "in", UNFINISHED)
    .returning(["id", "cancelled_by"])
    .execute();
  return new Map(rows.map((row) => [row.id, row.cancelled_by as Job["cancelledBy"]]));
}

/** Leaves a server's unfinished jobs, or one of them, to whoever comes. */
export async function releaseClaims(db: Database, server: string, id?: string): Promise<void> {
  let query = db.updateTable("jobs").set({ claimed_by: null, claimed_until: null }).where("claimed_by", "=", server);
  if (id !== undefined) query = query.where("id", "=", id);
  await query.execute();
}

/** Removes the jobs of a study, whatever their state. */
export async function deleteJobsOfStudy(db: Database, studyId: string): Promise<void> {
  await db.deleteFrom("jobs").where("study_id", "=", studyId).execute();
}

/** Removes jobs with all that belongs to them. */
export async function deleteJobs(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db
      .deleteFrom("jobs")
      .where("id", "in", [...ids])
      .execute();
}

/** Ended jobs, the last one to end first. */
export async function endedJobs(
  db: Database,
): Promise<{ id: string; endedAt: string; bytes: number; ofStudy: boolean }[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(["id", "ended_at", "kept_bytes", "study_id"])
    .where("ended_at", "is not", null)
    .orderBy("ended_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    endedAt: row.ended_at!,
    bytes: row.kept_bytes,
    ofStudy: row.study_id !== null,
  }));
}

function isUnclaimed(server: string, now: string) {
  return (job: ExpressionBuilder<Tables, "jobs">) =>
    job.or([job("claimed_by", "is", null), job.and([job("claimed_by", "!=", server), job("claimed_until", "<", now)])]);
}

/** The one way to change a job that runs: by the server that has claimed it, while it has not ended. */
function updateClaimed(db: Database, id: string, server: string) {
  return db.updateTable("jobs").where("id", "=", id).where("claimed_by", "=", server).where("state", "in", UNFINISHED);
}

function toJob(row: Pick<Selectable<JobsTable>, (typeof COLUMNS)[number]>): Job {
  return {
    id: row.id,
    kind: row.kind as JobKind,
    study: row.study_id === null ? null : { id: row.study_id, of: row.of!, createdBy: row.created_by! },
    state: row.state as JobState,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    progress: row.progress === null ? null : (JSON.parse(row.progress) as JobProgress),
    cancelledBy: row.cancelled_by as Job["cancelledBy"],
    complete: row.complete === null ? null : row.complete === 1,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
  };
}
