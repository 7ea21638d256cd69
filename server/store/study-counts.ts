import type { Database } from "./tables.js";

export async function countVariables(db: Database, studyId: string): Promise<number> {
  const { rows } = await db
    .selectFrom("variables")
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .where("study_id", "=", studyId)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** How far the scoring of a study is. */
export interface ProgressCounts {
  /** Experts who take part. */
  readonly experts: number;
  /** Cells they have answered, all together. */
  readonly answers: number;
  /** Cells that one participant has answered. */
  readonly own: number;
  readonly decisions: number;
}

export async function countProgress(
  db: Database,
  studyId: string,
  participantId: string | null,
): Promise<ProgressCounts> {
  const experts = await db
    .selectFrom("participants")
    .leftJoin("cells", (join) =>
      join.onRef("cells.study_id", "=", "participants.study_id").onRef("cells.participant_id", "=", "participants.id"),
    )
    .select(({ fn }) => ["participants.id", fn.count<number>("cells.value").as("answers")])
    .where("participants.study_id", "=", studyId)
    .where("participants.role", "=", "expert")
    .where("participants.removed_at", "is", null)
    .groupBy("participants.id")
    .execute();
  const { decisions } = await db
    .selectFrom("decisions")
    .select(({ fn }) => fn.countAll<number>().as("decisions"))
    .where("study_id", "=", studyId)
    .executeTakeFirstOrThrow();
  const answersOf = new Map(experts.map(({ id, answers }) => [id, Number(answers)]));
  return {
    experts: experts.length,
    answers: [...answersOf.values()].reduce((sum, answers) => sum + answers, 0),
    own: participantId === null ? 0 : (answersOf.get(participantId) ?? 0),
    decisions: Number(decisions),
  };
}
