import { type Issue, type Study, StudyError } from "../../src/index.js";
import { ADMIN } from "../access/access.js";
import { newId } from "../store/new-id.js";
import { insertRound } from "../store/rounds.js";
import type { Happening, Store } from "../store/store.js";
import { insertStudyRecord, type StudyDocument } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { unstorableTexts } from "../unstorable-texts.js";
import { enrol, type MadeLink, makeLink } from "./invitations.js";
import { unstorableIds } from "./stored-names.js";
import { documentOf } from "./study-document.js";
import type { GivenSettings } from "./study-settings.js";
import { scoresAsDecisions, writeDecisions, writeStudyParts } from "./write-study.js";

/** Most scores that come in with a study: all those of 316 variables. */
const MAX_IMPORTED_SCORES = 100_000;

/** What a study is made of. */
type StudyOrigin = "empty" | "example" | "study" | "file";

export interface CreateStudyInput {
  readonly origin: StudyOrigin;
  /** A document alone, or a study with variables. */
  readonly source: { readonly document: StudyDocument } | { readonly study: Study; readonly keepScores: boolean };
  readonly settings: GivenSettings;
  /** Name of its first facilitator. */
  readonly facilitator: string;
}

/** A study that has been made, and the way in for its facilitator. */
export interface CreatedStudy {
  readonly studyId: string;
  readonly participant: string;
  readonly link: MadeLink;
}

/**
 * Makes a study with its first round open, a facilitator and a link for him; all or nothing. Scores that it comes with are decisions of the consensus.
 *
 * Throws StudyError for texts and ids that cannot be stored, and `study-too-large` for more scores than may come in.
 */
export async function createStudy(
  store: Store,
  { origin, source, settings, facilitator }: CreateStudyInput,
): Promise<CreatedStudy> {
  const studyId = newId();
  const change = async (tx: Database, at: string) => {
    const begun = await writeStudy(tx, studyId, at, { origin, source, settings });
    const enrolled = await enrol(tx, studyId, at, { role: "facilitator", name: facilitator, weight: 1 });
    const participant = enrolled.result.id;
    const made = await makeLink(tx, { studyId, participantId: participant, at });
    const events = [...begun, ...enrolled.events, ...made.events];
    return { events, result: { studyId, participant, link: made.result } };
  };
  return store.change(studyId, ADMIN, change, { creates: true });
}

/** Makes a study that nobody takes part in: an administrator is its way in. As {@link createStudy} else. */
export async function createStudyWithoutFacilitator(
  store: Store,
  input: Omit<CreateStudyInput, "facilitator">,
): Promise<void> {
  const studyId = newId();
  const change = async (tx: Database, at: string) => ({
    events: await writeStudy(tx, studyId, at, input),
    result: undefined,
  });
  await store.change(studyId, ADMIN, change, { creates: true });
}

/** Writes a study with its first round open, and says what happened. */
async function writeStudy(
  tx: Database,
  studyId: string,
  at: string,
  { origin, source, settings }: Omit<CreateStudyInput, "facilitator">,
): Promise<readonly Happening[]> {
  const study = "study" in source ? source.study : null;
  if (study !== null) refuseUnstorable(study);
  const document = "study" in source ? documentOf(source.study) : source.document;
  const decisions = "study" in source && source.keepScores ? scoresAsDecisions(source.study, { at, by: ADMIN }) : [];
  refuseTooMany(decisions.length);
  const row = { id: studyId, document, settings, revision: 1, seq: 0, createdAt: at, updatedAt: at, deletedAt: null };
  await insertStudyRecord(tx, row);
  if (study !== null) await writeStudyParts(tx, studyId, study, { at, by: ADMIN });
  await writeDecisions(tx, studyId, decisions);
  await insertRound(tx, studyId, 1, at);
  const after = {
    origin,
    documentId: document.id,
    title: document.title,
    variables: study?.variables.length ?? 0,
    decisions: decisions.length,
  };
  return [
    { kind: "study-created", after },
    { kind: "round-opened", after: { number: 1 } },
  ];
}

function refuseUnstorable(study: Study): void {
  const issues: Issue[] = [...unstorableTexts({ ...study, direct: null }, ""), ...unstorableIds(study, "")];
  if (issues.length > 0) throw new StudyError(issues);
}

function refuseTooMany(scores: number): void {
  if (scores <= MAX_IMPORTED_SCORES) return;
  const expected = `at most ${MAX_IMPORTED_SCORES} scores to come in with a study; keepScores false leaves them out`;
  throw new StudyError([{ path: "/direct", expected, received: `${scores}` }], "study-too-large");
}
