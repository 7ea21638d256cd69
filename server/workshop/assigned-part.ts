import { type AssignmentItem, assignedCells } from "../../src/index.js";
import type { CellPlace } from "../store/cells.js";
import type { StoredVariable } from "../store/variables.js";

/** Tells whether a cell is among those that items cover. */
export function assignedPart(
  items: readonly AssignmentItem[],
  variables: readonly StoredVariable[],
): (place: CellPlace) => boolean {
  const blocks = new Set(variables.map(({ block }) => block));
  // A block may have lost its variables since it was assigned.
  const cells = assignedCells(
    items.filter((item) => item.kind !== "block" || blocks.has(item.block)),
    { variables },
  );
  const places = new Map(variables.map(({ id }, place) => [id, place]));
  return ({ from, to }) => cells[places.get(from) ?? -1]?.[places.get(to) ?? -1] ?? false;
}
