import type { AssignmentItem } from "../../src/index.js";
import { BUNDLE_FORMAT, BUNDLE_VERSION } from "../schemas/bundle.js";
import { takingTurns } from "../serve-others.js";
import { assignmentsOf } from "../store/assignments.js";
import { listBlocks } from "../store/blocks.js";
import { anyParticipants } from "../store/bundle.js";
import { cellsOf } from "../store/cells.js";
import { decisionsOf } from "../store/decisions.js";
import { eventsAfter } from "../store/events.js";
import { allFiches } from "../store/fiches.js";
import { roundsOf } from "../store/rounds.js";
import { snapshotOf, snapshotsOf } from "../store/snapshots.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { listVariables } from "../store/variables.js";
import type { Bundle } from "./bundle.js";
import type { GivenSettings } from "./study-settings.js";

/**
 * A study with all that belongs to it, to be kept or taken to another server: everything but links, sessions and jobs. Call it within `store.read`.
 *
 * The JSON text of a {@link Bundle}, in pieces: at most one expert's answers, one snapshot and a page of the log are held as more than their bytes, whole it may be
 * longer than a text can be, and other requests are served in between. The same study gives the same bytes on every database: lists stand in the order of the
 * variables, of time and of ids, compared by code units. Importing it makes a study that exports the same bytes. Throws RequestProblem `study-unknown`.
 *
 * @example
 * const bytes = Buffer.concat(await store.read((tx) => exportBundle(tx, studyId)));
 */
export async function exportBundle(tx: Database, studyId: string): Promise<readonly Buffer[]> {
  const record = await readStudyRecord(tx, studyId);
  const blocks = await listBlocks(tx, studyId);
  const variables = await listVariables(tx, studyId);
  const assignments = await assignmentsOf(tx, studyId);
  const places = new Map(variables.map(({ id }, place) => [id, place]));
  const place = (id: string) => places.get(id) ?? places.size;
  const byCell = sorted<{ readonly from: string; readonly to: string }>(({ from, to }) => [place(from), place(to)]);
  const participants = sortBy(await anyParticipants(tx, studyId), ({ createdAt, id }) => [createdAt, id]);
  const everyone = new Map(participants.map(({ id }, position) => [id, position]));
  const byPerson = sorted<{ readonly participant: string }>(({ participant }) => [everyone.get(participant)!]);

  async function* contributions(): AsyncGenerator<string> {
    for (const { id: participant } of participants) {
      const cells = (await cellsOf(tx, studyId, participant))
        .sort(byCell)
        .map(({ updatedAt, ...cell }) => ({ ...cell, at: updatedAt }));
      if (cells.length > 0) yield JSON.stringify({ participant, cells } satisfies Bundle["contributions"][number]);
    }
  }

  async function* snapshots(): AsyncGenerator<string> {
    for (const view of sortBy(await snapshotsOf(tx, studyId), ({ createdAt, id }) => [createdAt, id])) {
      const { content } = (await snapshotOf(tx, studyId, view.id))!;
      yield `${JSON.stringify(view).slice(0, -1)},"content":${content}}`;
    }
  }

  async function* events(): AsyncGenerator<string> {
    for (let last: number | undefined = 0; last !== undefined; ) {
      const page: Bundle["events"] = (await eventsAfter(tx, studyId, { after: last, limit: 1000 })).events;
      for (const event of page) yield JSON.stringify(event);
      last = page.at(-1)?.seq;
    }
  }

  const start: Omit<Bundle, "contributions" | "decisions" | "rounds" | "snapshots" | "events"> = {
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
  };
  const middle: Pick<Bundle, "decisions" | "rounds"> = {
    decisions: [...(await decisionsOf(tx, studyId))]
      .sort(byCell)
      .map(({ decidedBy, decidedAt, ...decision }) => ({ ...decision, by: decidedBy, at: decidedAt })),
    rounds: await roundsOf(tx, studyId),
  };
  return [
    Buffer.from(JSON.stringify(start).slice(0, -1)),
    ...(await listPieces("contributions", contributions())),
    Buffer.from(`,${JSON.stringify(middle).slice(1, -1)}`),
    ...(await listPieces("snapshots", snapshots())),
    ...(await listPieces("events", events())),
    Buffer.from("}"),
  ];
}

/** A member of an object that is a list, with the comma before it: its items are JSON texts. */
async function listPieces(name: string, items: AsyncIterable<string>): Promise<Buffer[]> {
  const serveOthers = takingTurns();
  const pieces = [Buffer.from(`,${JSON.stringify(name)}:[`)];
  for await (const item of items) {
    pieces.push(Buffer.from(pieces.length === 1 ? item : `,${item}`));
    await serveOthers();
  }
  return [...pieces, Buffer.from("]")];
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
