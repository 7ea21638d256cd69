import { describeValue, type Issue, StudyError } from "../errors.js";
import type { Text } from "../language/text.js";
import { readCsvRecords } from "./csv-records.js";
import { guardFormula, unguardFormula } from "./formula-guard.js";
import { readScore } from "./matrix-table.js";
import type { Cell, Judgement, Study } from "./study.js";
import { writeCsv } from "./write-csv.js";

const COLUMNS = ["from", "to", "value", "sign", "confidence", "rationale_fr", "rationale_en", "source"] as const;
/** A rationale in no stated language has a column of its own, written only where there is one. */
const COLUMNS_READ = [...COLUMNS, "rationale"] as const;
type Column = (typeof COLUMNS_READ)[number];

/** A line of the file, as `parseStudy` takes it: what is not as it should be is still as it stands. */
export interface JudgementRecord {
  readonly from: string;
  readonly to: string;
  readonly value: Cell | string;
  readonly sign?: string;
  readonly confidence?: number | string;
  readonly rationale?: Text;
  readonly source?: string;
}

/**
 * Reads what stands behind the cells: `from,to,value,sign,confidence,rationale_fr,rationale_en,source`, one line a cell.
 * The columns may stand in any order and all but the first three may lack; `rationale` holds one in no stated language.
 * Blanks are left out. `parseStudy` checks the values against the matrix.
 *
 * @param name what the text is called in an error, such as the path of the file
 *
 * Cost: O(length). Throws {@link StudyError} for unknown, missing or repeated columns and for fields past the last.
 *
 * @example
 * parseJudgementsCsv("from,to,value,sign\nV01,V02,2,~")[0]; // { from: "V01", to: "V02", value: 2, sign: "~" }
 */
export function parseJudgementsCsv(text: string, name = "text"): JudgementRecord[] {
  const { records, separator } = readCsvRecords(text, { name });
  const header = (records[0] ?? []).map((name) => name.trim().toLowerCase());
  while (header.at(-1) === "") header.pop();
  const issues = headerIssues(header);
  if (issues.length > 0) throw new StudyError(issues);
  const filled = records.slice(1).filter((record) => record.some((field) => field.trim() !== ""));
  filled.forEach((record, index) => {
    const extra = record.slice(header.length).find((field) => field.trim() !== "");
    if (extra === undefined) return;
    issues.push({
      path: `/judgements/${index}`,
      expected: `${header.length} fields; a text with a separator stands in quotes`,
      received: describeValue(extra),
    });
  });
  if (issues.length > 0) throw new StudyError(issues);
  return filled.map((record) => toJudgement((column) => record[header.indexOf(column)] ?? "", separator !== ","));
}

function headerIssues(header: readonly string[]): Issue[] {
  const known: readonly string[] = COLUMNS_READ;
  const path = "/judgements";
  const unknown = header.filter((name, index) => !known.includes(name) || header.indexOf(name) !== index);
  const missing = (["from", "to", "value"] as const).filter((name) => !header.includes(name));
  return [
    ...unknown.map((name) => ({
      path,
      expected: `columns among ${known.join(", ")}, each once`,
      received: describeValue(name),
    })),
    ...missing.map((name) => ({ path, expected: `a column ${name}`, received: "none" })),
  ];
}

function toJudgement(field: (column: Column) => string, decimalComma: boolean): JudgementRecord {
  const text = (column: Column) => unguardFormula(field(column));
  const trimmed = (column: Column) => field(column).trim();
  const [fr, en, plain, source] = [text("rationale_fr"), text("rationale_en"), text("rationale"), text("source")];
  const byLanguage = { ...(fr !== "" && { fr }), ...(en !== "" && { en }) };
  const rationale = plain !== "" ? plain : fr !== "" || en !== "" ? byLanguage : undefined;
  const confidence = trimmed("confidence");
  return {
    from: text("from"),
    to: text("to"),
    value: readScore(field("value"), decimalComma),
    ...(trimmed("sign") !== "" && { sign: trimmed("sign") }),
    ...(confidence !== "" && { confidence: /^\d+$/.test(confidence) ? Number(confidence) : confidence }),
    ...(rationale !== undefined && { rationale }),
    ...(source !== "" && { source }),
  };
}

/**
 * The judgements of a study as CSV, ends named by code, for {@link parseJudgementsCsv}. A column `rationale` is added
 * where one is in no stated language.
 *
 * @example
 * writeJudgementsCsv(study).split("\n")[0]; // "from,to,value,sign,confidence,rationale_fr,rationale_en,source"
 */
export function writeJudgementsCsv(study: Study): string {
  const judgements = study.judgements ?? [];
  const codes = new Map(study.variables.map((variable) => [variable.id, variable.code]));
  const columns = judgements.some((judgement) => typeof judgement.rationale === "string") ? COLUMNS_READ : COLUMNS;
  const lines = judgements.map((judgement) => {
    const fields = toFields(judgement, codes);
    return columns.map((column) => fields[column]);
  });
  return writeCsv([columns, ...lines], ",");
}

function toFields(judgement: Judgement, codes: ReadonlyMap<string, string>): Record<Column, string | number | null> {
  const { rationale, source } = judgement;
  const byLanguage = typeof rationale === "string" ? undefined : rationale;
  return {
    from: guardFormula(codes.get(judgement.from)!),
    to: guardFormula(codes.get(judgement.to)!),
    value: judgement.value,
    sign: judgement.sign ?? null,
    confidence: judgement.confidence ?? null,
    rationale: typeof rationale === "string" ? guardFormula(rationale) : null,
    rationale_fr: guardFormula(byLanguage?.fr ?? ""),
    rationale_en: guardFormula(byLanguage?.en ?? ""),
    source: guardFormula(source ?? ""),
  };
}
