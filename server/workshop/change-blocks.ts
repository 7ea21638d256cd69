import { type Block, localize, type Study, type Text } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import { deleteBlock, insertBlocks, orderBlocks, updateBlock } from "../store/blocks.js";
import { shiftPositions } from "../store/shift-positions.js";
import type { Store } from "../store/store.js";
import { changeOrder, changeStructure, type Revised, refuseUnfit, type StructureChange } from "./change-structure.js";
import { uniqueSlug } from "./slug.js";

/** A block to add; its id is made of its label where there is none. */
export interface NewBlock {
  readonly id?: string;
  readonly number?: number;
  readonly label: Text;
  /** Where it stands, from 0. @default the end */
  readonly position?: number;
}

/** What changes of a block; null takes its number away. */
export interface BlockChanges {
  readonly number?: number | null;
  readonly label?: Text;
}

/** Adds a block without variables. Throws RequestProblem `precondition-failed`, `body-invalid`. */
export function addBlock(
  store: Store,
  change: StructureChange,
  { position, ...given }: NewBlock,
): Promise<Revised<Block>> {
  const { studyId } = change;
  return changeStructure(store, change, async (tx, study) => {
    const ids = study.blocks.map(({ id }) => id);
    const id = given.id ?? uniqueSlug(localize(given.label, study.language), new Set(ids), "block");
    const block: Block = { id, ...(given.number !== undefined && { number: given.number }), label: given.label };
    refuseUnfit("blocks", { variables: study.variables, blocks: [...study.blocks, block] });
    const place = Math.min(position ?? ids.length, ids.length);
    await shiftPositions(tx, "blocks", { studyId, from: place, by: 1 });
    await insertBlocks(tx, studyId, [block], place);
    return { events: [{ kind: "blocks-changed", after: { block, position: place } }], result: block };
  });
}

/** Changes a block. Throws RequestProblem `precondition-failed`, `block-unknown`, `body-invalid`. */
export function editBlock(
  store: Store,
  change: StructureChange,
  id: string,
  { number, label }: BlockChanges,
): Promise<Revised<Block>> {
  return changeStructure(store, change, async (tx, study) => {
    const before = blockOf(study, id);
    const kept = number === undefined ? before.number : (number ?? undefined);
    const after: Block = { id, ...(kept !== undefined && { number: kept }), label: label ?? before.label };
    if (JSON.stringify(before) === JSON.stringify(after)) return { events: [], result: before };
    const others = study.blocks.filter((block) => block.id !== id);
    refuseUnfit("blocks", { variables: study.variables, blocks: [...others, after] });
    await updateBlock(tx, change.studyId, after);
    return {
      events: [{ kind: "blocks-changed", before: { block: before }, after: { block: after } }],
      result: after,
    };
  });
}

/** Deletes a block; its variables are in none then. Throws RequestProblem `precondition-failed`, `block-unknown`. */
export function removeBlock(store: Store, change: StructureChange, id: string): Promise<Revised<null>> {
  return changeStructure(store, change, async (tx, study) => {
    const block = blockOf(study, id);
    const variables = study.variables.filter((variable) => variable.block === id).map((variable) => variable.id);
    const position = study.blocks.indexOf(block);
    await deleteBlock(tx, change.studyId, id);
    await shiftPositions(tx, "blocks", { studyId: change.studyId, from: position, by: -1 });
    return { events: [{ kind: "blocks-changed", before: { block, position, variables } }], result: null };
  });
}

/** Puts the blocks in another order: all their ids. Throws RequestProblem `precondition-failed`, `body-invalid`. */
export function reorderBlocks(
  store: Store,
  change: StructureChange,
  order: readonly string[],
): Promise<Revised<readonly Block[]>> {
  return changeOrder(store, change, order, {
    kind: "blocks-changed",
    itemsOf: ({ blocks }) => blocks,
    write: orderBlocks,
  });
}

function blockOf(study: Study, id: string): Block {
  const block = study.blocks.find((each) => each.id === id);
  if (block !== undefined) return block;
  throw new RequestProblem("block-unknown", "The study has no block of this id.");
}
