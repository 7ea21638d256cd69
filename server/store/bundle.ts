import { toCellText } from "./cell-value.js";
import type { StoredCell } from "./cells.js";
import { insertRows } from "./insert-rows.js";
import type { Participant } from "./participants.js";
import type { Round } from "./rounds.js";
import type { StoredSnapshot } from "./snapshots.js";
import type { StudyEvent } from "./store.js";
import type { Database } from "./tables.js";

/** A participant, those included who have been removed. */
export interface AnyParticipant extends Participant {
  readonly removedAt: string | null;
}

/** The answers of one participant. */
interface ParticipantCells {
  readonly participant: string;
  readonly cells: readonly StoredCell[];
}

/** All that a study holds beside its document, variables, fiches, assignments and decisions. */
export interface StudyRows {
  readonly participants: readonly AnyParticipant[];
  readonly contributions: readonly ParticipantCells[];
  readonly rounds: readonly Round[];
  readonly snapshots: readonly StoredSnapshot[];
  readonly events: readonly StudyEvent[];
}

/** All participants of a study, those included who have been removed. In no order. */
export async function anyParticipants(tx: Database, studyId: string): Promise<AnyParticipant[]> {
  const rows = await tx.selectFrom("participants").selectAll().where("study_id", "=", studyId).execute();
  return rows.map(({ id, role, name, weight, created_at, removed_at }) => ({
    id,
    role,
    name,
    weight,
    createdAt: created_at,
    removedAt: removed_at,
  }));
}

/** Writes the rows of a study that has none; its variables are there already. */
export async function insertStudyRows(
  tx: Database,
  studyId: string,
  { participants, contributions, rounds, snapshots, events }: StudyRows,
): Promise<void> {
  const study_id = studyId;
  await insertRows(
    tx,
    "participants",
    participants.map(({ id, role, name, weight, createdAt, removedAt }) => ({
      study_id,
      id,
      role,
      name,
      weight,
      created_at: createdAt,
      removed_at: removedAt,
    })),
  );
  await insertRows(
    tx,
    "cells",
    contributions.flatMap(({ participant, cells }) =>
      cells.map(({ from, to, value, confidence, note, updatedAt }) => ({
        study_id,
        participant_id: participant,
        from_id: from,
        to_id: to,
        value: toCellText(value),
        confidence,
        note,
        updated_at: updatedAt,
      })),
    ),
  );
  await insertRows(
    tx,
    "snapshots",
    snapshots.map(({ id, title, round, published, content, createdAt, createdBy }) => ({
      study_id,
      id,
      title,
      round,
      published: published ? 1 : 0,
      content,
      created_at: createdAt,
      created_by: createdBy,
    })),
  );
  await insertRows(
    tx,
    "rounds",
    rounds.map(({ number, state, openedAt, closedAt, snapshot }) => ({
      study_id,
      number,
      state,
      opened_at: openedAt,
      closed_at: closedAt,
      snapshot_id: snapshot,
    })),
  );
  await insertRows(
    tx,
    "events",
    events.map(({ seq, at, actor, kind, before, after }) => ({
      study_id,
      seq,
      at,
      actor,
      kind,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    })),
  );
}
