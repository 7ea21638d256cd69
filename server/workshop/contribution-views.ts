import type { AssignmentItem } from "../../src/index.js";
import { assignmentsOf } from "../store/assignments.js";
import { listBlocks } from "../store/blocks.js";
import { cellKeysOf, countRows, lastChanges } from "../store/cells.js";
import { listParticipants, type Participant } from "../store/participants.js";
import type { Database } from "../store/tables.js";
import { listVariables, type StoredVariable } from "../store/variables.js";
import { assignedPart } from "./assigned-part.js";

/** How many cells of a part an expert has answered. */
interface Tally {
  /** Numbers and P. */
  readonly answered: number;
  readonly dontKnow: number;
  readonly cells: number;
}

/** How far an expert is. */
export interface ContributionView {
  readonly participant: string;
  readonly name: string;
  /** Of what is assigned to him; null where nothing is. */
  readonly assigned: Tally | null;
  readonly all: Tally;
  /** By block of the influencing variable; null for the variables in none. */
  readonly blocks: readonly { readonly block: string | null; readonly assigned: Tally | null; readonly all: Tally }[];
  /** When a cell last changed. */
  readonly updatedAt: string | null;
}

/** One row of one expert: what is answered of it, and of the part of it that is assigned. */
interface RowTally {
  readonly block: string | null;
  readonly all: Tally;
  readonly assigned: Tally;
}

/** How far the experts are, or one of them. Call it within `store.read`. */
export async function contributionViews(
  tx: Database,
  studyId: string,
  participantId?: string,
): Promise<ContributionView[]> {
  const everyone = await listParticipants(tx, studyId);
  const experts = everyone.filter(
    ({ id, role }) => role === "expert" && (participantId === undefined || id === participantId),
  );
  if (experts.length === 0) return [];
  const variables = await listVariables(tx, studyId);
  const blocks = (await listBlocks(tx, studyId)).map(({ id }) => id);
  const counts = new Map(
    (await countRows(tx, studyId, participantId)).map((count) => [`${count.participant} ${count.from}`, count]),
  );
  const items = await assignmentsOf(tx, studyId, participantId);
  const changed = await lastChanges(tx, studyId, participantId);
  const views: ContributionView[] = [];
  for (const expert of experts) {
    const own = items.get(expert.id) ?? [];
    const assigned = own.length === 0 ? null : await assignedTallies(tx, { studyId, expert, variables, items: own });
    const rows = variables.map(({ id, block }): RowTally => {
      const { answered = 0, dontKnow = 0 } = counts.get(`${expert.id} ${id}`) ?? {};
      return {
        block,
        all: { answered, dontKnow, cells: variables.length - 1 },
        assigned: assigned?.get(id) ?? NOTHING,
      };
    });
    views.push(viewOf(expert, rows, { blocks, hasItems: own.length > 0, updatedAt: changed.get(expert.id) ?? null }));
  }
  return views;
}

const NOTHING: Tally = { answered: 0, dontKnow: 0, cells: 0 };

interface AssignedInput {
  readonly studyId: string;
  readonly expert: Participant;
  readonly variables: readonly StoredVariable[];
  readonly items: readonly AssignmentItem[];
}

/** What is answered of the assigned cells, by row. */
async function assignedTallies(
  tx: Database,
  { studyId, expert, variables, items }: AssignedInput,
): Promise<Map<string, Tally>> {
  const isAssigned = assignedPart(items, variables);
  const answered = (await cellKeysOf(tx, studyId, expert.id)).filter(isAssigned);
  const byRow = new Map<string, { answered: number; dontKnow: number }>();
  for (const { from, isDoubt } of answered) {
    const row = byRow.get(from) ?? { answered: 0, dontKnow: 0 };
    byRow.set(from, row);
    if (isDoubt) row.dontKnow += 1;
    else row.answered += 1;
  }
  return new Map(
    variables.map(({ id: from }) => {
      const cells = variables.filter(({ id: to }) => isAssigned({ from, to })).length;
      return [from, { ...NOTHING, ...byRow.get(from), cells }];
    }),
  );
}

interface ViewInput {
  readonly blocks: readonly string[];
  readonly hasItems: boolean;
  readonly updatedAt: string | null;
}

function viewOf(
  { id, name }: Participant,
  rows: readonly RowTally[],
  { blocks, hasItems, updatedAt }: ViewInput,
): ContributionView {
  const tallies = (some: readonly RowTally[]) => ({
    assigned: hasItems ? sumOf(some.map(({ assigned }) => assigned)) : null,
    all: sumOf(some.map(({ all }) => all)),
  });
  const byBlock = [...blocks, null].flatMap((block) => {
    const own = rows.filter((row) => row.block === block);
    return own.length === 0 ? [] : [{ block, ...tallies(own) }];
  });
  return { participant: id, name, ...tallies(rows), blocks: byBlock, updatedAt };
}

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { answered, dontKnow, cells }) => ({
      answered: sum.answered + answered,
      dontKnow: sum.dontKnow + dontKnow,
      cells: sum.cells + cells,
    }),
    NOTHING,
  );
}
