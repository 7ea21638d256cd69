import type { Answer, Confidence, Contribution, VariableList } from "../../src/index.js";
import { takingTurns } from "../serve-others.js";
import { fromCellText, toCellText } from "./cell-value.js";
import { jsonRows } from "./json-rows.js";
import { listParticipants } from "./participants.js";
import type { Database } from "./tables.js";

/** A cell that an expert has answered; a blank cell has no row. `from` and `to` are ids of variables. */
export interface StoredCell {
  readonly from: string;
  readonly to: string;
  readonly value: NonNullable<Answer>;
  readonly confidence: Confidence | null;
  readonly note: string | null;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

export interface CellPlace {
  readonly from: string;
  readonly to: string;
}

/** Rows of one insert: eight values each, and SQLite takes at most 32 766 in a statement. */
const ROWS_AT_ONCE = 1000;

const COLUMNS = ["from_id", "to_id", "value", "confidence", "note", "updated_at"] as const;

interface CellRow {
  readonly from_id: string;
  readonly to_id: string;
  readonly value: string;
  readonly confidence: number | null;
  readonly note: string | null;
  readonly updated_at: string;
}

function toCell(row: CellRow): StoredCell {
  return {
    from: row.from_id,
    to: row.to_id,
    value: fromCellText(row.value),
    confidence: row.confidence as Confidence | null,
    note: row.note,
    updatedAt: row.updated_at,
  };
}

function selectCells(db: Database, studyId: string, participantId: string) {
  return db
    .selectFrom("cells")
    .select(COLUMNS)
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .orderBy("from_id")
    .orderBy("to_id");
}

/** All that one expert has answered, by the ids of row and column. */
export async function cellsOf(db: Database, studyId: string, participantId: string): Promise<StoredCell[]> {
  return (await selectCells(db, studyId, participantId).execute()).map(toCell);
}

/** At most `limit` of the cells that come after a place. */
export async function cellsAfter(
  db: Database,
  studyId: string,
  participantId: string,
  { after, limit }: { readonly after: CellPlace | null; readonly limit: number },
): Promise<StoredCell[]> {
  let query = selectCells(db, studyId, participantId).limit(limit);
  if (after !== null) {
    const { from, to } = after;
    query = query.where(({ eb }) =>
      eb.or([eb("from_id", ">", from), eb.and([eb("from_id", "=", from), eb("to_id", ">", to)])]),
    );
  }
  return (await query.execute()).map(toCell);
}

/** The cells of one expert in the rows and columns of these places, by `cellKey`: those of the places, and some more. */
export async function cellsAround(
  db: Database,
  studyId: string,
  participantId: string,
  places: readonly CellPlace[],
): Promise<Map<string, StoredCell>> {
  const [froms, tos] = [new Set(places.map(({ from }) => from)), new Set(places.map(({ to }) => to))];
  if (froms.size === 0) return new Map();
  const rows = await db
    .selectFrom("cells")
    .select(COLUMNS)
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .where("from_id", "in", [...froms])
    .where("to_id", "in", [...tos])
    .execute();
  return new Map(rows.map((row) => [cellKey({ from: row.from_id, to: row.to_id }), toCell(row)]));
}

/** Names a cell in maps: ids may hold spaces, but no NUL. */
export function cellKey({ from, to }: CellPlace): string {
  return `${from}\0${to}`;
}

/** Writes cells whole, over what is there. */
export async function putCells(
  tx: Database,
  studyId: string,
  participantId: string,
  cells: readonly StoredCell[],
): Promise<void> {
  const rows = cells.map(({ from, to, value, confidence, note, updatedAt }) => ({
    study_id: studyId,
    participant_id: participantId,
    from_id: from,
    to_id: to,
    value: toCellText(value),
    confidence,
    note,
    updated_at: updatedAt,
  }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto("cells")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(["study_id", "participant_id", "from_id", "to_id"]).doUpdateSet((eb) => ({
          value: eb.ref("excluded.value"),
          confidence: eb.ref("excluded.confidence"),
          note: eb.ref("excluded.note"),
          updated_at: eb.ref("excluded.updated_at"),
        })),
      )
      .execute();
  }
}

/** Makes cells blank. */
export async function removeCells(
  tx: Database,
  studyId: string,
  participantId: string,
  places: readonly CellPlace[],
): Promise<void> {
  const rows = new Map<string, string[]>();
  for (const { from, to } of places) rows.set(from, [...(rows.get(from) ?? []), to]);
  for (const [from, tos] of rows) {
    await tx
      .deleteFrom("cells")
      .where("study_id", "=", studyId)
      .where("participant_id", "=", participantId)
      .where("from_id", "=", from)
      .where("to_id", "in", tos)
      .execute();
  }
}

/** What one expert says of a cell. */
type AnswerAt = Pick<StoredCell, "confidence"> & { readonly answer: NonNullable<Answer> };

/** What some participants answered to some cells, by `cellKey` and participant. */
export async function answersAt(
  db: Database,
  studyId: string,
  participants: readonly string[],
  places: readonly CellPlace[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, AnswerAt>>> {
  const found = new Map<string, Map<string, AnswerAt>>();
  if (participants.length === 0) return found;
  const columns = new Map<string, string[]>();
  for (const { from, to } of places) {
    const tos = columns.get(from);
    if (tos === undefined) columns.set(from, [to]);
    else tos.push(to);
  }
  const serveOthers = takingTurns();
  for (const [from, tos] of columns) {
    await serveOthers();
    const rows = await db
      .selectFrom("cells")
      .select(["participant_id", "to_id", "value", "confidence"])
      .where("study_id", "=", studyId)
      .where("participant_id", "in", participants)
      .where("from_id", "=", from)
      .where("to_id", "in", tos)
      .execute();
    for (const { participant_id, to_id, value, confidence } of rows) {
      const key = cellKey({ from, to: to_id });
      const said = found.get(key) ?? new Map<string, AnswerAt>();
      found.set(
        key,
        said.set(participant_id, { answer: fromCellText(value), confidence: confidence as Confidence | null }),
      );
    }
  }
  return found;
}

/**
 * The contributions of a study as the engine takes them, in the order of `list.variables`, oldest expert first: of every expert who takes
 * part (role expert, not removed) and has answered at least one cell. Cells of variables that are not in the list are left out. Read expert by expert, with
 * other requests served in between.
 */
export async function contributionsOf(db: Database, studyId: string, list: VariableList): Promise<Contribution[]> {
  const experts = (await listParticipants(db, studyId)).filter(({ role }) => role === "expert");
  const places = new Map(list.variables.map(({ id }, place) => [id, place]));
  const contributions: Contribution[] = [];
  const serveOthers = takingTurns();
  for (const { id, weight } of experts) {
    await serveOthers();
    const rows = await db
      .selectFrom("cells")
      .select((eb) => ["from_id", jsonRows(db, eb, ["to_id", "value", "confidence", "note"]).as("cells")])
      .where("study_id", "=", studyId)
      .where("participant_id", "=", id)
      .groupBy("from_id")
      .execute();
    if (rows.length > 0) contributions.push({ id, weight, ...matricesOf(rows, places) });
  }
  return contributions;
}

/** The cells of one expert as matrices, row by row. */
function matricesOf(
  rows: readonly { readonly from_id: string; readonly cells: string }[],
  places: ReadonlyMap<string, number>,
): Required<Pick<Contribution, "answers" | "confidence" | "notes">> {
  const blank = <Value>(): (Value | null)[][] =>
    Array.from({ length: places.size }, () => new Array<Value | null>(places.size).fill(null));
  const [answers, confidence, notes] = [blank<Exclude<Answer, null>>(), blank<Confidence>(), blank<string>()];
  for (const { from_id, cells } of rows) {
    const row = places.get(from_id);
    if (row === undefined) continue;
    for (const [to, value, sure, note] of JSON.parse(cells) as CellTuple[]) {
      const column = places.get(to);
      if (column === undefined) continue;
      answers[row]![column] = fromCellText(value);
      confidence[row]![column] = sure;
      notes[row]![column] = note;
    }
  }
  return { answers, confidence, notes };
}

type CellTuple = [to: string, value: string, confidence: Confidence | null, note: string | null];

/** How many cells of a row an expert has answered. */
export interface RowCount {
  readonly participant: string;
  readonly from: string;
  /** Numbers and P. */
  readonly answered: number;
  readonly dontKnow: number;
}

/** Counts of answers by expert and row, of one expert or of all. */
export async function countRows(db: Database, studyId: string, participantId?: string): Promise<RowCount[]> {
  let query = db
    .selectFrom("cells")
    .select(({ fn, eb }) => [
      "participant_id",
      "from_id",
      fn.countAll<number>().as("said"),
      fn.sum<number>(eb.case().when("value", "=", "?").then(1).else(0).end()).as("doubts"),
    ])
    .where("study_id", "=", studyId)
    .groupBy(["participant_id", "from_id"]);
  if (participantId !== undefined) query = query.where("participant_id", "=", participantId);
  const rows = await query.execute();
  return rows.map(({ participant_id, from_id, said, doubts }) => ({
    participant: participant_id,
    from: from_id,
    answered: Number(said) - Number(doubts),
    dontKnow: Number(doubts),
  }));
}

/** When an expert last changed a cell, of one expert or of all. */
export async function lastChanges(db: Database, studyId: string, participantId?: string): Promise<Map<string, string>> {
  let query = db
    .selectFrom("cells")
    .select(({ fn }) => ["participant_id", fn.max("updated_at").as("last")])
    .where("study_id", "=", studyId)
    .groupBy("participant_id");
  if (participantId !== undefined) query = query.where("participant_id", "=", participantId);
  const rows = await query.execute();
  return new Map(rows.map(({ participant_id, last }) => [participant_id, last]));
}

/** The cells that one expert has answered, and whether by `?`. */
export async function cellKeysOf(
  db: Database,
  studyId: string,
  participantId: string,
): Promise<(CellPlace & { readonly isDoubt: boolean })[]> {
  const rows = await db
    .selectFrom("cells")
    .select(["from_id", "to_id", "value"])
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .execute();
  return rows.map(({ from_id, to_id, value }) => ({ from: from_id, to: to_id, isDoubt: value === "?" }));
}
