import { createHash } from "node:crypto";
import { describeValue, type Issue } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { RequestProblem } from "../problems.js";
import { assignmentsOf } from "../store/assignments.js";
import { type CellPlace, cellsAround, putCells, removeCells } from "../store/cells.js";
import { keepAnswer, stateAtRequest } from "../store/idempotency.js";
import type { Change, Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { assignedPart } from "./assigned-part.js";
import { cellNames, changeIssues } from "./change-issues.js";
import { type CellChange, type ChangePlan, planChanges } from "./plan-changes.js";
import type { ReadFrame, ScoringFrame } from "./scoring-frame.js";

export interface ChangeCellsInput {
  readonly studyId: string;
  /** Whose contribution it is. */
  readonly participantId: string;
  /** Who changes it. */
  readonly actor: string;
  /** Names the request: the same one is carried out once. */
  readonly key: string;
  readonly changes: readonly CellChange[];
  /** Whether cells without conflict are changed beside those with one. */
  readonly merge: boolean;
}

/**
 * Changes cells of one contribution: all of them, or with `merge` those without conflict, and the log with them. The answer is its JSON text, the same each time
 * the request is repeated with its key.
 *
 * Throws RequestProblem `idempotency-mismatch`, `round-closed`, `body-invalid` with every issue, `cell-locked`, `cell-conflict` with every conflict; nothing is
 * written then, and the key stands for nothing.
 */
export function changeCells(store: Store, readFrame: ReadFrame, input: ChangeCellsInput): Promise<string> {
  const { studyId, participantId, actor, key, changes, merge } = input;
  const requestHash = hashOf(input);
  const place = { studyId, participantId, key };
  const change = async (tx: Database, at: string, seq: number): Promise<Change<string>> => {
    const { revision, round, kept } = await stateAtRequest(tx, place);
    if (kept !== null) {
      if (kept.requestHash === requestHash) return { events: [], result: kept.response };
      throw new RequestProblem("idempotency-mismatch", "This Idempotency-Key came with another request before.");
    }
    refuseClosedRound(round);
    const frame = await readFrame(tx, studyId, revision);
    refuseIssues(changeIssues(changes, frame));
    if (frame.unassigned === "locked") refuseLocked(changes, frame, await lockedCells(tx, input, frame));
    const plan = planChanges(changes, await cellsAround(tx, studyId, participantId, changes), at);
    if (!merge) refuseConflicts(plan);
    await writePlan(tx, studyId, participantId, plan);
    const events = eventsOf(participantId, plan);
    const applied = plan.agreed.map(({ from, to, value }) => ({ from, to, value }));
    const result = JSON.stringify({ applied, conflicts: plan.conflicts, seq: seq + events.length });
    await keepAnswer(tx, place, { requestHash, response: result }, at);
    return { events, result };
  };
  return store.change(studyId, actor, change, { shared: true });
}

export function refuseClosedRound(round: { readonly number: number; readonly state: string } | null): void {
  if (round?.state !== "closed") return;
  throw new RequestProblem("round-closed", `Round ${round.number} is closed; cells change again in the next one.`);
}

interface LockedInput extends Pick<ChangeCellsInput, "studyId" | "participantId"> {
  readonly changes: readonly CellPlace[];
}

/** The cells that are not among those assigned to the expert; none where unassigned cells are open. */
export async function lockedCells(
  tx: Database,
  { studyId, participantId, changes }: LockedInput,
  frame: ScoringFrame,
): Promise<ReadonlySet<CellPlace>> {
  if (frame.unassigned === "open") return new Set();
  const items = (await assignmentsOf(tx, studyId, participantId)).get(participantId) ?? [];
  const isAssigned = assignedPart(items, frame.variables);
  return new Set(changes.filter((change) => !isAssigned(change)));
}

function refuseLocked(changes: readonly CellChange[], frame: ScoringFrame, locked: ReadonlySet<CellPlace>): void {
  if (locked.size === 0) return;
  const issues = changes.flatMap((change, index): Issue[] => {
    if (!locked.has(change)) return [];
    const cell = cellNames(change, frame);
    return [
      {
        path: `/changes/${index}`,
        expected: "a cell that is assigned to you",
        received: describeValue(`${cell.row} → ${cell.column}`),
        ...cell,
      },
    ];
  });
  throw new RequestProblem("cell-locked", "Only cells that are assigned to you may be changed.", { issues });
}

function refuseConflicts({ conflicts }: ChangePlan): void {
  if (conflicts.length === 0) return;
  const many = conflicts.length === 1 ? "A cell has" : `${conflicts.length} cells have`;
  throw new RequestProblem("cell-conflict", `${many} changed since read; nothing was written.`, {
    members: { conflicts },
  });
}

/** Writes what a plan comes to. */
export async function writePlan(tx: Database, studyId: string, participantId: string, plan: ChangePlan): Promise<void> {
  await putCells(tx, studyId, participantId, plan.put);
  await removeCells(tx, studyId, participantId, plan.removed);
}

/** The event of a plan; none where all cells already were as they should be. */
export function eventsOf(participant: string, { before, after }: ChangePlan): Change<never>["events"] {
  if (after.length === 0) return [];
  return [{ kind: "cells-changed", before: { participant, cells: before }, after: { participant, cells: after } }];
}

/** The same for the same changes, however they were written down. */
function hashOf({ changes, merge }: ChangeCellsInput): string {
  const lines = changes.map(({ from, to, value, was, ...rest }) => [
    from,
    to,
    value,
    was,
    // What is left out and what is cleared are not the same.
    "confidence" in rest ? [rest.confidence] : [],
    "note" in rest ? [rest.note] : [],
    ...("noteWas" in rest ? [[rest.noteWas]] : []),
    // By name, lest it be taken for the note.
    ...("confidenceWas" in rest ? [{ confidenceWas: rest.confidenceWas }] : []),
  ]);
  return createHash("sha256")
    .update(JSON.stringify(["cells", merge, lines]))
    .digest("hex");
}
