import type { Round } from "./rounds.js";
import type { Database } from "./tables.js";

/** What decides whether a cell may change, and what of a study may be remembered. */
export interface ScoringState {
  /** The last event. */
  readonly seq: number;
  /** Counts the changes of document, settings, blocks and variables. */
  readonly revision: number;
  /** The latest round. */
  readonly round: Pick<Round, "number" | "state"> | null;
}

interface StateRow {
  readonly seq: number;
  readonly revision: number;
  readonly number: number | null;
  readonly state: Round["state"] | null;
}

export async function scoringState(db: Database, studyId: string): Promise<ScoringState> {
  return toScoringState(await scoringStateQuery(db, studyId).executeTakeFirstOrThrow());
}

/** To be joined with what else is asked at the same time. */
export function scoringStateQuery(db: Database, studyId: string) {
  return db
    .selectFrom("studies")
    .leftJoin("rounds", "rounds.study_id", "studies.id")
    .select(["studies.seq", "studies.revision", "rounds.number", "rounds.state"])
    .where("studies.id", "=", studyId)
    .orderBy("rounds.number", "desc")
    .limit(1);
}

export function toScoringState({ seq, revision, number, state }: StateRow): ScoringState {
  return { seq, revision, round: number === null || state === null ? null : { number, state } };
}
