import type { Language } from "../language/text.js";
import type { Column, Table, TableCell } from "./document.js";
import { htmlInline, htmlText } from "./html-inline.js";

/** Tables of up to this many rows stay on one page when printed, unless a cell holds more text than a line or two. */
const SHORT = 34;
const LONG_TEXT = 60;
/** Tables of more columns have them closer together. */
const MANY_COLUMNS = 18;
/** More than this: print in smaller letters, so that the table fits the paper in any font. */
const WIDE_COLUMNS = 8;

/** A table as HTML: caption, one or two heading rows (repeated on each printed page), a heading cell first in each row. */
export function htmlTable(table: Table, captionNumber: string, lang: Language): string {
  const caption = `<caption><span class="caption-number">${htmlText(captionNumber, lang)}</span> ${htmlText(table.caption, lang)}</caption>`;
  const rows = table.rows.map((cells) => {
    const fields = cells.map((cell, index) => tableCell(cell, table.columns[index]!, index === 0, lang));
    return `<tr>${fields.join("")}</tr>`;
  });
  const prose =
    table.rows.length > 10 && table.rows.some((cells) => cells.some((cell) => textLength(cell) > LONG_TEXT));
  const names = ["table"];
  if (table.rows.length <= SHORT && !prose) names.push("short");
  if (table.columns.length > MANY_COLUMNS) names.push("dense");
  else if (table.columns.length > WIDE_COLUMNS) names.push("wide");
  return `<div class="${names.join(" ")}" tabindex="0"><table>${caption}\n<thead>${headings(table.columns, lang)}</thead>\n<tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
}

function headings(columns: readonly Column[], lang: Language): string {
  const cell = (column: Column, attributes = "") =>
    column.heading === ""
      ? `<td${attributes}></td>`
      : `<th scope="col"${alignment(column)}${attributes}>${htmlText(column.heading, lang)}</th>`;
  if (columns.every(({ group }) => group === undefined))
    return `<tr>${columns.map((column) => cell(column)).join("")}</tr>`;
  const first = columns.flatMap((column, index) => {
    if (column.group === undefined) return [cell(column, ' rowspan="2"')];
    if (columns[index - 1]?.group === column.group) return [];
    const rest = columns.slice(index).findIndex(({ group }) => group !== column.group);
    const span = rest < 0 ? columns.length - index : rest;
    return [`<th scope="colgroup" class="group" colspan="${span}">${htmlText(column.group, lang)}</th>`];
  });
  const second = columns.filter(({ group }) => group !== undefined).map((column) => cell(column));
  return `<tr>${first.join("")}</tr><tr>${second.join("")}</tr>`;
}

function tableCell(cell: TableCell, column: Column, isFirst: boolean, lang: Language): string {
  const tinted = typeof cell === "object" && "content" in cell;
  const content = htmlInline(tinted ? cell.content : cell, lang);
  if (isFirst) return `<th scope="row"${alignment(column)}>${content}</th>`;
  const shade = tinted && cell.tint > 0 ? ` style="background:rgba(0,114,178,${(0.55 * cell.tint).toFixed(2)})"` : "";
  return `<td${isClassName(cell) ? ' class="nowrap"' : alignment(column)}${shade}>${content}</td>`;
}

/** The mark of a class and its name: two words that stay on one line. */
function isClassName(cell: TableCell): boolean {
  const content = typeof cell === "object" && "content" in cell ? cell.content : cell;
  return typeof content === "object" && content.length === 2 && typeof content[0] === "object" && "mark" in content[0];
}

function textLength(cell: TableCell): number {
  const content = typeof cell === "object" && "content" in cell ? cell.content : cell;
  if (typeof content === "string") return content.length;
  return content.reduce(
    (sum, run) => sum + (typeof run === "string" ? run.length : "strong" in run ? run.strong.length : 1),
    0,
  );
}

function alignment({ align }: Column): string {
  return align === undefined || align === "left" ? "" : ` class="${align}"`;
}
