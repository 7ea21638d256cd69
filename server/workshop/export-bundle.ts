import type { AssignmentItem } from "../../src/index.js";
import { BUNDLE_FORMAT, BUNDLE_VERSION } from "../schemas/bundle.js";
import { assignmentsOf } from "../store/assignments.js";
import { listBlocks } from "../store/blocks.js";
import { readStudyRows } from "../store/bundle.js";
import { decisionsOf } from "../store/decisions.js";
import { allFiches } from "../store/fiches.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables } from "../store/variables.js";
import type { Bundle } from "./bundle.js";
import type { GivenSettings } from "./study-settings.js";

/**
 * A study with all that belongs to it, to be kept or taken to another server: everything but links, sessions and jobs. Call it within `store.read`.
 *
 * The same study gives the same bytes on every database: lists stand in the order of the variables, of time and of ids, compared by code units. Importing it
 * makes a study that exports the same bytes. Throws RequestProblem `study-unknown`.
 *
 * @example
 * const bundle = await store.read((tx) => exportBundle(tx, studyId));
 */
export async function exportBundle(tx: Database, studyId: string): Promise<Bundle> {
  const record = await readStudyRecord(tx, studyId);
  const blocks = await listBlocks(tx, studyId);
  const variables = await listVariables(tx, studyId);
  const rows = await readStudyRows(tx, studyId);
  const assignments = await assignmentsOf(tx, studyId);
  const places = new Map(variables.map(({ id }, place) => [id, place]));
  const place = (id: string) => places.get(id) ?? places.size;
  const byCell = sorted<{ readonly from: string; readonly to: string }>(({ from, to }) => [place(from), place(to)]);
  const participants = sortBy(rows.participants, ({ createdAt, id }) => [createdAt, id]);
  const everyone = new Map(participants.map(({ id }, position) => [id, position]));
  const byPerson = sorted<{ readonly participant: string }>(({ participant }) => [everyone.get(participant)!]);
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    revision: record.revision,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    study: {
      ...record.document,
      blocks,
      variables: variables.map(({ id, code, label, short, block, namesCode }) => ({
        id,
        code,
        label,
        short,
        block,
        ...(namesCode && { namesCode }),
      })),
    },
    settings: record.settings as GivenSettings,
    fiches: sortBy(await allFiches(tx, studyId), ({ variable, revision }) => [place(variable), revision]).map(
      ({ variable, revision, at, by, content }) => ({ variable, revision, at, by, content }),
    ),
    participants,
    assignments: [...assignments]
      .map(([participant, items]) => ({ participant, items: sortBy(items, itemKey) }))
      .sort(byPerson),
    contributions: rows.contributions
      .map(({ participant, cells }) => ({
        participant,
        cells: [...cells].sort(byCell).map(({ from, to, value, confidence, note, updatedAt }) => ({
          from,
          to,
          value,
          confidence,
          note,
          at: updatedAt,
        })),
      }))
      .sort(byPerson),
    decisions: [...(await decisionsOf(tx, studyId))]
      .sort(byCell)
      .map(({ decidedBy, decidedAt, ...decision }) => ({ ...decision, by: decidedBy, at: decidedAt })),
    rounds: sortBy(rows.rounds, ({ number }) => [number]),
    snapshots: sortBy(rows.snapshots, ({ createdAt, id }) => [createdAt, id]).map(({ content, ...view }) => ({
      ...view,
      content: JSON.parse(content) as object,
    })),
    events: sortBy(rows.events, ({ seq }) => [seq]),
  };
}

type Key = readonly (string | number)[];

function itemKey(item: AssignmentItem): Key {
  if (item.kind === "cell") return [item.kind, item.from, item.to];
  return [item.kind, item.kind === "block" ? item.block : item.variable];
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => Key): Item[] {
  return [...items].sort(sorted(keyOf));
}

/** An order by keys, text by code units: databases order text each in their own way. */
function sorted<Item>(keyOf: (item: Item) => Key): (a: Item, b: Item) => number {
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    const differs = one.findIndex((part, index) => part !== other[index]);
    if (differs < 0) return 0;
    return one[differs]! < other[differs]! ? -1 : 1;
  };
}
