import type { Block, Text } from "../../src/index.js";
import { listBlocks } from "../store/blocks.js";
import { latestRound } from "../store/rounds.js";
import { readStudyRecord, type StudyRecord } from "../store/studies.js";
import { countAnswers, countVariables } from "../store/study-counts.js";
import type { Database, Role } from "../store/tables.js";
import { type DocumentFields, documentFields } from "./study-document.js";
import type { ReadProgress } from "./study-progress.js";
import { completeSettings, type StudySettings } from "./study-settings.js";

/** Who looks at a study. */
export interface Viewer {
  /** Null for an administrator who does not take part. */
  readonly role: Role | null;
  /** Null for an administrator. */
  readonly participant: string | null;
}

/** A study in a list. */
export interface StudySummary extends Viewer {
  readonly id: string;
  readonly title: Text;
  readonly language: "fr" | "en";
  readonly size: number;
  readonly revision: number;
  readonly seq: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly round: RoundState;
}

interface RoundState {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly openedAt: string;
  readonly closedAt: string | null;
}

/** A study as its participants see it. */
export interface StudyView extends StudySummary, Omit<DocumentFields, "title" | "language"> {
  readonly settings: StudySettings;
  readonly blocks: readonly Block[];
  readonly progress: Progress;
}

interface Progress {
  readonly cells: number;
  readonly own: number | null;
  readonly answers: number | null;
  readonly experts: number | null;
  readonly decisions: number | null;
}

export async function studySummary(tx: Database, record: StudyRecord, viewer: Viewer): Promise<StudySummary> {
  const { number, state, openedAt, closedAt } = await latestRound(tx, record.id);
  return {
    id: record.id,
    title: record.document.title,
    language: record.document.language,
    size: await countVariables(tx, record.id),
    revision: record.revision,
    seq: record.seq,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    deletedAt: record.deletedAt,
    role: viewer.role,
    participant: viewer.participant,
    round: { number, state, openedAt, closedAt },
  };
}

/**
 * What a participant sees of a study; how far others are, facilitators and administrators alone: for others their answers are not even counted. Throws RequestProblem `study-unknown`.
 */
export async function studyView(
  tx: Database,
  studyId: string,
  viewer: Viewer,
  readProgress: ReadProgress,
): Promise<StudyView> {
  const record = await readStudyRecord(tx, studyId);
  const summary = await studySummary(tx, record, viewer);
  const { title: _, language: __, ...document } = documentFields(record.document);
  const { role, participant } = viewer;
  const seesAll = role === "facilitator" || role === null;
  const counts = seesAll ? await readProgress(tx, studyId, record.seq) : null;
  return {
    ...summary,
    ...document,
    settings: completeSettings(record.settings),
    blocks: await listBlocks(tx, studyId),
    progress: {
      cells: summary.size * (summary.size - 1),
      own: role === "expert" && participant !== null ? await countAnswers(tx, studyId, participant) : null,
      answers: counts?.answers ?? null,
      experts: counts?.experts ?? null,
      decisions: counts?.decisions ?? null,
    },
  };
}
