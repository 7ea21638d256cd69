import { type Issue, StudyError } from "../../src/index.js";
import { listParticipants } from "../store/participants.js";
import type { Database } from "../store/tables.js";
import { listVariables } from "../store/variables.js";

/** The most cells of all contributions together, answered or not, that are held at a time: 60 experts with 250 variables. */
const MAX_CELLS = 60 * 250 ** 2;

/** What is wrong with so many experts who score so many variables; nothing where their contributions can be held. */
export function growthIssues(experts: number, variables: number, path: string): Issue[] {
  if (experts * variables ** 2 <= MAX_CELLS) return [];
  const expected = `at most ${MAX_CELLS} cells in all contributions together, such as 60 experts with 250 variables`;
  return [{ path, expected, received: `${experts} experts with ${variables} variables` }];
}

interface Newcomers {
  /** @default 0 */
  readonly experts?: number;
  /** @default 0 */
  readonly variables?: number;
}

/**
 * Refuses to let a study grow beyond what its matrices can be made of: asked before an expert or a variable comes in, and of what is there before it is read.
 * Throws StudyError `study-too-large`.
 */
export async function refuseOvergrown(tx: Database, studyId: string, newcomers: Newcomers): Promise<void> {
  const { experts = 0, variables = 0 } = newcomers;
  const there = (await listParticipants(tx, studyId)).filter(({ role }) => role === "expert").length;
  const size = (await listVariables(tx, studyId)).length;
  const path = experts > 0 ? "/role" : variables > 0 ? "/variables" : "contributions";
  const issues = growthIssues(there + experts, size + variables, path);
  if (issues.length > 0) throw new StudyError(issues, "study-too-large");
}
