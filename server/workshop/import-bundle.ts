import { ADMIN } from "../access/access.js";
import { replaceAssignments } from "../store/assignments.js";
import { insertBlocks } from "../store/blocks.js";
import { insertStudyRows } from "../store/bundle.js";
import { insertFiches } from "../store/fiches.js";
import { insertHypotheses } from "../store/hypotheses.js";
import { newId } from "../store/new-id.js";
import type { Store } from "../store/store.js";
import { insertStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { insertVariables } from "../store/variables.js";
import type { Bundle } from "./bundle.js";
import { checkBundle } from "./check-bundle.js";
import type { CreatedStudy } from "./create-study.js";
import { makeLink } from "./invitations.js";
import { documentOf } from "./study-document.js";
import { writeDecisions } from "./write-study.js";

/**
 * Makes a study of what `exportBundle` gave: all of it or nothing. The ids of participants and snapshots, the log and all times stay; links are not in a bundle,
 * and a new one is made for its first facilitator, which the log says nothing of: the study exports the same bytes again.
 *
 * Throws StudyError with every issue, paths below `/bundle`.
 */
export async function importBundle(store: Store, value: unknown): Promise<CreatedStudy> {
  const { bundle, study } = checkBundle(value);
  const studyId = newId();
  const hypotheses = Object.entries(study.hypotheses ?? {}).map(([id, { code: _, ...kinds }]) => [id, kinds] as const);
  const namesCode = new Map(bundle.study.variables.map((variable) => [variable.id, variable.namesCode]));
  const change = async (tx: Database, at: string) => {
    await insertStudyRecord(tx, {
      id: studyId,
      document: documentOf(study),
      settings: bundle.settings,
      revision: bundle.revision,
      seq: bundle.events.length,
      createdAt: bundle.createdAt,
      updatedAt: bundle.updatedAt,
      deletedAt: null,
    });
    await insertBlocks(tx, studyId, study.blocks);
    await insertVariables(
      tx,
      studyId,
      study.variables.map((variable) => ({
        ...variable,
        ...(namesCode.get(variable.id) && { namesCode: true as const }),
      })),
    );
    await insertFiches(tx, studyId, bundle.fiches);
    await insertHypotheses(tx, studyId, hypotheses);
    await insertStudyRows(tx, studyId, rowsOf(bundle));
    const assignments = bundle.assignments.map(({ participant, items }) => [participant, items] as const);
    await replaceAssignments(tx, studyId, new Map(assignments));
    const decisions = bundle.decisions.map(({ by, at: decidedAt, ...decision }) => ({
      ...decision,
      decidedBy: by,
      decidedAt,
    }));
    await writeDecisions(tx, studyId, decisions);
    const participant = firstFacilitator(bundle);
    const made = await makeLink(tx, { studyId, participantId: participant, at });
    return { events: [], result: { studyId, participant, link: made.result } };
  };
  return store.change(studyId, ADMIN, change, { creates: true });
}

function rowsOf({ participants, contributions, rounds, snapshots, events }: Bundle) {
  return {
    participants,
    contributions: contributions.map(({ participant, cells }) => ({
      participant,
      cells: cells.map(({ at, ...cell }) => ({ ...cell, updatedAt: at })),
    })),
    rounds,
    snapshots: snapshots.map((snapshot) => ({ ...snapshot, content: JSON.stringify(snapshot.content) })),
    events,
  };
}

/** The bundle has one: it was checked. */
function firstFacilitator({ participants }: Bundle): string {
  const inCharge = participants.filter(({ role, removedAt }) => role === "facilitator" && removedAt === null);
  return inCharge.reduce((first, next) => (next.createdAt < first.createdAt ? next : first)).id;
}
