import type { Cell, Scale } from "../../../src/index.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** A cell that is to hold another value. `from` and `to` are ids. */
export interface CellEdit {
  readonly from: string;
  readonly to: string;
  readonly value: Cell;
}

/** An edit that fits the matrix: where it is, and what it replaces. */
export interface FittingEdit extends CellEdit {
  readonly row: number;
  readonly column: number;
  readonly before: Cell;
}

/** What stands for a blank in the address. */
const BLANK = "-";
/** The largest score of a study that names none. */
const LARGEST = 1_000_000;

/** An id within the address: what separates is escaped. */
function escaped(id: string): string {
  return encodeURIComponent(id).replaceAll(".", "%2E");
}

/**
 * Edits as the address has them, `from.to.value` with commas between: ids outlive another order of the variables.
 *
 * @example
 * editsText([{ from: "price", to: "demand", value: 3 }, { from: "demand", to: "price", value: null }]); // "price.demand.3,demand.price.-"
 */
export function editsText(edits: readonly CellEdit[]): string {
  return edits
    .map(({ from, to, value }) =>
      [escaped(from), escaped(to), value === null ? BLANK : String(value).replace(".", "%2E")].join("."),
    )
    .join(",");
}

/** The inverse of {@link editsText}: a value that is none of the scale is left out, with its cell; of two edits of a cell the later one holds. */
export function readEdits(
  text: string,
  scale: Scale | undefined,
): { readonly edits: CellEdit[]; readonly unread: number } {
  const entries = text.split(",").filter((entry) => entry !== "");
  const byCell = new Map<string, CellEdit>();
  let unread = 0;
  for (const entry of entries) {
    const edit = readEdit(entry, scale);
    if (edit === null) unread += 1;
    else byCell.set(JSON.stringify([edit.from, edit.to]), edit);
  }
  return { edits: [...byCell.values()], unread };
}

function readEdit(entry: string, scale: Scale | undefined): CellEdit | null {
  const parts = entry.split(".");
  if (parts.length !== 3) return null;
  try {
    const [from, to, said] = parts.map((part) => decodeURIComponent(part)) as [string, string, string];
    const value = readScore(said, scale);
    return value === undefined ? null : { from, to, value };
  } catch {
    // A percent sign with no letter behind it.
    return null;
  }
}

/** Any score that a study with this scale may hold, averages among them; undefined for what is none. */
function readScore(text: string, scale: Scale | undefined): Cell | undefined {
  if (text === BLANK) return null;
  if (text === "P") return "P";
  const score = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const named = (scale?.values ?? []).map(({ value }) => Number(value)).filter(Number.isFinite);
  return score <= (named.length === 0 ? LARGEST : Math.max(...named)) ? score : undefined;
}

/** The edits that a matrix can take: of two of its variables, off the diagonal. */
export function fittingEdits(
  { direct }: Pick<MatrixOf, "direct">,
  variables: readonly { readonly id: string }[],
  edits: readonly CellEdit[],
): FittingEdit[] {
  const places = new Map(variables.map(({ id }, place) => [id, place]));
  return edits.flatMap((edit) => {
    const [row, column] = [places.get(edit.from), places.get(edit.to)];
    if (row === undefined || column === undefined || row === column) return [];
    return [{ ...edit, row, column, before: direct[row]![column]! }];
  });
}

/** The matrix with the edits done. */
export function editedDirect(
  { direct }: Pick<MatrixOf, "direct">,
  edits: readonly FittingEdit[],
): readonly (readonly Cell[])[] {
  const rows = direct.map((row) => [...row]);
  for (const { row, column, value } of edits) rows[row]![column] = value;
  return rows;
}
