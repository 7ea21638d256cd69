import type { Hypotheses, Study } from "../../src/index.js";
import { listBlocks } from "../store/blocks.js";
import { listHypotheses } from "../store/hypotheses.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables } from "../store/variables.js";

/**
 * The stored study as the engine has it, its matrix blank: the one it was made of but for the scores, with its fiches' definitions and its hypotheses.
 *
 * A study that has no variables yet gives an empty matrix: no analysis takes it. Read in one transaction (`store.read`, or within a change).
 * Cost: O(n²). Throws RequestProblem `study-unknown`; deleted studies are read too.
 *
 * @example
 * const study = await store.read((tx) => assembleStudy(tx, studyId));
 * const scored = { ...study, direct };
 */
export async function assembleStudy(tx: Database, studyId: string): Promise<Study> {
  const { document } = await readStudyRecord(tx, studyId);
  const blocks = await listBlocks(tx, studyId);
  const stored = await listVariables(tx, studyId);
  const byVariable = await listHypotheses(tx, studyId);
  const hypotheses: [string, Hypotheses][] = stored.flatMap(({ id, code, namesCode }) => {
    const kinds = byVariable.get(id);
    return kinds === undefined ? [] : [[id, { ...(namesCode && { code }), ...kinds }]];
  });
  const { hypothesisNote, ...frame } = document;
  const variables = stored.map(({ namesCode: _, ...variable }) => variable);
  return {
    ...frame,
    blocks,
    variables,
    direct: blankMatrix(variables.length),
    ...(hypotheses.length > 0 && { hypotheses: Object.fromEntries(hypotheses) }),
    ...(hypothesisNote !== undefined && { hypothesisNote }),
  };
}

/** n × n cells that nobody has scored. */
export function blankMatrix(size: number): null[][] {
  return Array.from({ length: size }, () => new Array<null>(size).fill(null));
}
