import { type Answer, answerValues } from "../../src/index.js";
import { readStudyRecord, type StudyDocument } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables, type StoredVariable } from "../store/variables.js";

/** What answers to a study are held to; the same at every change of a cell until the study itself changes. */
export interface ScoringFrame {
  /** In the order of rows and columns. */
  readonly variables: readonly StoredVariable[];
  readonly byId: ReadonlyMap<string, StoredVariable>;
  readonly scale: AnswerScale;
  /** Whether experts may answer cells that are not assigned to them. */
  readonly unassigned: "open" | "locked";
}

/** The values an expert may choose from; `?` and blank always are. */
interface AnswerScale {
  readonly has: (answer: Answer) => boolean;
  /** Such as `0, 1, 2, 3, P`. */
  readonly text: string;
}

/** The scale of a study: the values it names, or 0, 1, 2, 3 and P. */
function answerScale(document: StudyDocument): AnswerScale {
  const values = answerValues(document);
  const known = new Set<Answer>(values);
  return { has: (answer) => answer === null || answer === "?" || known.has(answer), text: values.join(", ") };
}

/** Most studies whose frame is remembered. */
const MAX_REMEMBERED = 64;

/** Reads frames, and remembers those in use: the revision of a study tells whether one still holds. */
export type ReadFrame = (db: Database, studyId: string, revision: number) => Promise<ScoringFrame>;

export function rememberedFrames(): ReadFrame {
  const frames = new Map<string, { readonly revision: number; readonly frame: ScoringFrame }>();
  return async (db, studyId, revision) => {
    const known = frames.get(studyId);
    if (known?.revision === revision) return known.frame;
    const frame = await readFrame(db, studyId);
    frames.delete(studyId);
    frames.set(studyId, { revision, frame });
    if (frames.size > MAX_REMEMBERED) frames.delete(frames.keys().next().value!);
    return frame;
  };
}

async function readFrame(db: Database, studyId: string): Promise<ScoringFrame> {
  const { document, settings } = await readStudyRecord(db, studyId);
  const variables = await listVariables(db, studyId);
  return {
    variables,
    byId: new Map(variables.map((variable) => [variable.id, variable])),
    scale: answerScale(document),
    unassigned: settings["unassigned"] === "locked" ? "locked" : "open",
  };
}
