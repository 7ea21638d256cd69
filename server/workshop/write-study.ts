import type { Fiche, Judgement, Study } from "../../src/index.js";
import { insertBlocks } from "../store/blocks.js";
import { putDecisions, type StoredDecision } from "../store/decisions.js";
import { type FicheRevision, insertFiches } from "../store/fiches.js";
import { insertHypotheses, type VariableHypotheses } from "../store/hypotheses.js";
import type { Database } from "../store/tables.js";
import { insertVariables, type StoredVariable } from "../store/variables.js";
import { tidyFiche } from "./write-fiche.js";

/** Decisions written before other requests are served. */
const DECISIONS_AT_ONCE = 1000;

/** When the parts of a study are written, and by whom. */
export interface Signature {
  readonly at: string;
  readonly by: string;
}

/**
 * Fills a study that has nothing yet with the blocks, variables, fiches and hypotheses of another, but for its scores: `assembleStudy` then gives its
 * equal. Hypotheses without any of low, trend and high say nothing and are left out.
 */
export async function writeStudyParts(
  tx: Database,
  studyId: string,
  { blocks, variables, hypotheses = {} }: Study,
  { at, by }: Signature,
): Promise<void> {
  const evolutions = new Map(Object.entries(hypotheses));
  const stored = variables.map((variable): StoredVariable => {
    const namesCode = evolutions.get(variable.id)?.code !== undefined;
    return { ...variable, ...(namesCode && { namesCode }) };
  });
  const fiches = stored.flatMap(({ id, definition }): FicheRevision[] => {
    const { code: _, ...kinds } = evolutions.get(id) ?? {};
    const content = tidyFiche({ ...(definition !== undefined && { definition }), hypotheses: kinds } as Fiche);
    return Object.keys(content).length === 0 ? [] : [{ variable: id, revision: 1, content, at, by }];
  });
  await insertBlocks(tx, studyId, blocks);
  await insertVariables(tx, studyId, stored);
  await insertFiches(tx, studyId, fiches);
  const kinds = fiches.flatMap(({ variable, content }): [string, VariableHypotheses][] =>
    content.hypotheses === undefined ? [] : [[variable, content.hypotheses]],
  );
  await insertHypotheses(tx, studyId, kinds);
}

/**
 * The scores of a study as decisions, row by row: with the rationale of the judgement behind a score as the reason, empty where there is none, and with its
 * sign, confidence and source. A judgement of a blank cell decides that the cell is blank. The diagonal has no scores.
 */
export function scoresAsDecisions(
  { variables, direct, judgements = [] }: Study,
  { at, by }: Signature,
): StoredDecision[] {
  const behind = new Map<string, Map<string, Judgement>>();
  for (const judgement of judgements) {
    const row = behind.get(judgement.from) ?? new Map<string, Judgement>();
    behind.set(judgement.from, row.set(judgement.to, judgement));
  }
  return variables.flatMap(({ id: from }, row) =>
    variables.flatMap(({ id: to }, column): StoredDecision[] => {
      const value = direct[row]![column]!;
      const judgement = behind.get(from)?.get(to);
      if (row === column || (value === null && judgement === undefined)) return [];
      const { rationale = "", confidence = null, sign = null, source = null } = judgement ?? {};
      return [{ from, to, value, reason: rationale, confidence, sign, source, decidedBy: by, decidedAt: at }];
    }),
  );
}

/** Writes decisions of a study that has none. Other requests are served in between. */
export async function writeDecisions(
  tx: Database,
  studyId: string,
  decisions: readonly StoredDecision[],
): Promise<void> {
  for (let start = 0; start < decisions.length; start += DECISIONS_AT_ONCE) {
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    await putDecisions(tx, studyId, decisions.slice(start, start + DECISIONS_AT_ONCE));
  }
}
