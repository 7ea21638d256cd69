import type { Database, RoundsTable } from "./tables.js";

/** One pass of answering. Rounds are numbered from 1; all but the last are closed. */
export interface Round {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** The snapshot that closing took. */
  readonly snapshot: string | null;
}

type RoundRow = Omit<RoundsTable, "study_id">;

const COLUMNS = ["number", "state", "opened_at", "closed_at", "snapshot_id"] as const;

function toRound({ number, state, opened_at, closed_at, snapshot_id }: RoundRow): Round {
  return { number, state, openedAt: opened_at, closedAt: closed_at, snapshot: snapshot_id };
}

function select(db: Database, studyId: string) {
  return db.selectFrom("rounds").select(COLUMNS).where("study_id", "=", studyId);
}

/** The rounds of a study, first to last. */
export async function roundsOf(db: Database, studyId: string): Promise<Round[]> {
  return (await select(db, studyId).orderBy("number").execute()).map(toRound);
}

export async function roundOf(db: Database, studyId: string, number: number): Promise<Round | null> {
  const row = await select(db, studyId).where("number", "=", number).executeTakeFirst();
  return row === undefined ? null : toRound(row);
}

/** The round under way, or the last one that was closed. A study has its first round from the start: see `insertRound`. */
export async function latestRound(db: Database, studyId: string): Promise<Round> {
  return toRound(await select(db, studyId).orderBy("number", "desc").limit(1).executeTakeFirstOrThrow());
}

/** Adds an open round. Whoever makes a study adds round 1. */
export async function insertRound(tx: Database, studyId: string, number: number, at: string): Promise<Round> {
  const row = { number, state: "open", opened_at: at, closed_at: null, snapshot_id: null } as const;
  await tx
    .insertInto("rounds")
    .values({ study_id: studyId, ...row })
    .execute();
  return toRound(row);
}

export async function markRoundClosed(
  tx: Database,
  studyId: string,
  number: number,
  { at, snapshot }: { readonly at: string; readonly snapshot: string },
): Promise<Round> {
  const row = await tx
    .updateTable("rounds")
    .set({ state: "closed", closed_at: at, snapshot_id: snapshot })
    .where("study_id", "=", studyId)
    .where("number", "=", number)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return toRound(row);
}
