import type { ReadonlySignal } from "@preact/signals";
import { SCORING_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { nextCell } from "../../scoring/cell-order.js";
import { GroupLine } from "../../scoring/group-line.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface GroupOfCellProps {
  readonly opened: OpenedBoard;
  readonly current: ReadonlySignal<number>;
}

/** The group’s answer on the current cell. */
export function GroupOfCell({ opened, current }: GroupOfCellProps) {
  // Read so that the line follows what changes in the cell.
  opened.board.version.value;
  return opened.group === null ? null : (
    <div class="matrix-group">
      <GroupLine opened={opened} index={current.value} />
    </div>
  );
}

export interface NextApartProps extends GroupOfCellProps {
  readonly onGo: (index: number) => void;
}

/** How many cells one answered apart from the group, and the way to the next of them. */
export function NextApart({ opened, current, onGo }: NextApartProps) {
  const { board, group } = opened;
  // Read so that the count follows what changes in the cells.
  board.version.value;
  if (group === null) return null;
  const { size } = board;
  const isApart = (index: number) => group.isApart(index, board.cellAt(index).value);
  let count = 0;
  for (let index = 0; index < size * size; index += 1) if (isApart(index)) count += 1;
  const next = () =>
    nextCell(current.peek(), size, "row", 1, isApart) ?? nextCell(0, size, "row", 1, isApart) ?? current.peek();
  return (
    <button type="button" class="button small" disabled={count === 0} onClick={() => onGo(next())}>
      {wordsOf(SCORING_WORDS).group.next(figure(count))}
    </button>
  );
}
