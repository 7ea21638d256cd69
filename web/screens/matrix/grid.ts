import type { Variable } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { colourOf } from "../../scoring/answer-scale.js";
import { valueText } from "../../scoring/cell.js";
import { type CellOrder, isDiagonal, nextCell } from "../../scoring/cell-order.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";
import { blockStarts, type GridTexts, gridHtml } from "./grid-html.js";

/** What the grid asks of the screen around it. */
interface GridActions {
  /** The cell that the keyboard is on has changed. */
  readonly onMove: (index: number) => void;
  /** A key that is not about moving; true where it was one of ours. */
  readonly onKey: (event: KeyboardEvent, index: number) => boolean;
  /** The words for a cell, for those who hear it. */
  readonly labelOf: (index: number) => string;
  /** Whether a cell is another's, and whether it may not change for that. */
  readonly ownershipOf: (index: number) => "own" | "others" | "locked";
  readonly order: () => CellOrder;
  /** More than one cell is selected. */
  readonly onSelect: (count: number) => void;
  readonly onLeave: () => void;
}

/**
 * The grid on the screen: one table whose cells are painted one by one, so that a key costs the same in a matrix of 10 and of 100. Focus stays in it and moves from cell to cell,
 * as the ARIA pattern of a grid has it.
 */
export interface Grid {
  /** Moves focus to a cell and brings it into view. */
  readonly focus: (index: number) => void;
  /** Moves the cursor without taking focus from elsewhere. */
  readonly point: (index: number) => void;
  readonly current: () => number;
  /** Cells selected, the current one at least, row by row. */
  readonly selection: () => readonly number[];
  /** Paints all cells anew. */
  readonly repaint: () => void;
  readonly close: () => void;
}

export interface GridInput {
  readonly root: HTMLElement;
  readonly opened: OpenedBoard;
  readonly texts: GridTexts;
  readonly actions: GridActions;
  readonly start: number;
}

const PAGE_ROWS = 10;

