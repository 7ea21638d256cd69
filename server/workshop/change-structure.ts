import { type Issue, parseStudy, type Study, StudyError } from "../../src/index.js";
import { refuseIssues } from "../checked-body.js";
import { type Expected, refuseOtherRevision } from "../revision.js";
import type { Happening, Store } from "../store/store.js";
import { readStudyRecord, reviseStudy } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { assembleStudy, blankMatrix } from "./assemble-study.js";
import { unstorableIds } from "./stored-names.js";

/** What changes the variables or the blocks of a study. */
export interface StructureChange {
  readonly studyId: string;
  readonly actor: string;
  /** The revision of the study that it replaces. */
  readonly expected: Expected;
}

/** What is changed, told by the study as it was. No events: nothing changed. */
type Work<Result> = (
  tx: Database,
  study: Study,
  at: string,
) => Promise<{ readonly events: readonly Happening[]; readonly result: Result }>;

/** A result and the revision of the study that it is of. */
export interface Revised<Result> {
  readonly result: Result;
  readonly revision: number;
}

/** Changes variables or blocks and counts the revision of the study. Throws RequestProblem `precondition-failed`. */
export function changeStructure<Result>(
  store: Store,
  { studyId, actor, expected }: StructureChange,
  work: Work<Result>,
): Promise<Revised<Result>> {
  return store.change(studyId, actor, async (tx, at) => {
    const { revision } = await readStudyRecord(tx, studyId);
    refuseOtherRevision(expected, revision);
    const { events, result } = await work(tx, await assembleStudy(tx, studyId), at);
    if (events.length === 0) return { events, result: { result, revision } };
    return { events, result: { result, revision: await reviseStudy(tx, studyId) } };
  });
}

type Parts = Pick<Study, "variables" | "blocks">;

/**
 * Throws RequestProblem `body-invalid` where the last variable, or the last block, breaks a rule that studies are read by: names of its own, a block that is
 * there, no more than fit. Paths are those of the body.
 */
export function refuseUnfit(list: keyof Parts, { variables, blocks }: Parts): void {
  const issues = [...unstorableIds({ variables, blocks }, ""), ...studyIssues({ variables, blocks })];
  const last = { variables, blocks }[list].length - 1;
  const own = `/${list}/${last}/`;
  refuseIssues(
    issues.map((issue) => ({
      ...issue,
      path: issue.path.startsWith(own) ? issue.path.slice(own.length - 1) : issue.path,
      expected: named(issue.expected, { variables, blocks }),
    })),
  );
}

function studyIssues({ variables, blocks }: Parts): readonly Issue[] {
  const withOne = variables.length === 0 ? [{ id: "any", label: "Any" }] : variables;
  try {
    parseStudy({ blocks, variables: withOne, direct: blankMatrix(withOne.length) });
    return [];
  } catch (error) {
    if (error instanceof StudyError) return error.issues;
    throw error;
  }
}

/** An issue names others by their place in a list that only the check has: ids say more. */
function named(expected: string, { variables, blocks }: Parts): string {
  const idAt = (list: readonly { readonly id: string }[], place: string) => list[Number(place)]?.id ?? place;
  return expected
    .replace(/\/variables\/(\d+)(?=\/)/g, (_, place: string) => `/variables/${idAt(variables, place)}`)
    .replace(/\/blocks\/(\d+)(?=\/)/g, (_, place: string) => `/blocks/${idAt(blocks, place)}`);
}

/** What is put in order, and how the order is kept. */
interface OrderedList<Item> {
  readonly kind: "variables-changed" | "blocks-changed";
  readonly itemsOf: (study: Study) => readonly Item[];
  readonly write: (tx: Database, studyId: string, order: readonly string[]) => Promise<void>;
}

/** Puts variables or blocks in another order: all their ids. Throws RequestProblem `precondition-failed`, `body-invalid`. */
export function changeOrder<Item extends { readonly id: string }>(
  store: Store,
  change: StructureChange,
  order: readonly string[],
  { kind, itemsOf, write }: OrderedList<Item>,
): Promise<Revised<readonly Item[]>> {
  return changeStructure(store, change, async (tx, study) => {
    const items = itemsOf(study);
    const ids = items.map(({ id }) => id);
    refuseOtherOrder(order, ids);
    const places = new Map(order.map((id, place) => [id, place]));
    const result = [...items].sort((a, b) => places.get(a.id)! - places.get(b.id)!);
    if (order.every((id, place) => id === ids[place])) return { events: [], result };
    await write(tx, change.studyId, order);
    return { events: [{ kind, before: { order: ids }, after: { order } }], result };
  });
}

/** Throws RequestProblem `body-invalid` where the order does not name each of the ids once. */
function refuseOtherOrder(order: readonly string[], ids: readonly string[]): void {
  const issues: Issue[] = [];
  const known = new Set(ids);
  const seen = new Set<string>();
  order.forEach((id, index) => {
    const path = `/order/${index}`;
    if (!known.has(id)) issues.push({ path, expected: "the id of one that is there", received: JSON.stringify(id) });
    else if (seen.has(id)) issues.push({ path, expected: "each id once", received: JSON.stringify(id) });
    seen.add(id);
  });
  const missing = ids.filter((id) => !seen.has(id));
  if (missing.length > 0) {
    issues.push({ path: "/order", expected: `all ids, ${missing.join(", ")} too`, received: `${order.length} ids` });
  }
  refuseIssues(issues);
}
