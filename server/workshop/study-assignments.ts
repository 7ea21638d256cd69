import { type AssignmentItem, describeValue, fairSplit, type Issue, OptionsError } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { entityTag } from "../entity-tag.js";
import { type Expected, refuseOtherTag } from "../revision.js";
import { assignmentsOf, replaceAssignments } from "../store/assignments.js";
import { listBlocks } from "../store/blocks.js";
import { listParticipants } from "../store/participants.js";
import type { Change, Store } from "../store/store.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables, type StoredVariable } from "../store/variables.js";
import { assignedPart } from "./assigned-part.js";

/** What one expert is asked to score. */
export interface Assignment {
  readonly participant: string;
  readonly items: readonly AssignmentItem[];
}

interface AssignmentView extends Assignment {
  /** How many cells the items cover. */
  readonly cells: number;
}

export interface AssignmentsView {
  /** Experts without items are left out. */
  readonly assignments: readonly AssignmentView[];
  /** Whether experts may answer cells that are not assigned to them. */
  readonly unassigned: "open" | "locked";
}

export interface SplitInput {
  readonly perCell: number;
  /** Ids of the experts who share the cells; all by default. */
  readonly experts?: readonly string[];
}

/** What is assigned, to all experts or to one. Call it within `store.read`. */
export async function readAssignments(tx: Database, studyId: string, participantId?: string): Promise<AssignmentsView> {
  const { settings } = await readStudyRecord(tx, studyId);
  const variables = await listVariables(tx, studyId);
  const assigned = await assignmentsOf(tx, studyId, participantId);
  const experts = (await listExperts(tx, studyId)).filter((id) => assigned.has(id));
  return {
    assignments: experts.map((participant) => {
      const items = assigned.get(participant)!;
      return { participant, items, cells: countCells(items, variables) };
    }),
    unassigned: settings["unassigned"] === "locked" ? "locked" : "open",
  };
}

/** The entity tag of what is assigned. */
export function assignmentsTag({ assignments }: AssignmentsView): string {
  return entityTag(JSON.stringify(assignments));
}

/** Puts assignments in the place of those there are. Throws RequestProblem `precondition-failed`, and `body-invalid` with every issue. */
export function assign(
  store: Store,
  studyId: string,
  actor: string,
  expected: Expected,
  assignments: readonly Assignment[],
): Promise<AssignmentsView> {
  return store.change(studyId, actor, async (tx) => {
    const before = await readAssignments(tx, studyId);
    refuseOtherTag(expected, assignmentsTag(before));
    refuseIssues(await assignmentIssues(tx, studyId, assignments));
    return replace(tx, studyId, before, assignments);
  });
}

/** Shares all cells fairly among experts. Throws RequestProblem `precondition-failed`, and `body-invalid` with every issue. */
export function splitFairly(
  store: Store,
  studyId: string,
  actor: string,
  expected: Expected,
  { perCell, experts }: SplitInput,
): Promise<AssignmentsView> {
  return store.change(studyId, actor, async (tx) => {
    const before = await readAssignments(tx, studyId);
    refuseOtherTag(expected, assignmentsTag(before));
    const known = await listExperts(tx, studyId);
    const chosen = experts ?? known;
    refuseIssues(chosen.flatMap((id, index) => (known.includes(id) ? [] : [expertIssue(`/experts/${index}`, id)])));
    const variables = (await listVariables(tx, studyId)).map(({ id }) => id);
    const shares = namingBody(() => fairSplit({ variables, experts: chosen, perCell }));
    const assignments = shares.map(({ expert, items }) => ({ participant: expert, items }));
    return replace(tx, studyId, before, assignments);
  });
}

async function replace(
  tx: Database,
  studyId: string,
  before: AssignmentsView,
  assignments: readonly Assignment[],
): Promise<Change<AssignmentsView>> {
  await replaceAssignments(tx, studyId, new Map(assignments.map(({ participant, items }) => [participant, items])));
  const result = await readAssignments(tx, studyId);
  if (JSON.stringify(before) === JSON.stringify(result)) return { events: [], result };
  const told = ({ assignments: all }: AssignmentsView) => ({
    assignments: all.map(({ participant, items }) => ({ participant, items })),
  });
  return { events: [{ kind: "assignments-changed", before: told(before), after: told(result) }], result };
}

async function listExperts(tx: Database, studyId: string): Promise<string[]> {
  return (await listParticipants(tx, studyId)).filter(({ role }) => role === "expert").map(({ id }) => id);
}

async function assignmentIssues(
  tx: Database,
  studyId: string,
  assignments: readonly Assignment[],
): Promise<readonly Issue[]> {
  const experts = new Set(await listExperts(tx, studyId));
  const variables = new Set((await listVariables(tx, studyId)).map(({ id }) => id));
  const blocks = new Set((await listBlocks(tx, studyId)).map(({ id }) => id));
  const seen = new Set<string>();
  return assignments.flatMap(({ participant, items }, index) => {
    const path = `/assignments/${index}`;
    const issues: Issue[] = [];
    if (!experts.has(participant)) issues.push(expertIssue(`${path}/participant`, participant));
    if (seen.has(participant)) {
      const expected = "each expert once";
      issues.push({ path: `${path}/participant`, expected, received: describeValue(participant) });
    }
    seen.add(participant);
    const given = new Set<string>();
    items.forEach((item, place) => {
      const at = `${path}/items/${place}`;
      const need = (known: ReadonlySet<string>, member: string, id: string, what: string) => {
        if (!known.has(id)) issues.push({ path: `${at}/${member}`, expected: what, received: describeValue(id) });
      };
      if (item.kind === "block") need(blocks, "block", item.block, "the id of a block");
      else if (item.kind === "cell") {
        need(variables, "from", item.from, "the id of a variable");
        need(variables, "to", item.to, "the id of a variable");
        if (item.from === item.to && variables.has(item.from)) {
          issues.push({ path: at, expected: "a cell off the diagonal", received: describeValue(item.from) });
        }
      } else need(variables, "variable", item.variable, "the id of a variable");
      const key = JSON.stringify(item, Object.keys(item).sort());
      if (given.has(key)) issues.push({ path: at, expected: "each item once", received: "a second one" });
      given.add(key);
    });
    return issues;
  });
}

function expertIssue(path: string, id: string): Issue {
  return { path, expected: "the id of an expert", received: describeValue(id) };
}

function countCells(items: readonly AssignmentItem[], variables: readonly StoredVariable[]): number {
  const isAssigned = assignedPart(items, variables);
  return variables.reduce(
    (sum, { id: from }) => sum + variables.filter(({ id: to }) => isAssigned({ from, to })).length,
    0,
  );
}

/** The issues of options that stand in the body, as issues of the body. */
function namingBody<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof OptionsError) {
      refuseIssues(error.issues.map((issue) => ({ ...issue, path: `/${issue.path}` })));
    }
    throw error;
  }
}
