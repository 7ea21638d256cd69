import { type Answer, answerValues, type Cell, type Issue } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { RequestProblem } from "../problems.js";
import { type Expected, refuseOtherRevision } from "../revision.js";
import { scoreValues } from "../store/score-values.js";
import type { Store } from "../store/store.js";
import {
  deletedBefore,
  markDeleted,
  purgeIfDeletedBefore,
  purgeStudy,
  readStudyRecord,
  reviseStudy,
  type StudyDocument,
} from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { fitsScale, largestScore } from "./score-bounds.js";
import { changeDocument, type DocumentChanges, documentDifference } from "./study-document.js";
import { completeSettings, type GivenSettings, mergeSettings, potentialIssues } from "./study-settings.js";

/** What to change of a study; null takes a field away, a setting back to its default. */
export interface StudyChanges {
  readonly document: DocumentChanges;
  readonly settings: object;
}

/**
 * Changes document and settings of a study; what is not named stays. A change that changes nothing is none. Returns the revision.
 *
 * Throws RequestProblem `precondition-failed`; `body-invalid` for a scale that answers, decisions or what a P counts are not on, and for a P that counts more than
 * its largest score.
 */
export function editStudy(
  store: Store,
  studyId: string,
  actor: string,
  expected: Expected,
  changes: StudyChanges,
): Promise<number> {
  return store.change(studyId, actor, async (tx) => {
    const record = await readStudyRecord(tx, studyId);
    refuseOtherRevision(expected, record.revision);
    const document = changeDocument(record.document, changes.document);
    const settings = mergeSettings(record.settings as GivenSettings, changes.settings);
    const { before, after } = documentDifference(
      { ...record.document, settings: record.settings },
      { ...document, settings },
    );
    if (Object.keys(after).length === 0) return { events: [], result: record.revision };
    if ("aggregation" in changes.settings) refuseIssues(potentialIssues(settings, document, "/settings"));
    if ("scale" in after)
      refuseIssues([...potentialOffScale(settings, document), ...(await offScale(tx, studyId, document))]);
    const revision = await reviseStudy(tx, studyId, { document, settings });
    return { events: [{ kind: "study-changed", before, after }], result: revision };
  });
}

/** Experts could not give such an answer again, and analyses refuse scores above the largest: such a scale would close the study. */
async function offScale(tx: Database, studyId: string, document: StudyDocument): Promise<Issue[]> {
  const values = answerValues(document);
  const answers = await scoreValues(tx, studyId, "cells");
  const decisions = await scoreValues(tx, studyId, "decisions");
  const off = [
    ...answers.filter(({ value }) => value !== "?" && !values.includes(value)),
    ...decisions.filter(({ value }) => !fitsScale(value as Cell, document)),
  ];
  if (off.length === 0) return [];
  const cells = off.reduce((sum, { count }) => sum + count, 0);
  const missing = [...new Set(off.map(({ value }) => value))].sort((a, b) => place(a) - place(b));
  const expected = `a scale that holds ${missing.join(", ")}, which ${cells} answers and decisions have`;
  return [{ path: "/scale/values", expected, received: values.join(", ") }];
}

/** A scale that ends below what a P counts in the aggregation. */
function potentialOffScale(settings: GivenSettings, document: StudyDocument): Issue[] {
  const { potentialValue } = completeSettings(settings).aggregation;
  if (potentialValue <= largestScore(document)) return [];
  const expected = `a scale up to ${potentialValue}, which a P counts in the aggregation`;
  return [{ path: "/scale/values", expected, received: answerValues(document).join(", ") }];
}

/** Numbers rising, P last. */
function place(value: Answer): number {
  return typeof value === "number" ? value : Number.POSITIVE_INFINITY;
}

/** Deletes a study: it is kept for 30 days. */
export function deleteStudy(store: Store, studyId: string, actor: string, expected: Expected): Promise<void> {
  return store.change(studyId, actor, async (tx, at) => {
    refuseOtherRevision(expected, (await readStudyRecord(tx, studyId)).revision);
    await markDeleted(tx, studyId, at);
    return { events: [{ kind: "study-deleted" }], result: undefined };
  });
}

/** Takes a deleted study back; one that was not deleted stays as it is. */
export function restoreStudy(store: Store, studyId: string, actor: string): Promise<void> {
  const change = async (tx: Database) => {
    const { deletedAt } = await readStudyRecord(tx, studyId);
    if (deletedAt === null) return { events: [], result: undefined };
    await markDeleted(tx, studyId, null);
    return { events: [{ kind: "study-restored", before: { deletedAt } } as const], result: undefined };
  };
  return store.change(studyId, actor, change, { deleted: true });
}

/** Removes a deleted study for good, with its log. Throws RequestProblem `study-not-deleted`. */
export function purgeDeletedStudy(store: Store, studyId: string, actor: string): Promise<void> {
  const change = async (tx: Database) => {
    const { deletedAt } = await readStudyRecord(tx, studyId);
    if (deletedAt === null) throw new RequestProblem("study-not-deleted", "Delete the study first.");
    await purgeStudy(tx, studyId);
    return { events: [], result: undefined };
  };
  return store.change(studyId, actor, change, { deleted: true });
}

/** Removes, for good, the studies that were deleted before a time. Returns their ids. */
export async function purgeStudiesDeletedBefore(store: Store, time: string): Promise<string[]> {
  const purged: string[] = [];
  for (const studyId of await deletedBefore(store.db, time)) {
    const gone = await store.write((tx) => purgeIfDeletedBefore(tx, studyId, time));
    if (gone) purged.push(studyId);
  }
  return purged;
}
