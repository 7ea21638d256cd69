import type { Answer, Confidence, Language, Study } from "../../src/index.js";
import type { FormChange, ScoringForm, WriteScoringFormOptions } from "../../src/node.js";
import { findExpert } from "../access/own-contribution.js";
import { RequestProblem } from "../problems.js";
import { assignmentsOf } from "../store/assignments.js";
import { type CellPlace, cellsAround, cellsOf } from "../store/cells.js";
import { scoringState } from "../store/scoring-state.js";
import type { Change, Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { assembleStudy } from "./assemble-study.js";
import { assignedPart } from "./assigned-part.js";
import { eventsOf, lockedCells, refuseClosedRound, writePlan } from "./change-cells.js";
import { type CellConflict, planChanges } from "./plan-changes.js";
import type { ReadFrame, ScoringFrame } from "./scoring-frame.js";

/** What a form is written from. */
export interface FormParts {
  /** Its matrix is blank. */
  readonly study: Study;
  readonly form: Omit<WriteScoringFormOptions, "study">;
}

export interface FormInput {
  readonly studyId: string;
  readonly participantId: string;
  /** That of the study by default. */
  readonly language: Language | null;
}

/** Reads what the form of an expert is written from. Call it within `store.read`. Throws RequestProblem `participant-unknown`, `round-closed`. */
export async function readFormParts(
  tx: Database,
  readFrame: ReadFrame,
  { studyId, participantId, language }: FormInput,
): Promise<FormParts> {
  const { id, name } = await findExpert(tx, studyId, participantId);
  const { revision, round } = await scoringState(tx, studyId);
  refuseClosedRound(round);
  const frame = await readFrame(tx, studyId, revision);
  const study = await assembleStudy(tx, studyId);
  const places = new Map(frame.variables.map((variable, place) => [variable.id, place]));
  const answers: Answer[][] = study.direct.map((row) => row.map(() => null));
  const confidence: (Confidence | null)[][] = study.direct.map((row) => row.map(() => null));
  for (const cell of await cellsOf(tx, studyId, participantId)) {
    const [row, column] = [places.get(cell.from)!, places.get(cell.to)!];
    answers[row]![column] = cell.value;
    confidence[row]![column] = cell.confidence;
  }
  const assigned = frame.unassigned === "locked" ? await assignedMatrix(tx, { studyId, participantId }, frame) : null;
  return {
    study,
    form: {
      studyId,
      revision,
      participant: { id, name },
      round: round?.number ?? 1,
      language: language ?? study.language,
      answers,
      confidence,
      ...(assigned !== null && { assigned }),
    },
  };
}

async function assignedMatrix(
  tx: Database,
  { studyId, participantId }: Omit<FormInput, "language">,
  { variables }: ScoringFrame,
): Promise<boolean[][]> {
  const items = (await assignmentsOf(tx, studyId, participantId)).get(participantId) ?? [];
  const isAssigned = assignedPart(items, variables);
  return variables.map(({ id: from }) => variables.map(({ id: to }) => isAssigned({ from, to })));
}

/** A cell of a form that was not taken in, and why. */
interface RefusedCell extends CellPlace {
  readonly value: Answer;
  readonly reason: "not-assigned" | "off-scale" | "variable-unknown";
}

/** What became of a form. */
export interface FormTaken {
  readonly applied: readonly (CellPlace & { readonly value: Answer })[];
  readonly conflicts: readonly CellConflict[];
  readonly refused: readonly RefusedCell[];
  readonly seq: number;
}

export interface TakeFormInput {
  readonly studyId: string;
  readonly participantId: string;
  readonly actor: string;
  readonly form: ScoringForm;
}

/**
 * Takes the changes of a form in, cell by cell: those whose cell has changed otherwise since the form was written are conflicts, those that may not change are
 * refused, all others are applied. The same form taken in twice changes nothing the second time.
 *
 * Throws RequestProblem `round-closed`, also for a form of an earlier round; nothing is written then.
 */
export function takeForm(
  store: Store,
  readFrame: ReadFrame,
  { studyId, participantId, actor, form }: TakeFormInput,
): Promise<FormTaken> {
  return store.change(studyId, actor, async (tx, at): Promise<Change<FormTaken>> => {
    await findExpert(tx, studyId, participantId);
    const { seq, revision, round } = await scoringState(tx, studyId);
    refuseClosedRound(round);
    if (round !== null && form.round !== round.number) {
      const detail = `The form is of round ${form.round}, and round ${round.number} is under way. Get its form, and enter the answers there.`;
      throw new RequestProblem("round-closed", detail);
    }
    const frame = await readFrame(tx, studyId, revision);
    const locked = await lockedCells(tx, { studyId, participantId, changes: form.changes }, frame);
    const refused = form.changes.flatMap((change): RefusedCell[] => {
      const reason = refusalOf(change, frame, locked);
      return reason === null ? [] : [{ from: change.from, to: change.to, value: change.value, reason }];
    });
    const rest = form.changes.filter((change) => refusalOf(change, frame, locked) === null);
    const plan = planChanges(rest, await cellsAround(tx, studyId, participantId, rest), at);
    await writePlan(tx, studyId, participantId, plan);
    const events = eventsOf(participantId, plan);
    const applied = plan.agreed.map(({ from, to, value }) => ({ from, to, value }));
    return { events, result: { applied, conflicts: plan.conflicts, refused, seq: seq + events.length } };
  });
}

function refusalOf(
  change: FormChange,
  { byId, scale }: ScoringFrame,
  locked: ReadonlySet<CellPlace>,
): RefusedCell["reason"] | null {
  if (!byId.has(change.from) || !byId.has(change.to)) return "variable-unknown";
  if (!scale.has(change.value)) return "off-scale";
  return locked.has(change) ? "not-assigned" : null;
}
