/** Which cell comes after which. */
export type CellOrder = "row" | "column";

/**
 * The next cell in an order, the diagonal and the cells that `passes` leaves out apart; null at the end.
 *
 * @param step 1 for the next, −1 for the one before
 */
export function nextCell(
  index: number,
  size: number,
  order: CellOrder,
  step: 1 | -1,
  passes: (index: number) => boolean = () => true,
): number | null {
  let place = order === "row" ? index : transpose(index, size);
  for (place += step; place >= 0 && place < size * size; place += step) {
    const candidate = order === "row" ? place : transpose(place, size);
    if (!isDiagonal(candidate, size) && passes(candidate)) return candidate;
  }
  return null;
}

export function isDiagonal(index: number, size: number): boolean {
  return index % (size + 1) === 0;
}

/** The index of the reverse pair. */
export function transpose(index: number, size: number): number {
  return (index % size) * size + Math.floor(index / size);
}
