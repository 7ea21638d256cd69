import { figure } from "../../language/figure.js";
import { textOf } from "../../language/language.js";
import { type CellValue, valueText } from "../../scoring/cell.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

/** All that variables are called, in small letters, with their positions. */
export function knownNames({ study }: OpenedBoard): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  study.variables.forEach(({ id, code, label, short }, position) => {
    const texts = [label, short].flatMap((text) => (typeof text === "string" ? [text] : Object.values(text)));
    for (const name of [id, code, ...texts, `${code} ${textOf(label)}`])
      if (name !== undefined) names.set(name.trim().toLowerCase(), position);
  });
  return names;
}

/** Cells as a spreadsheet takes them; those of a rectangle in its rows. Numbers keep all their digits: what is copied and pasted stays what it was. */
export function copyText({ board }: OpenedBoard, indices: readonly number[]): string {
  const rows = new Map<number, string[]>();
  for (const index of indices) {
    const row = Math.floor(index / board.size);
    rows.set(row, [...(rows.get(row) ?? []), copied(board.cellAt(index).value)]);
  }
  return [...rows.values()].map((cells) => cells.join("\t")).join("\n");
}

const ALL_DIGITS = 17;

function copied(value: CellValue): string {
  return typeof value === "number" ? figure(value, ALL_DIGITS) : valueText(value);
}
