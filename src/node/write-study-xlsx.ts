import { firstSentence, LANGUAGES, type Language, localize, type Text } from "../language/text.js";
import { textWidth } from "../plots/drawing/text-width.js";
import { matrixTable } from "../study/matrix-csv.js";
import type { Study } from "../study/study.js";
import { type CellStyle, type SheetCell, type SheetDescription, writeWorkbook } from "./write-workbook.js";

const HEAD: CellStyle = { bold: true, fill: "#e9eef4", vertical: "top" };
/** Ids over the columns stand upright, so that the columns can be narrow. */
const UPRIGHT: CellStyle = { ...HEAD, vertical: "bottom", align: "center", upright: true };
const SCORE: CellStyle = { align: "center" };
const TEXT: CellStyle = { wrap: true, vertical: "top", align: "left" };

/**
 * A study as the bytes of an .xlsx workbook for spreadsheets, and for `parseMatrixXlsx`: on the first sheet, `direct`, the matrix named by labels; on
 * `variables` what each of them is; on `blocks` the thematic groups; on `study` the title, the disclaimer and what else the study says of itself. Names of
 * sheets and columns are English, texts in the study's language; a text that exists in another one too has a column for it, such as `label.en`.
 *
 * Reading the workbook gives the same study, but for what stands on no sheet: scale, judgements, hypotheses and provenance.
 * Names are texts, whatever they look like: none is run as a formula. Cost: O(n²).
 */
export function writeStudyXlsx(study: Study): Promise<Uint8Array> {
  const blocks = study.blocks.length === 0 ? [] : [blocksSheet(study)];
  return writeWorkbook([matrixSheet(study), variablesSheet(study), ...blocks, studySheet(study)]);
}

function matrixSheet(study: Study): SheetDescription {
  const { title, disclaimer, language, variables } = study;
  const longest = Math.max(...variables.map(({ label }) => textWidth(localize(label, language), 11, "bold")));
  return {
    name: "direct",
    rows: headedRows(study),
    columnWidths: [Math.min(40, 3 + longest / 5.25), ...variables.map(() => 5)],
    rowHeights: new Map([[0, Math.min(240, 14 + longest)]]),
    frozen: { rows: 1, columns: 1 },
    print: {
      paper: variables.length > 30 ? "A3" : "A4",
      landscape: true,
      pages: { across: 1, down: 1 },
      footer: {
        left: localize(title, language),
        centre: disclaimer === undefined ? "" : firstSentence(localize(disclaimer, language)),
      },
    },
  };
}

function* headedRows(study: Study): Iterable<readonly SheetCell[]> {
  const [names, ...rows] = matrixTable(study, "label");
  yield names!.map((name) => styled(name ?? null, UPRIGHT));
  for (const [name, ...cells] of rows) {
    yield [styled(name ?? null, HEAD), ...cells.map((cell) => (cell == null ? null : styled(cell, SCORE)))];
  }
}

function variablesSheet({ variables, blocks, language }: Study): SheetDescription {
  const nameOfBlock = blockNames(blocks, language);
  const columns = [
    columnOf(
      "id",
      24,
      variables.map(({ id }) => id),
    ),
    columnOf(
      "code",
      10,
      variables.map(({ code }) => code),
    ),
    ...textColumns(
      "short",
      28,
      variables.map(({ short }) => short),
      language,
    ),
    ...textColumns(
      "label",
      44,
      variables.map(({ label }) => label),
      language,
    ),
    columnOf(
      "block",
      32,
      variables.map(({ block }) => (block === null ? null : nameOfBlock.get(block)!)),
    ),
    ...textColumns(
      "definition",
      100,
      variables.map(({ definition }) => definition),
      language,
    ),
  ];
  return {
    ...sheetOfColumns("variables", columns),
    print: { paper: "A4", landscape: true, pages: { across: 1, down: 0 }, titleRows: "1:1" },
  };
}

function blocksSheet({ blocks, language }: Study): SheetDescription {
  return sheetOfColumns("blocks", [
    columnOf(
      "id",
      24,
      blocks.map(({ id }) => id),
    ),
    columnOf(
      "number",
      10,
      blocks.map(({ number }) => number ?? null),
    ),
    ...textColumns(
      "label",
      44,
      blocks.map(({ label }) => label),
      language,
    ),
  ]);
}

/** What stands for a block beside a variable: its label, or its id where the label is blank or could mean another one. */
function blockNames(blocks: Study["blocks"], language: Language): Map<string, string> {
  const names = blocks.flatMap(({ id, label }) => [id, localize(label, language)]);
  const isClear = (label: string, id: string) =>
    label.trim() !== "" && names.filter((name) => name === label).length === (label === id ? 2 : 1);
  return new Map(
    blocks.map(({ id, label }) => {
      const text = localize(label, language);
      return [id, isClear(text, id) ? text : id];
    }),
  );
}

/** A column of a sheet, named by its first cell. */
interface SheetColumn {
  readonly name: string;
  readonly width: number;
  readonly cells: readonly (string | number | null)[];
}

function columnOf(name: string, width: number, cells: SheetColumn["cells"]): SheetColumn {
  return { name, width, cells };
}

/** A column for the study's language and, where a text exists in both, one for the other. */
function textColumns(
  name: string,
  width: number,
  texts: readonly (Text | undefined)[],
  language: Language,
): SheetColumn[] {
  const own = texts.map((text) => (text === undefined ? null : localize(text, language)));
  return [
    columnOf(name, width, own),
    ...LANGUAGES.filter((other) => other !== language).flatMap((other) => {
      const cells = texts.map((text) => translation(text, language, other));
      return cells.every((cell) => cell === null) ? [] : [columnOf(`${name}.${other}`, width, cells)];
    }),
  ];
}

/** The text in another language, where it has both; one that exists in the other alone stands in the place of the first. */
function translation(text: Text | undefined, language: Language, other: Language): string | null {
  if (text === undefined || typeof text === "string" || text[language] === undefined) return null;
  return text[other] ?? null;
}

function sheetOfColumns(name: string, columns: readonly SheetColumn[]): SheetDescription {
  return {
    name,
    rows: [
      columns.map((column) => styled(column.name, HEAD)),
      ...columns[0]!.cells.map((_, row) => columns.map(({ cells }) => styled(cells[row]!, TEXT))),
    ],
    columnWidths: columns.map(({ width }) => width),
    frozen: { rows: 1, columns: Math.min(2, columns.length) },
  };
}

function studySheet(study: Study): SheetDescription {
  const { id, title, disclaimer, territory, horizon, reference, language, languages } = study;
  const texts = Object.entries({ title, disclaimer, territory, reference }).flatMap(([name, text]) =>
    text === undefined ? [] : textColumns(name, 0, [text], language),
  );
  const said = [
    columnOf("id", 0, [id]),
    columnOf("language", 0, [language]),
    ...(languages === undefined ? [] : [columnOf("languages", 0, [languages.join(", ")])]),
    ...(horizon === undefined ? [] : [columnOf("horizon", 0, [horizon])]),
    ...texts,
  ];
  const rows = said.map(({ name, cells }) => [styled(name, HEAD), styled(cells[0]!, TEXT)]);
  return { name: "study", rows, columnWidths: [14, 110] };
}

function styled(value: string | number | null, style: CellStyle): SheetCell {
  return { value, style };
}
