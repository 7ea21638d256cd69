import type { Issue } from "../errors.js";
import { describeValue } from "../errors.js";
import { LANGUAGES, type Language, type Text } from "../language/text.js";
import type { BareMatrixOptions } from "../study/matrix-csv.js";
import type { OpenedSheet } from "./open-workbook.js";

/** What the sheets of a workbook say beside its matrix, before it is checked as a study. */
export interface StudySheets {
  /** Members of the study but variables and matrix. */
  readonly frame: Readonly<Record<string, unknown>>;
  /** One for each name of the matrix, in that order. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
  readonly issues: readonly Issue[];
}

type Row = Readonly<Record<string, string>>;

/** Texts of the sheet `study`. */
const FRAME_TEXTS = ["title", "disclaimer", "territory", "reference"] as const;
/** By what a matrix may name its variables: the first by which it names all of them, else the first that fits each. */
const NAMES = ["label", "id", "code", "short"] as const;

/** The sheets beside the matrix that are read where a workbook has them. */
export const STUDY_SHEETS = ["variables", "blocks", "study"] as const;

/**
 * What the sheets `variables`, `blocks` and `study` say, laid out as `writeStudyXlsx` does; each may be missing, and one laid out otherwise is none of them.
 *
 * Columns and rows stand in any order. The matrix may name its variables by label, id, code or short name; one that is on no line of `variables` has no more
 * than its name, one that is there alone is an issue. A block is told by label or id; one that `blocks` does not list is made. Defaults fill what the study does not say itself.
 */
export function readStudySheets(
  names: readonly string[],
  sheets: ReadonlyMap<string, OpenedSheet>,
  defaults: BareMatrixOptions,
): StudySheets {
  const said = linesOfStudy(sheets.get("study"));
  const language = said.get("language") ?? defaults.language ?? "en";
  const blockRows = recordsOf(sheets.get("blocks"));
  const blocks: { readonly id: string; readonly label: unknown; readonly number?: number }[] = blockRows.map((row) => ({
    id: row["id"]!,
    ...(row["number"] !== undefined && { number: Number(row["number"]) }),
    label: textOf(row, "label", language),
  }));
  const blockOf = (name: string | undefined): string | null => {
    if (name === undefined) return null;
    const row = blockRows.find((each) => each["id"] === name) ?? blockRows.find((each) => each["label"] === name);
    if (row !== undefined) return row["id"]!;
    if (!blocks.some(({ id }) => id === name)) blocks.push({ id: name, label: name });
    return name;
  };
  const rows = recordsOf(sheets.get("variables"));
  const found = rowsByName(names, rows);
  const issues = rows
    .filter((row) => !found.includes(row))
    .map((row) => ({
      path: "/variables",
      expected: "a row and a column of the matrix for each line of the sheet variables",
      received: describeValue(row["label"]),
    }));
  const variables = names.map((name, index) => {
    const row = found[index];
    if (row === undefined) return { id: name, label: name };
    return {
      id: row["id"]!,
      ...(row["code"] !== undefined && { code: row["code"] }),
      label: textOf(row, "label", language),
      ...(row["short"] !== undefined && { short: textOf(row, "short", language) }),
      block: blockOf(row["block"]),
      ...(row["definition"] !== undefined && { definition: textOf(row, "definition", language) }),
    };
  });
  return {
    frame: { ...defaults, ...frameOf(said, language), ...(blocks.length > 0 && { blocks }) },
    variables,
    issues,
  };
}

function frameOf(said: ReadonlyMap<string, string>, language: string): Record<string, unknown> {
  if (said.size === 0) return {};
  const record = Object.fromEntries(said);
  const [id, languages, horizon] = ["id", "languages", "horizon"].map((name) => said.get(name));
  return {
    ...(id !== undefined && { id }),
    ...(horizon !== undefined && { horizon: numberOr(horizon) }),
    language,
    ...(languages !== undefined && { languages: languages.split(/[\s,;]+/).filter((tag) => tag !== "") }),
    ...Object.fromEntries(
      FRAME_TEXTS.filter((name) => said.has(name)).map((name) => [name, textOf(record, name, language)]),
    ),
  };
}

function numberOr(text: string): number | string {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The row of each name: by the one kind of name that finds them all, else each by the first kind that does. */
function rowsByName(names: readonly string[], rows: readonly Row[]): (Row | undefined)[] {
  const maps = NAMES.map((kind) => new Map(rows.map((row) => [row[kind], row])));
  const whole = maps.find((map) => names.every((name) => map.has(name)));
  return names.map((name) => (whole === undefined ? maps.find((map) => map.has(name))?.get(name) : whole.get(name)));
}

/** A text with its translation, where there is one. */
function textOf(row: Row, name: string, language: string): Text {
  const own = row[name] ?? "";
  const translated = LANGUAGES.filter((tag) => tag !== language && row[`${name}.${tag}`] !== undefined);
  if (translated.length === 0) return own;
  const texts = { [language]: own, ...Object.fromEntries(translated.map((tag) => [tag, row[`${name}.${tag}`]!])) };
  return Object.fromEntries(
    LANGUAGES.flatMap((tag: Language) => (texts[tag] === undefined ? [] : [[tag, texts[tag]]])),
  );
}

/** The lines of a sheet by the names in its first row; none where these lack `id` or `label`. */
function recordsOf(sheet: OpenedSheet | undefined): Row[] {
  const [head = [], ...lines] = textsOf(sheet);
  if (!head.includes("id") || !head.includes("label")) return [];
  return lines
    .map((line) => Object.fromEntries(head.flatMap((name, at) => (line[at] ? [[name, line[at]]] : []))) as Row)
    .filter((row) => row["id"] !== undefined && row["label"] !== undefined);
}

/** What the sheet `study` says, by the names in its first column; nothing where there is no title. */
function linesOfStudy(sheet: OpenedSheet | undefined): ReadonlyMap<string, string> {
  const said = new Map(textsOf(sheet).flatMap(([name, value]) => (name && value ? [[name, value] as const] : [])));
  return said.has("title") ? said : new Map();
}

/** The cells of a sheet as texts, `""` for a blank. Lines without any are left out. */
function textsOf(sheet: OpenedSheet | undefined): string[][] {
  return (sheet?.rows ?? [])
    .map((cells) => Array.from(cells ?? [], (cell) => String(cell?.field ?? "")))
    .filter((line) => line.some((text) => text !== ""));
}
