import type { AssignmentItem } from "../../src/index.js";
import type { AssignmentsTable, Database } from "./tables.js";

type ItemRow = Pick<AssignmentsTable, "kind" | "first_id" | "second_id">;

/** Rows of one insert: five values each, and SQLite takes at most 32 766 in a statement. */
const ROWS_AT_ONCE = 1000;

function toItem({ kind, first_id, second_id }: ItemRow): AssignmentItem {
  if (kind === "cell") return { kind, from: first_id, to: second_id };
  return kind === "block" ? { kind, block: first_id } : { kind, variable: first_id };
}

function toRow(item: AssignmentItem): ItemRow {
  switch (item.kind) {
    case "cell":
      return { kind: item.kind, first_id: item.from, second_id: item.to };
    case "block":
      return { kind: item.kind, first_id: item.block, second_id: "" };
    default:
      return { kind: item.kind, first_id: item.variable, second_id: "" };
  }
}

/** What is assigned, by participant, of one or of all; participants without items are not in it. */
export async function assignmentsOf(
  db: Database,
  studyId: string,
  participantId?: string,
): Promise<Map<string, AssignmentItem[]>> {
  let query = db
    .selectFrom("assignments")
    .select(["participant_id", "kind", "first_id", "second_id"])
    .where("study_id", "=", studyId)
    .orderBy("participant_id")
    .orderBy("kind")
    .orderBy("first_id")
    .orderBy("second_id");
  if (participantId !== undefined) query = query.where("participant_id", "=", participantId);
  const items = new Map<string, AssignmentItem[]>();
  for (const row of await query.execute()) {
    const own = items.get(row.participant_id) ?? [];
    items.set(row.participant_id, own);
    own.push(toItem(row));
  }
  return items;
}

/** Puts these assignments in the place of all that there are. */
export async function replaceAssignments(
  tx: Database,
  studyId: string,
  assignments: ReadonlyMap<string, readonly AssignmentItem[]>,
): Promise<void> {
  await tx.deleteFrom("assignments").where("study_id", "=", studyId).execute();
  const rows = [...assignments].flatMap(([participant, items]) =>
    items.map((item) => ({ study_id: studyId, participant_id: participant, ...toRow(item) })),
  );
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto("assignments")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
}

/** Takes a variable that is deleted out of the assignments: its row, its column and the cells of both. */
export async function unassignVariable(tx: Database, studyId: string, variableId: string): Promise<void> {
  await tx
    .deleteFrom("assignments")
    .where("study_id", "=", studyId)
    .where("kind", "!=", "block")
    .where(({ eb }) => eb.or([eb("first_id", "=", variableId), eb("second_id", "=", variableId)]))
    .execute();
}

/** Takes a block that is deleted out of the assignments. */
export async function unassignBlock(tx: Database, studyId: string, blockId: string): Promise<void> {
  await tx
    .deleteFrom("assignments")
    .where("study_id", "=", studyId)
    .where("kind", "=", "block")
    .where("first_id", "=", blockId)
    .execute();
}
