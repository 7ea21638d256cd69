import type { Language } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import { cellAddress, columnName } from "../cell-address.js";
import type { CellRange, ConditionalLook, SheetCell, SheetDescription } from "../write-workbook.js";
import { cellRectangles } from "./cell-rectangles.js";
import { NOTE, QUESTION, TITLE } from "./form-looks.js";
import { BLOCK_ROW, CELL_HEIGHT, CELL_WIDTH, CODE_COLUMN, CODE_ROW, matrixFrame, NAME_ROW } from "./matrix-frame.js";

/** A matrix to fill in: what stands over it, in it and around it. */
export interface MatrixSheet {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly legend: string;
  /** What the rows do to the columns. */
  readonly axis: string;
  readonly values: readonly (readonly (number | string | null)[])[];
  /** Whether a cell off the diagonal may be filled in. */
  readonly isOpen: (from: number, to: number) => boolean;
  readonly choice: Pick<NonNullable<SheetDescription["choice"]>, "source" | "title" | "message">;
  /** Looks of filled cells, by conditions on the cell at an address. */
  readonly rules: (address: string) => readonly ConditionalLook[];
  readonly tab: string;
  readonly footer: { readonly left: string; readonly centre: string };
}

/** Most variables on a page of A4, and on one of A3. */
const ON_A4 = 30;
const ON_A3 = 60;

/**
 * The sheet that experts type in: blocks, names and codes on top and to the left stay in view, only open cells can be typed in.
 *
 * The cells start at row 7, column D; the codes stand right above and to the left of them.
 */
export function matrixSheet(study: Study, language: Language, sheet: MatrixSheet): SheetDescription {
  const { variables } = study;
  const size = variables.length;
  const frame = matrixFrame(study, language);
  const shift = ({ top, left, bottom, right }: CellRange): CellRange => ({
    top: top + CODE_ROW + 1,
    left: left + CODE_COLUMN + 1,
    bottom: bottom + CODE_ROW + 1,
    right: right + CODE_COLUMN + 1,
  });
  const isOpen = (from: number, to: number) => from !== to && sheet.isOpen(from, to);
  // Programs differ on whether conditions start from the first range or from all of them: the corner, which stays blank, makes both the same cell.
  const looked = cellRectangles(size, size, (from, to) => isOpen(from, to) || from + to === 0).map(shift);
  const { top, left } = looked[0]!;
  return {
    name: sheet.name,
    tab: sheet.tab,
    rows: [
      [{ value: sheet.title, style: TITLE }],
      [{ value: sheet.question, style: QUESTION }],
      [{ value: sheet.legend, style: NOTE }],
      ...frame.headRows(sheet.axis),
      ...sheet.values.map((row, from) => [
        ...frame.rowHead(from),
        ...row.map((value, to): SheetCell => {
          const kind = from === to ? "diagonal" : isOpen(from, to) ? "open" : "locked";
          return { value, style: frame.cellStyle(kind, from, to) };
        }),
      ]),
    ],
    columnWidths: [frame.blockWidth, frame.nameWidth, frame.codeWidth, ...new Array<number>(size).fill(CELL_WIDTH)],
    rowHeights: new Map([
      [0, 22],
      [1, 19],
      [2, 15],
      [BLOCK_ROW - 1, frame.blockHeight],
      [NAME_ROW - 1, frame.nameHeight],
      [CODE_ROW - 1, frame.codeHeight],
      ...variables.map((_, index): [number, number] => [CODE_ROW + index, CELL_HEIGHT]),
    ]),
    frozen: { rows: CODE_ROW, columns: CODE_COLUMN },
    merges: frame.merges,
    choice: {
      cells: shift({ top: 0, left: 0, bottom: size - 1, right: size - 1 }),
      ...sheet.choice,
    },
    looks: { cells: looked, rules: sheet.rules(cellAddress(top, left)) },
    isProtected: true,
    gridLines: false,
    print: {
      paper: size <= ON_A4 ? "A4" : "A3",
      landscape: true,
      pages: { across: Math.ceil(size / ON_A3), down: Math.ceil(size / ON_A3) },
      titleRows: `${BLOCK_ROW}:${CODE_ROW}`,
      titleColumns: `A:${columnName(CODE_COLUMN)}`,
      footer: sheet.footer,
    },
  };
}
