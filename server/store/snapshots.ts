import type { Database } from "./tables.js";

/** A state of the study that was kept, without its content. */
export interface SnapshotView {
  readonly id: string;
  readonly title: string;
  /** The round it closed, or null where the facilitator took it. */
  readonly round: number | null;
  readonly published: boolean;
  readonly createdAt: string;
  /** A participant's id. */
  readonly createdBy: string;
}

export interface StoredSnapshot extends SnapshotView {
  /** See SnapshotContent: JSON text that is never rewritten. */
  readonly content: string;
}

const COLUMNS = ["id", "title", "round", "published", "created_at", "created_by"] as const;

interface SnapshotRow {
  readonly id: string;
  readonly title: string;
  readonly round: number | null;
  readonly published: number;
  readonly created_at: string;
  readonly created_by: string;
}

function toView(row: SnapshotRow): SnapshotView {
  return {
    id: row.id,
    title: row.title,
    round: row.round,
    published: row.published === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

/** The snapshots of a study, oldest first. */
export async function snapshotsOf(db: Database, studyId: string): Promise<SnapshotView[]> {
  const rows = await db
    .selectFrom("snapshots")
    .select(COLUMNS)
    .where("study_id", "=", studyId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toView);
}

export async function snapshotOf(db: Database, studyId: string, id: string): Promise<StoredSnapshot | null> {
  const row = await db
    .selectFrom("snapshots")
    .select([...COLUMNS, "content"])
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { ...toView(row), content: row.content };
}

export async function insertSnapshot(tx: Database, studyId: string, snapshot: StoredSnapshot): Promise<void> {
  await tx
    .insertInto("snapshots")
    .values({
      study_id: studyId,
      id: snapshot.id,
      title: snapshot.title,
      round: snapshot.round,
      published: snapshot.published ? 1 : 0,
      content: snapshot.content,
      created_at: snapshot.createdAt,
      created_by: snapshot.createdBy,
    })
    .execute();
}

export async function updateSnapshot(
  tx: Database,
  studyId: string,
  id: string,
  { title, published }: { readonly title: string; readonly published: boolean },
): Promise<void> {
  await tx
    .updateTable("snapshots")
    .set({ title, published: published ? 1 : 0 })
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .execute();
}
