import { type Fiche, localize, type Study, type Variable } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import { type Expected, refuseOtherRevision } from "../revision.js";
import { type FicheRevision, latestFiche, latestFiches } from "../store/fiches.js";
import type { Store } from "../store/store.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables } from "../store/variables.js";
import { tidyFiche, writeFiche } from "./write-fiche.js";

/** A fiche as it is read. */
export interface FicheView {
  readonly variable: string;
  /** 0 where nobody has written it yet. */
  readonly revision: number;
  readonly at: string | null;
  readonly by: string | null;
  readonly fiche: Fiche;
}

/** What a fiche is shown with. */
export interface ShownFiche {
  readonly view: FicheView;
  readonly variable: Variable;
  readonly study: Pick<Study, "title" | "language" | "disclaimer">;
}

/** The fiche of a variable, with what it is shown with. Throws RequestProblem `fiche-unknown`. */
export async function readFiche(tx: Database, studyId: string, variableId: string): Promise<ShownFiche> {
  const { document } = await readStudyRecord(tx, studyId);
  const variable = await variableOf(tx, studyId, variableId);
  const latest = await latestFiche(tx, studyId, variableId);
  return { view: ficheView(variableId, latest), variable, study: document };
}

/** Throws RequestProblem `fiche-unknown`. */
export async function variableOf(tx: Database, studyId: string, variableId: string) {
  const variable = (await listVariables(tx, studyId)).find(({ id }) => id === variableId);
  if (variable !== undefined) return variable;
  throw new RequestProblem("fiche-unknown", "The study has no variable of this id.");
}

export function ficheView(variable: string, latest: FicheRevision | null): FicheView {
  if (latest === null) return { variable, revision: 0, at: null, by: null, fiche: {} };
  return { variable, revision: latest.revision, at: latest.at, by: latest.by, fiche: latest.content };
}

/** What a list tells of a fiche. */
export interface FicheSummary extends Omit<FicheView, "fiche"> {
  /** Members of the fiche that say something. */
  readonly written: readonly string[];
}

/** The fiches of a study, in the order of its variables. */
export async function listFiches(tx: Database, studyId: string): Promise<FicheSummary[]> {
  const fiches = await latestFiches(tx, studyId);
  return (await listVariables(tx, studyId)).map(({ id }) => {
    const { fiche, ...summary } = ficheView(id, fiches.get(id) ?? null);
    return { ...summary, written: writtenParts(fiche) };
  });
}

function writtenParts({ hypotheses = {}, ...sections }: Fiche): string[] {
  const said = Object.entries(sections).filter(([, text]) =>
    (["fr", "en"] as const).some((language) => localize(text, language).trim() !== ""),
  );
  return [...said.map(([name]) => name), ...Object.keys(hypotheses)];
}

export interface FicheChange {
  readonly studyId: string;
  readonly variableId: string;
  readonly actor: string;
  /** The revision of the fiche that it replaces. */
  readonly expected: Expected;
  readonly fiche: Fiche;
}

/**
 * Replaces the fiche of a variable, whose definition and hypotheses are those of the fiche; earlier revisions stay. The same content is no change.
 *
 * Throws RequestProblem `fiche-unknown`, `precondition-failed`.
 */
export function replaceFiche(
  store: Store,
  { studyId, variableId, actor, expected, fiche }: FicheChange,
): Promise<FicheView> {
  return store.change(studyId, actor, async (tx, at) => {
    const variable = await variableOf(tx, studyId, variableId);
    const latest = await latestFiche(tx, studyId, variableId);
    const before = latest?.revision ?? 0;
    refuseOtherRevision(expected, before);
    const content = tidyFiche(fiche);
    if (JSON.stringify(content) === JSON.stringify(latest?.content ?? {})) {
      return { events: [], result: ficheView(variableId, latest) };
    }
    const revision = before + 1;
    await writeFiche(tx, studyId, variable, { revision, fiche: content, at, by: actor });
    const event = {
      kind: "fiche-changed",
      before: { variable: variableId, revision: before },
      after: { variable: variableId, revision },
    } as const;
    return { events: [event], result: { variable: variableId, revision, at, by: actor, fiche: content } };
  });
}