/** Draws the grid into its root and listens to it. */
export function openGrid({ root, opened, texts, actions, start }: GridInput): Grid {
  const { board, study, group } = opened;
  const { size } = board;
  const starts = blockStarts(study.variables);
  root.innerHTML = `<div class="bands">${gridHtml(texts, starts)}<i class="band across"></i><i class="band down"></i></div>`;
  root.style.setProperty("--columns", String(size));
  const cells = [...root.querySelectorAll<HTMLTableCellElement>("td.cell")];
  const columnHeads = [...root.querySelectorAll<HTMLElement>("th.column-head")];
  const rowHeads = [...root.querySelectorAll<HTMLElement>("th.row-head")];
  const sums = [...root.querySelectorAll<HTMLElement>("td.sum")];
  const progress = [...root.querySelectorAll<HTMLElement>("td.progress")];
  const across = root.querySelector<HTMLElement>(".band.across")!;
  const down = root.querySelector<HTMLElement>(".band.down")!;
  const perRow = size - 1;
  let current = start;
  let anchor = start;
  let selected: readonly number[] = [start];
  let bandRow = -1;
  let bandColumn = -1;

  repaint();
  point(start);
  const unlisten = board.listen(paint);
  root.addEventListener("keydown", onKey);
  root.addEventListener("focusin", onFocus);
  root.addEventListener("pointerdown", onPointer);

  return {
    focus,
    point,
    current: () => current,
    selection: () => selected,
    repaint,
    close() {
      unlisten();
      root.removeEventListener("keydown", onKey);
      root.removeEventListener("focusin", onFocus);
      root.removeEventListener("pointerdown", onPointer);
      root.replaceChildren();
    },
  };

  function repaint(): void {
    paint(Array.from(cells.keys()));
  }

  function paint(indices: readonly number[]): void {
    const rows = new Set<number>();
    for (const index of indices) {
      if (isDiagonal(index, size)) continue;
      const { value, confidence, note } = board.cellAt(index);
      const cell = cells[index]!;
      const text = valueText(value);
      if (cell.textContent !== text) cell.textContent = text;
      const colour = colourOf(value, study.scale);
      set(cell, "value", colour === null ? null : String(colour));
      set(cell, "confidence", confidence === null ? null : String(confidence));
      cell.classList.toggle("noted", note !== null);
      cell.classList.toggle("apart", group?.isApart(index, value) ?? false);
      cell.classList.toggle("unsaved", board.isUnsaved(index));
      const ownership = actions.ownershipOf(index);
      cell.classList.toggle("others", ownership !== "own");
      cell.classList.toggle("locked", ownership === "locked");
      if (index === current) cell.ariaLabel = actions.labelOf(index);
      rows.add(Math.floor(index / size));
    }
    for (const row of rows) paintRow(row);
  }

  function paintRow(row: number): void {
    let answered = 0;
    let sum = 0;
    for (let index = row * size; index < (row + 1) * size; index += 1) {
      const { value } = board.cellAt(index);
      if (value !== null) answered += 1;
      if (typeof value === "number") sum += value;
    }
    sums[row]!.textContent = figure(sum);
    const share = progress[row]!;
    share.textContent = `${answered}/${perRow}`;
    share.style.setProperty("--share", String(perRow === 0 ? 0 : answered / perRow));
    share.classList.toggle("done", answered === perRow);
  }

  function focus(index: number): void {
    if (index === current && document.activeElement === cells[index]) return;
    point(index);
    const cell = cells[index]!;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function point(index: number): void {
    cells[current]!.tabIndex = -1;
    cells[current]!.removeAttribute("aria-label");
    current = index;
    const cell = cells[index]!;
    cell.tabIndex = 0;
    cell.ariaLabel = actions.labelOf(index);
    select(index, index);
    lightUp(Math.floor(index / size), index % size);
    actions.onMove(index);
  }

  /** Frames the row and the column of the cell: two bands are moved, no cell is touched. */
  function lightUp(row: number, column: number): void {
    if (row !== bandRow) {
      rowHeads[bandRow]?.classList.remove("on");
      rowHeads[row]!.classList.add("on");
      across.style.transform = `translateY(${row * 100}%)`;
      bandRow = row;
    }
    if (column !== bandColumn) {
      columnHeads[bandColumn]?.classList.remove("on");
      columnHeads[column]!.classList.add("on");
      down.style.transform = `translateX(${column * 100}%)`;
      bandColumn = column;
    }
  }

  function select(from: number, to: number): void {
    if (selected.length > 1) for (const index of selected) mark(index, false);
    anchor = from;
    const [top, bottom] = sorted(Math.floor(from / size), Math.floor(to / size));
    const [left, right] = sorted(from % size, to % size);
    if (top === bottom && left === right) {
      selected = [to];
      return;
    }
    const inside: number[] = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) inside.push(row * size + column);
    selected = inside;
    for (const index of selected) mark(index, true);
    actions.onSelect(selected.length);
  }

  function mark(index: number, isSelected: boolean): void {
    const cell = cells[index]!;
    cell.classList.toggle("selected", isSelected);
    if (isSelected) cell.setAttribute("aria-selected", "true");
    else cell.removeAttribute("aria-selected");
  }

  function onFocus(event: FocusEvent): void {
    const index = cells.indexOf(event.target as HTMLTableCellElement);
    if (index >= 0 && index !== current) point(index);
  }

  function onPointer(event: PointerEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>("td.cell") : null;
    const index = cell === null ? -1 : cells.indexOf(cell);
    if (index < 0 || isDiagonal(index, size)) return;
    event.preventDefault();
    if (event.shiftKey) select(anchor, index);
    else focus(index);
  }

  function onKey(event: KeyboardEvent): void {
    const to = targetOf(event);
    if (to !== undefined) {
      if (to === null) return;
      event.preventDefault();
      if (event.shiftKey && event.key.startsWith("Arrow")) {
        const end = selected.length > 1 ? farCorner() : current;
        select(anchor, step(end, event.key, 1, true));
      } else focus(to);
      return;
    }
    if (event.key === "Escape") {
      actions.onLeave();
      return;
    }
    if (actions.onKey(event, current)) event.preventDefault();
  }

  /** The corner of the selection across from where it began. */
  function farCorner(): number {
    const [first, last] = [selected[0]!, selected.at(-1)!];
    const row =
      Math.floor(anchor / size) === Math.floor(first / size) ? Math.floor(last / size) : Math.floor(first / size);
    const column = anchor % size === first % size ? last % size : first % size;
    return row * size + column;
  }

  /** Where a key leads; null where it leads out of the grid, undefined for keys that do not move. */
  function targetOf(event: KeyboardEvent): number | null | undefined {
    const { key, altKey } = event;
    const jump = event.ctrlKey || event.metaKey;
    if (altKey) return undefined;
    const row = Math.floor(current / size);
    const column = current % size;
    switch (key) {
      case "ArrowUp":
      case "ArrowDown":
      case "ArrowLeft":
      case "ArrowRight":
        return jump ? blockJump(key) : step(current, key, 1, false);
      case "Home":
        return jump ? offDiagonal(0, 1) : offDiagonal(row * size, 1);
      case "End":
        return jump ? offDiagonal(size * size - 1, -1) : offDiagonal(row * size + size - 1, -1);
      case "PageUp":
        return step(current, "ArrowUp", Math.min(PAGE_ROWS, row), false);
      case "PageDown":
        return step(current, "ArrowDown", Math.min(PAGE_ROWS, size - 1 - row), false);
      case "Tab":
        return jump ? undefined : nextCell(current, size, actions.order(), event.shiftKey ? -1 : 1);
      case "Enter":
        return offDiagonal(Math.min(row + 1, size - 1) * size + column, size);
      default:
        return undefined;
    }
  }

  /** A cell some steps away; the diagonal is passed over unless it ends there. */
  function step(from: number, key: string, by: number, ontoDiagonal: boolean): number {
    const stride = key === "ArrowUp" ? -size : key === "ArrowDown" ? size : key === "ArrowLeft" ? -1 : 1;
    const isInside = (index: number) =>
      index >= 0 &&
      index < size * size &&
      (Math.abs(stride) === size || Math.floor(index / size) === Math.floor(from / size));
    let to = from + stride * by;
    if (!isInside(to)) return from;
    if (!ontoDiagonal && isDiagonal(to, size)) to = isInside(to + stride) ? to + stride : from;
    return to;
  }

  function offDiagonal(index: number, stride: number): number {
    if (!isDiagonal(index, size)) return index;
    const to = index + stride;
    return to >= 0 && to < size * size ? to : index - stride;
  }

  /** The first cell of the next block, or of this one or the one before. */
  function blockJump(key: string): number {
    const isRow = key === "ArrowUp" || key === "ArrowDown";
    const forward = key === "ArrowDown" || key === "ArrowRight";
    const place = isRow ? Math.floor(current / size) : current % size;
    const borders = [0, ...[...starts].toSorted((a, b) => a - b), size - 1];
    const to = forward
      ? (borders.find((border) => border > place) ?? place)
      : (borders.findLast((border) => border < place) ?? place);
    const index = isRow ? to * size + (current % size) : Math.floor(current / size) * size + to;
    return offDiagonal(index, isRow ? size : 1);
  }
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) delete element.dataset[name];
  else element.dataset[name] = value;
}

function sorted(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}

/** The names of variables as they stand in the grid. */
export function gridNames(
  variables: readonly Variable[],
  textOf: (text: Variable["label"]) => string,
): GridTexts["names"] {
  return variables.map(({ code, label, short }) => ({ code, long: textOf(label), short: textOf(short) }));
}
