import type { Answer } from "../../src/index.js";
import { fromCellText } from "./cell-value.js";
import type { Database } from "./tables.js";

/** How many answers or decisions of a study have a value. */
export interface ValueCount {
  readonly value: NonNullable<Answer>;
  readonly count: number;
}

/** The values that the answers of a study have, or its decisions; blank ones are left out. */
export async function scoreValues(db: Database, studyId: string, of: "cells" | "decisions"): Promise<ValueCount[]> {
  const rows = await db
    .selectFrom(of)
    .select(({ fn }) => ["value", fn.countAll<number>().as("count")])
    .where("study_id", "=", studyId)
    .where("value", "is not", null)
    .groupBy("value")
    .execute();
  return rows.map(({ value, count }) => ({ value: fromCellText(value!), count: Number(count) }));
}
