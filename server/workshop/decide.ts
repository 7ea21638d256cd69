import { type Cell, describeValue, type Issue, type Text } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { RequestProblem } from "../problems.js";
import { cellKey } from "../store/cells.js";
import { decisionAt, decisionsOf, putDecisions, removeDecision, type StoredDecision } from "../store/decisions.js";
import type { Store } from "../store/store.js";
import { readStudyRecord, type StudyDocument } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables, type StoredVariable } from "../store/variables.js";
import { aggregatesAt } from "./aggregate-of.js";
import {
  contentOf,
  type DecisionContent,
  isAsSeen,
  refuseDecisionConflicts,
  type SeenDecision,
} from "./decision-conflicts.js";
import { describeScale, fitsScale } from "./score-bounds.js";
import type { GivenSettings } from "./study-settings.js";

/** The cell of a decision, by ids of variables. */
export interface DecidedPlace {
  readonly studyId: string;
  readonly from: string;
  readonly to: string;
}

/** What is decided of a cell. But for the value, what is left out stays as it is decided; of a cell that is not, it is empty. */
export interface NewDecision {
  readonly value: Cell;
  readonly reason?: Text;
  readonly confidence?: StoredDecision["confidence"];
  readonly sign?: StoredDecision["sign"];
  readonly source?: string | null;
  /** What it replaces, as last seen. Left out: whatever is decided. */
  readonly was?: SeenDecision;
}

/** What is decided, and of which cell. */
interface CellDecision extends NewDecision {
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
  const [decided] = await decide(store, actor, studyId, [{ from, to, ...decision }], paths);
  return decided!;
}

/**
 * Sets several cells of the consensus in one change: all or none. Each that changes is an event of its own; the decisions come back in the order they were given.
 *
 * Throws RequestProblem `body-invalid` as {@link setDecision} does, by the place in the list, and for a cell that stands in it twice; `decision-conflict` with
 * every conflict.
 */
export function setDecisions(
  store: Store,
  actor: string,
  studyId: string,
  decisions: readonly CellDecision[],
): Promise<readonly Decided[]> {
  const paths = (index: number) => ({ cell: `/decisions/${index}/`, value: `/decisions/${index}/value` });
  return decide(store, actor, studyId, decisions, paths);
}

function decide(
  store: Store,
  actor: string,
  studyId: string,
  decisions: readonly CellDecision[],
  pathsOf: (index: number) => DecisionPaths,
): Promise<readonly Decided[]> {
  return store.change(studyId, actor, async (tx, at) => {
    const { document, settings } = await readStudyRecord(tx, studyId);
    refuseIssues(decisionIssues(decisions, await listVariables(tx, studyId), document, pathsOf));
    const known = await decisionsAt(tx, studyId, decisions);
    const decided = decisions.map((decision) => {
      const { from, to, was } = decision;
      const before = known.get(cellKey(decision)) ?? null;
      const after = { from, to, ...decidedOver(before, decision), decidedBy: actor, decidedAt: at };
      const isSame = before !== null && sameContent(before, after);
      return { was, before, isSame, after: isSame ? before : after };
    });
    refuseDecisionConflicts(
      decided.flatMap(({ was, before, isSame, after }) => {
        if (was === undefined || isSame || isAsSeen(before, was)) return [];
        const { from, to } = after;
        return [{ from, to, was, yours: contentOf(after), theirs: before && contentOf(before) }];
      }),
    );
    const { aggregation = {} } = settings as GivenSettings;
    const aggregates = await aggregatesAt(tx, studyId, decisions, aggregation);
    const changed = decided.filter(({ isSame }) => !isSame);
    await putDecisions(
      tx,
      studyId,
      changed.map(({ after }) => after),
    );
    return {
      events: changed.map(({ before, after }) => ({ kind: "decision-set" as const, before, after })),
      result: decided.map(({ after }) => ({ ...after, aggregate: aggregates.get(cellKey(after)) ?? null })),
    };
  });
}

/** The decisions there are of some cells, and perhaps of others. */
async function decisionsAt(
  tx: Database,
  studyId: string,
  places: readonly CellDecision[],
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
    await removeDecision(tx, studyId, place);
    return { events: [{ kind: "decision-removed", before }], result: undefined };
  });
}

/** What is decided with what stays of the decision before. */
function decidedOver(before: StoredDecision | null, decision: NewDecision): DecisionContent {
  const { reason = "", confidence = null, sign = null, source = null } = { ...before, ...decision };
  return { value: decision.value, reason, confidence, sign, source };
}

function sameContent(one: DecisionContent, other: DecisionContent): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function decisionIssues(
  decisions: readonly CellDecision[],
  variables: readonly StoredVariable[],
  document: StudyDocument,
  pathsOf: (index: number) => DecisionPaths,
): Issue[] {
  const codes = new Map(variables.map(({ id, code }) => [id, code]));
  const seen = new Set<string>();
  return decisions.flatMap((decision, index) => {
    const { from, to, value } = decision;
    const paths = pathsOf(index);
    const cell = { row: codes.get(from) ?? from, column: codes.get(to) ?? to };
    const issues: Issue[] = [];
    const refuse = (path: string, expected: string, received: string) =>
      issues.push({ path, expected, received, ...cell });
    for (const end of ["from", "to"] as const) {
      if (codes.has(decision[end])) continue;
      refuse(`${paths.cell}${end}`, "the id of a variable", describeValue(decision[end]));
    }
    if (from === to) refuse(`${paths.cell}to`, "a cell off the diagonal", describeValue(to));
    else if (seen.has(cellKey(decision))) refuse(`${paths.cell}to`, "each cell once", describeValue(to));
    seen.add(cellKey(decision));
    if (!fitsScale(value, document)) refuse(paths.value, describeScale(document), describeValue(value));
    return issues;
  });
}
