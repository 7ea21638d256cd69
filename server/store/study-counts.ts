import { takingTurns } from "../serve-others.js";
import { listParticipants } from "./participants.js";
import type { Database } from "./tables.js";

export async function countVariables(db: Database, studyId: string): Promise<number> {
  const { rows } = await db
    .selectFrom("variables")
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .where("study_id", "=", studyId)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Cells that one participant has answered. Cost: O(his answers), read from the key alone. */
export async function countAnswers(db: Database, studyId: string, participantId: string): Promise<number> {
  const { answers } = await db
    .selectFrom("cells")
    .select(({ fn }) => fn.countAll<number>().as("answers"))
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .executeTakeFirstOrThrow();
  return Number(answers);
}

/** How far the scoring of a study is. */
export interface ProgressCounts {
  /** Experts who take part. */
  readonly experts: number;
  /** Cells they have answered, all together. */
  readonly answers: number;
  readonly decisions: number;
}

/** Counts all that has been answered, expert by expert, with other requests served in between. Cost: O(answers). */
export async function countProgress(db: Database, studyId: string): Promise<ProgressCounts> {
  const experts = (await listParticipants(db, studyId)).filter(({ role }) => role === "expert");
  const serveOthers = takingTurns();
  let answers = 0;
  for (const { id } of experts) {
    await serveOthers();
    answers += await countAnswers(db, studyId, id);
  }
  const { decisions } = await db
    .selectFrom("decisions")
    .select(({ fn }) => fn.countAll<number>().as("decisions"))
    .where("study_id", "=", studyId)
    .executeTakeFirstOrThrow();
  return { experts: experts.length, answers, decisions: Number(decisions) };
}
