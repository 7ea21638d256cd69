import type { Language } from "../../language/text.js";
import { localize } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import { textWidth } from "../drawing/text-width.js";
import { shortenText } from "../drawing/wrap-text.js";
import { variableNames } from "../labels/variable-names.js";
import type { LabelStyle } from "../plot-options.js";

/** Neighbouring variables of one block. */
interface BlockRun {
  readonly from: number;
  readonly count: number;
  readonly mark: string;
  readonly label: string;
}

/** Sizes of a matrix picture; lengths in px. */
export interface MatrixLayout {
  readonly cell: number;
  /** Type size of row labels, column labels and digits; digits 0 where there is no room. */
  readonly rowSize: number;
  readonly columnSize: number;
  readonly digitSize: number;
  /** Whether columns carry whole labels at 45° or codes at 90°. */
  readonly slanted: boolean;
  /** Every how many rows and columns a code is written. */
  readonly every: number;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Room for the row and column sums; 0 where there is none. */
  readonly sums: number;
  readonly runs: readonly BlockRun[];
  readonly blockNames: number;
}

const SIN_45 = Math.SQRT1_2;
const LARGEST_CELL = 34;
const LEAST_LEFT = 150;
const BLOCK_NAMES = 150;
/** Height the legend needs in the corner above the row labels. */
const LEAST_TOP = 158;
const ROW_TYPE = 11.5;
const LONGEST_LABEL = 0.3;

/** Sizes so that the matrix fills the width: labels whole while cells allow it, then codes, then every so many codes. */
export function layoutMatrix(study: Study, lang: Language, width: number, wanted: LabelStyle): MatrixLayout {
  const size = study.variables.length;
  const runs = blockRuns(study, lang);
  const blockNames = runs.length === 0 ? 8 : BLOCK_NAMES;
  let layout = measure(study, lang, width, wanted, 22, runs, blockNames);
  for (let pass = 0; pass < 4; pass++) {
    const cell = Math.min(LARGEST_CELL, (width - layout.left - layout.right) / size);
    layout = measure(study, lang, width, wanted, cell, runs, blockNames);
  }
  const cell = Math.min(LARGEST_CELL, (width - layout.left - layout.right) / size);
  return { ...layout, cell };
}

function measure(
  study: Study,
  lang: Language,
  width: number,
  wanted: LabelStyle,
  cell: number,
  runs: readonly BlockRun[],
  blockNames: number,
): MatrixLayout {
  const longest = LONGEST_LABEL * width;
  const names = variableNames(study, lang);
  const rowSize = Math.min(ROW_TYPE, cell * 0.86);
  const readable = rowSize >= 6.5;
  const slanted = cell * SIN_45 >= 7;
  const columnSize = slanted ? Math.min(ROW_TYPE, cell * SIN_45 * 0.98) : Math.min(9, Math.max(7, cell * 0.9));
  const text = (name: (typeof names)[number], type: number) => {
    const label = wanted === "code" ? "" : wanted === "short" ? name.short : name.long;
    const full = `${name.code} ${label}`.trim();
    if (textWidth(full, type) <= longest || wanted === "code") return full;
    return shortenText(`${name.code} ${name.short}`, type, longest);
  };
  const every = readable ? 1 : Math.max(1, Math.ceil(9 / cell));
  const rows = names.map((name) => (readable ? text(name, rowSize) : name.code));
  const columns = names.map((name) => (slanted ? text(name, columnSize) : name.code));
  const rowWidth = Math.max(...rows.map((row) => textWidth(row, readable ? rowSize : 8)));
  const columnWidths = columns.map((column) => textWidth(column, columnSize));
  const overhang = columnWidths.map((wide, index) => (slanted ? wide * SIN_45 - (names.length - index - 1) * cell : 0));
  const sums = cell >= 9 ? 38 : 0;
  return {
    cell,
    rowSize: readable ? rowSize : 8,
    columnSize,
    digitSize: cell >= 12 ? Math.min(13, cell * 0.56) : 0,
    slanted,
    every,
    rows,
    columns,
    left: Math.max(LEAST_LEFT, rowWidth + 8),
    right: Math.max(sums + blockNames, ...overhang) + 4,
    top: Math.max(LEAST_TOP, Math.max(...columnWidths) * (slanted ? SIN_45 : 1) + columnSize + 8),
    sums,
    runs,
    blockNames,
  };
}

function blockRuns(study: Study, lang: Language): BlockRun[] {
  const runs: { block: string; from: number; count: number }[] = [];
  study.variables.forEach(({ block }, index) => {
    const last = runs.at(-1);
    if (last !== undefined && last.block === block && last.from + last.count === index) last.count++;
    else if (block !== null) runs.push({ block, from: index, count: 1 });
  });
  return runs.map(({ block, from, count }) => {
    const at = study.blocks.findIndex(({ id }) => id === block);
    const { number = at + 1, label } = study.blocks[at]!;
    return { from, count, mark: String(number), label: localize(label, lang) };
  });
}
