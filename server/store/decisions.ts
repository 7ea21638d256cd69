import type { Cell, Text } from "../../src/index.js";
import { fromCellText, toCellText } from "./cell-value.js";
import { jsonRows } from "./json-rows.js";
import type { Database, DecisionsTable } from "./tables.js";

/** A cell of the consensus that the facilitator has set. `from` and `to` are ids of variables. */
export interface StoredDecision {
  readonly from: string;
  readonly to: string;
  /** Null: the cell is left blank on purpose. */
  readonly value: Cell;
  /** Why; empty where an imported score came without a reason. */
  readonly reason: Text;
  readonly confidence: 1 | 2 | 3 | null;
  readonly sign: "+" | "-" | "~" | null;
  readonly source: string | null;
  /** A participant's id, or `admin`. */
  readonly decidedBy: string;
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
}

type DecisionPlace = Pick<StoredDecision, "from" | "to">;

/** Rows of one insert: ten values each, and SQLite takes at most 32 766 in a statement. */
const ROWS_AT_ONCE = 1000;

/** The decisions of a study, by the ids of row and column. */
export async function decisionsOf(db: Database, studyId: string): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom("decisions")
    .select((eb) => ["from_id", jsonRows(db, eb, CONTENT).as("decisions")])
    .where("study_id", "=", studyId)
    .groupBy("from_id")
    .execute();
  const decisions = rows.flatMap(({ from_id, decisions: text }) =>
    (JSON.parse(text) as unknown[][]).map((values) => {
      const content = Object.fromEntries(CONTENT.map((column, place) => [column, values[place]]));
      return toDecision({ ...content, from_id } as Omit<DecisionsTable, "study_id">);
    }),
  );
  return decisions.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
}

const CONTENT = ["to_id", "value", "reason", "confidence", "sign", "source", "decided_by", "decided_at"] as const;

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The decision of one cell, or null. */
export async function decisionAt(
  db: Database,
  studyId: string,
  { from, to }: DecisionPlace,
): Promise<StoredDecision | null> {
  const row = await db
    .selectFrom("decisions")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("from_id", "=", from)
    .where("to_id", "=", to)
    .executeTakeFirst();
  return row === undefined ? null : toDecision(row);
}

/** Sets decisions whole, over those that are there. */
export async function putDecisions(tx: Database, studyId: string, decisions: readonly StoredDecision[]): Promise<void> {
  const rows = decisions.map((decision) => toRow(studyId, decision));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto("decisions")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(["study_id", "from_id", "to_id"]).doUpdateSet((eb) => ({
          value: eb.ref("excluded.value"),
          reason: eb.ref("excluded.reason"),
          confidence: eb.ref("excluded.confidence"),
          sign: eb.ref("excluded.sign"),
          source: eb.ref("excluded.source"),
          decided_by: eb.ref("excluded.decided_by"),
          decided_at: eb.ref("excluded.decided_at"),
        })),
      )
      .execute();
  }
}

/** Takes decisions back: their cells are the aggregate's again. */
export async function removeDecisions(tx: Database, studyId: string, places: readonly DecisionPlace[]): Promise<void> {
  const rows = new Map<string, string[]>();
  for (const { from, to } of places) rows.set(from, [...(rows.get(from) ?? []), to]);
  for (const [from, tos] of rows) {
    await tx
      .deleteFrom("decisions")
      .where("study_id", "=", studyId)
      .where("from_id", "=", from)
      .where("to_id", "in", tos)
      .execute();
  }
}

function toDecision(row: Omit<DecisionsTable, "study_id">): StoredDecision {
  return {
    from: row.from_id,
    to: row.to_id,
    value: row.value === null ? null : (fromCellText(row.value) as Cell),
    reason: JSON.parse(row.reason) as Text,
    confidence: row.confidence as StoredDecision["confidence"],
    sign: row.sign as StoredDecision["sign"],
    source: row.source,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

function toRow(studyId: string, decision: StoredDecision): DecisionsTable {
  return {
    study_id: studyId,
    from_id: decision.from,
    to_id: decision.to,
    value: decision.value === null ? null : toCellText(decision.value),
    reason: JSON.stringify(decision.reason),
    confidence: decision.confidence,
    sign: decision.sign,
    source: decision.source,
    decided_by: decision.decidedBy,
    decided_at: decision.decidedAt,
  };
}
