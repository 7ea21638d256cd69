import type { AggregationOptions } from "../../src/index.js";
import type { Database, RoundsTable } from "./tables.js";

/** Where a study stands: what decides whether a kept answer still holds, and who may see it. */
export interface StudyState {
  /** Its last event. */
  readonly seq: number;
  /** Whether experts and readers see live results. */
  readonly results: "hidden" | "open";
  /** The state of the latest round; null before the first. */
  readonly round: RoundsTable["state"] | null;
  /** How contributions become one matrix: what the facilitator has set, defaults left out. */
  readonly aggregation: AggregationOptions;
}

/** The state of a study in one small query; null where there is none of this id, or it has been deleted. */
export async function studyState(db: Database, studyId: string): Promise<StudyState | null> {
  const row = await db
    .selectFrom("studies")
    .select(["seq", "settings"])
    .select((eb) =>
      eb
        .selectFrom("rounds")
        .select("rounds.state")
        .whereRef("rounds.study_id", "=", "studies.id")
        .orderBy("rounds.number", "desc")
        .limit(1)
        .as("round"),
    )
    .where("id", "=", studyId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const settings = JSON.parse(row.settings) as Partial<Pick<StudyState, "results" | "aggregation">>;
  return {
    seq: row.seq,
    results: settings.results ?? "hidden",
    round: row.round ?? null,
    aggregation: settings.aggregation ?? {},
  };
}
