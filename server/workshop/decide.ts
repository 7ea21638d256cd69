import { type Cell, describeValue, type Issue } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { RequestProblem } from "../problems.js";
import { type CellPlace, cellKey } from "../store/cells.js";
import { decisionAt, decisionsOf, putDecisions, removeDecisions, type StoredDecision } from "../store/decisions.js";
import type { Store } from "../store/store.js";
import { readStudyRecord, type StudyDocument } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables, type StoredVariable } from "../store/variables.js";
import { aggregatesAt } from "./aggregate-of.js";
import { type DecisionChanges, type DecisionPlan, type NewDecision, planDecisions } from "./plan-decisions.js";
import { describeScale, fitsScale } from "./score-bounds.js";
import type { GivenSettings } from "./study-settings.js";

/** The cell of a decision, by ids of variables. */
export interface DecidedPlace {
  readonly studyId: string;
  readonly from: string;
  readonly to: string;
}

/** A decision, and what the experts' answers alone make of its cell. */
interface Decided extends StoredDecision {
  readonly aggregate: Cell;
}

/** Where the parts of a decision stand in the request. */
interface DecisionPaths {
  readonly cell: string;
  readonly value: string;
}

type PathsOf = (list: keyof DecisionChanges, index: number) => DecisionPaths;

/**
 * Sets a cell of the consensus, over a decision that may be there, and the log with it. A decision that is there already, word for word, stays as it is.
 *
 * Throws RequestProblem `body-invalid` with every issue: variables that are unknown, the diagonal, a value beyond the scale; `decision-conflict` where neither
 * what was seen nor what is wanted is decided.
 */
export async function setDecision(
  store: Store,
  actor: string,
  { studyId, from, to }: DecidedPlace,
  decision: NewDecision,
): Promise<Decided> {
  const paths = () => ({ cell: "", value: "/value" });
  const changes = { decisions: [{ from, to, ...decision }], undecided: [] };
  const [decided] = await decide(store, actor, studyId, changes, paths);
  return decided!;
}

/**
 * Sets cells of the consensus and takes the decisions of others back, in one change: all or none. Each that changes is an event of its own; the decisions come back
 * in the order they were given. A cell of which nothing is decided stays so.
 *
 * Throws RequestProblem `body-invalid` as {@link setDecision} does, by the place in its list, and for a cell that stands in them twice; `decision-conflict` with
 * every conflict.
 */
export function changeDecisions(
  store: Store,
  actor: string,
  studyId: string,
  changes: DecisionChanges,
): Promise<readonly Decided[]> {
  const paths: PathsOf = (list, index) => ({ cell: `/${list}/${index}/`, value: `/${list}/${index}/value` });
  return decide(store, actor, studyId, changes, paths);
}

function decide(
  store: Store,
  actor: string,
  studyId: string,
  changes: DecisionChanges,
  pathsOf: PathsOf,
): Promise<readonly Decided[]> {
  const { decisions, undecided } = changes;
  return store.change(studyId, actor, async (tx, at) => {
    const { document, settings } = await readStudyRecord(tx, studyId);
    refuseIssues(decisionIssues(changes, await listVariables(tx, studyId), document, pathsOf));
    const known = await decisionsAt(tx, studyId, [...decisions, ...undecided]);
    const plan = planDecisions(changes, known, { decidedBy: actor, decidedAt: at });
    refuseConflicts(plan);
    await putDecisions(tx, studyId, plan.put);
    await removeDecisions(tx, studyId, plan.removed);
    const { aggregation = {} } = settings as GivenSettings;
    const aggregates = await aggregatesAt(tx, studyId, decisions, aggregation);
    const result = plan.decided.map((decision) => ({
      ...decision,
      aggregate: aggregates.get(cellKey(decision)) ?? null,
    }));
    return { events: plan.events, result };
  });
}

function refuseConflicts({ conflicts }: DecisionPlan): void {
  if (conflicts.length === 0) return;
  const many = conflicts.length === 1 ? "A cell is" : `${conflicts.length} cells are`;
  throw new RequestProblem("decision-conflict", `${many} decided otherwise than was seen; nothing was written.`, {
    members: { conflicts },
  });
}

/** The decisions there are of some cells, and perhaps of others. */
async function decisionsAt(
  tx: Database,
  studyId: string,
  places: readonly CellPlace[],
): Promise<ReadonlyMap<string, StoredDecision>> {
  const found = places.length === 1 ? [await decisionAt(tx, studyId, places[0]!)] : await decisionsOf(tx, studyId);
  const there = found.filter((decision) => decision !== null);
  return new Map(there.map((decision) => [cellKey(decision), decision]));
}

/** Takes a decision back, and the log with it. Throws RequestProblem `decision-unknown`. */
export function unsetDecision(store: Store, actor: string, place: DecidedPlace): Promise<void> {
  const { studyId } = place;
  return store.change(studyId, actor, async (tx) => {
    const before = await decisionAt(tx, studyId, place);
    if (before === null) throw new RequestProblem("decision-unknown", "Nothing has been decided of this cell.");
    await removeDecisions(tx, studyId, [place]);
    return { events: [{ kind: "decision-removed", before }], result: undefined };
  });
}

function decisionIssues(
  { decisions, undecided }: DecisionChanges,
  variables: readonly StoredVariable[],
  document: StudyDocument,
  pathsOf: PathsOf,
): Issue[] {
  const codes = new Map(variables.map(({ id, code }) => [id, code]));
  const seen = new Set<string>();
  const refusal = ({ from, to }: CellPlace) => {
    const cell = { row: codes.get(from) ?? from, column: codes.get(to) ?? to };
    return (path: string, expected: string, received: string): Issue => ({ path, expected, received, ...cell });
  };
  const placeIssues = (place: CellPlace, path: string): Issue[] => {
    const { from, to } = place;
    const refuse = refusal(place);
    const isSecond = seen.has(cellKey(place));
    seen.add(cellKey(place));
    return [
      ...(["from", "to"] as const)
        .filter((end) => !codes.has(place[end]))
        .map((end) => refuse(`${path}${end}`, "the id of a variable", describeValue(place[end]))),
      ...(from === to ? [refuse(`${path}to`, "a cell off the diagonal", describeValue(to))] : []),
      ...(from !== to && isSecond ? [refuse(`${path}to`, "each cell once", describeValue(to))] : []),
    ];
  };
  return [
    ...decisions.flatMap((decision, index) => {
      const paths = pathsOf("decisions", index);
      const issues = placeIssues(decision, paths.cell);
      if (fitsScale(decision.value, document)) return issues;
      const { value } = decision;
      return [...issues, refusal(decision)(paths.value, describeScale(document), describeValue(value))];
    }),
    ...undecided.flatMap((place, index) => placeIssues(place, pathsOf("undecided", index).cell)),
  ];
}
