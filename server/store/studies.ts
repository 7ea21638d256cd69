import type { Study } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import { takingTurns } from "../serve-others.js";
import type { Database, StudiesTable } from "./tables.js";

/** What a study says of itself: all of it but its blocks, variables, fiches, hypotheses and scores. */
export type StudyDocument = Omit<Study, "blocks" | "variables" | "direct" | "judgements" | "hypotheses">;

/** A study's row. */
export interface StudyRecord {
  readonly id: string;
  readonly document: StudyDocument;
  /** What was given of its settings; `completeSettings` adds the rest. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly revision: number;
  readonly seq: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}

/** A study's row, deleted ones included. Throws RequestProblem `study-unknown`. */
export async function readStudyRecord(db: Database, studyId: string): Promise<StudyRecord> {
  const row = await db.selectFrom("studies").selectAll().where("id", "=", studyId).executeTakeFirst();
  if (row === undefined) throw new RequestProblem("study-unknown", "There is no such study.");
  return toRecord(row);
}

export async function insertStudyRecord(db: Database, record: StudyRecord): Promise<void> {
  const { id, document, settings, revision, seq, createdAt, updatedAt, deletedAt } = record;
  await db
    .insertInto("studies")
    .values({
      id,
      document: JSON.stringify(document),
      settings: JSON.stringify(settings),
      revision,
      seq,
      created_at: createdAt,
      updated_at: updatedAt,
      deleted_at: deletedAt,
    })
    .execute();
}

/** Replaces document and settings, where given, and counts the revision; returns it. */
export async function reviseStudy(
  db: Database,
  studyId: string,
  { document, settings }: Partial<Pick<StudyRecord, "document" | "settings">> = {},
): Promise<number> {
  const { revision } = await db
    .updateTable("studies")
    .set((expression) => ({
      revision: expression("revision", "+", 1),
      ...(document && { document: JSON.stringify(document) }),
      ...(settings && { settings: JSON.stringify(settings) }),
    }))
    .where("id", "=", studyId)
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

/** Marks a study as deleted at a time, or with null as living. */
export async function markDeleted(db: Database, studyId: string, at: string | null): Promise<void> {
  await db.updateTable("studies").set({ deleted_at: at }).where("id", "=", studyId).execute();
}

/** Removes a study with all that belongs to it, for good. */
export async function purgeStudy(tx: Database, studyId: string): Promise<void> {
  await emptyStudy(tx, studyId);
  await tx.deleteFrom("studies").where("id", "=", studyId).execute();
}

/** Removes a study for good where it was deleted before a time: it may have been restored since it was seen. Returns whether it did. */
export async function purgeIfDeletedBefore(tx: Database, studyId: string, time: string): Promise<boolean> {
  const due = await tx
    .updateTable("studies")
    .set((study) => ({ deleted_at: study.ref("deleted_at") }))
    .where("id", "=", studyId)
    .where("deleted_at", "<", time)
    .returning("seq")
    .executeTakeFirst();
  if (due === undefined) return false;
  await purgeStudy(tx, studyId);
  return true;
}

/** Events removed in one statement. */
const EVENTS_AT_ONCE = 200;

/** Removes what a study has most of, little by little: other requests are served in between. */
async function emptyStudy(tx: Database, studyId: string): Promise<void> {
  const serveOthers = takingTurns();
  const people = await tx.selectFrom("participants").select("id").where("study_id", "=", studyId).execute();
  for (const { id } of people) {
    await tx.deleteFrom("cells").where("study_id", "=", studyId).where("participant_id", "=", id).execute();
    await serveOthers();
  }
  const { seq = 0 } = (await tx.selectFrom("studies").select("seq").where("id", "=", studyId).executeTakeFirst()) ?? {};
  for (let last = EVENTS_AT_ONCE; last < seq; last += EVENTS_AT_ONCE) {
    await tx.deleteFrom("events").where("study_id", "=", studyId).where("seq", "<=", last).execute();
    await serveOthers();
  }
}

/** Ids of the studies deleted before a time. */
export async function deletedBefore(db: Database, time: string): Promise<string[]> {
  const rows = await db.selectFrom("studies").select("id").where("deleted_at", "<", time).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** Where a page of the list begins: after this study. */
export interface ListPosition {
  readonly createdAt: string;
  readonly id: string;
}

export interface ListStudiesInput {
  /** Studies to choose from. @default all */
  readonly ids?: readonly string[];
  readonly deleted: boolean;
  readonly after: ListPosition | null;
  readonly limit: number;
}

/** Studies, the newest first; studies made meanwhile come before the first page and move nothing. */
export async function listStudyRecords(
  db: Database,
  { ids, deleted, after, limit }: ListStudiesInput,
): Promise<StudyRecord[]> {
  if (ids?.length === 0) return [];
  let query = db
    .selectFrom("studies")
    .selectAll()
    .where("deleted_at", deleted ? "is not" : "is", null);
  if (ids !== undefined) query = query.where("id", "in", [...ids]);
  if (after !== null) {
    query = query.where((study) =>
      study.or([
        study("created_at", "<", after.createdAt),
        study.and([study("created_at", "=", after.createdAt), study("id", ">", after.id)]),
      ]),
    );
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id").limit(limit).execute();
  return rows.map(toRecord);
}

function toRecord(row: StudiesTable): StudyRecord {
  return {
    id: row.id,
    document: JSON.parse(row.document) as StudyDocument,
    settings: JSON.parse(row.settings) as Record<string, unknown>,
    revision: row.revision,
    seq: row.seq,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}
