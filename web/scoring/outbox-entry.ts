import type { ScoredCell } from "./cell.js";

/** A cell that the server has not yet acknowledged. */
export interface OutboxEntry {
  readonly from: string;
  readonly to: string;
  readonly cell: ScoredCell;
  /** What the server is known to hold; the change says that it replaces this. */
  readonly was: ScoredCell;
  /** Names this edit: another edit of the same cell has another one. */
  readonly edit: string;
  /** The round it was typed in: into another one it goes only when the person says so. */
  readonly round: number | null;
  /** What the server held instead, once it has said so; the person chooses before it is sent again. */
  readonly theirs?: ScoredCell;
  /** Whether the server refused it: it stays here until the person says what becomes of it. */
  readonly refused?: true;
}

let count = 0;
const tab = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");

/** A name that no other edit, tab or request has. Made without `randomUUID`, which plain HTTP lacks. */
export function newName(): string {
  count += 1;
  return `${tab}-${count.toString(36)}`;
}
