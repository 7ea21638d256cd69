/** The address of a cell, such as `F12`; row and column count from 1. */
export function cellAddress(row: number, column: number): string {
  return columnName(column) + row;
}

/** The letters of a column counted from 1: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column > 26 ? columnName((column - 1 - rest) / 26) + letter : letter;
}
