import { describeValue, FormError, type Issue } from "../../errors.js";
import { openWorkbook } from "../open-workbook.js";
import { ORIGIN_SHEET } from "./form-origin.js";
import { readMatrixSheet } from "./read-matrix-sheet.js";
import { readOrigin } from "./read-origin.js";
import { type FormChange, MAX_FORM_VARIABLES, type ScoringForm } from "./scoring-form.js";

/** A form of 400 variables with confidence unpacks to about 20 MB, and has 1.3 million tags in its largest sheet. */
const LIMITS = { maxUnpackedBytes: 64 * 2 ** 20, maxSheetTags: 8 * MAX_FORM_VARIABLES ** 2 };
/** Issues listed before the rest is summed up. */
const MAX_ISSUES = 1000;

/**
 * Reads a scoring form that came back, as any spreadsheet program saves it: what the expert has changed since it was written. Rows and columns
 * may have been sorted; they are told by their codes.
 *
 * A cell may hold a value of the scale, `P`, `?` or nothing. A text counts for what it plainly says: blanks around it, `p`, a comma for the
 * point and full-width digits do not matter. Formulas, dates, errors, true and false are no answers. A cell that holds what it held when the form was
 * written is never at fault. 0 on the diagonal counts as blank.
 *
 * Whether the form belongs to the study and the expert is for {@link checkForm} to say; that the hidden sheet is as it was written is taken on trust, so
 * that a server must check assignments and values as it does for any change of cells.
 *
 * Cost: O(cells). Throws {@link FormError} (`form-invalid`) with every cell at fault by its address (`Scores!F12`), row, column, what was expected and
 * what was found, the first 1 000; with one issue for a workbook that is no scoring form, or one of another format. Throws `StudyError` `study-unreadable`
 * for what is no .xlsx workbook and `study-too-large` above 64 MiB unpacked.
 */
export async function readScoringForm(bytes: Uint8Array): Promise<ScoringForm> {
  const workbook = await openWorkbook(bytes, "form", LIMITS);
  const names = workbook.sheetNames;
  if (!names.includes(ORIGIN_SHEET)) {
    const received = `a workbook with the sheets ${names.map((name) => describeValue(name)).join(", ")}`;
    throw new FormError([{ path: "form", expected: "a scoring form as Motrice writes it", received }]);
  }
  const origin = readOrigin(workbook.read([ORIGIN_SHEET]).get(ORIGIN_SHEET)!);
  const { variables, scoresSheet, confidenceSheet } = origin;
  const wanted = [scoresSheet, ...(confidenceSheet === null ? [] : [confidenceSheet])];
  const missing = wanted.filter((name) => !names.includes(name));
  const issues: Issue[] = missing.map((name) => ({
    path: name,
    expected: `a sheet named ${describeValue(name)}`,
    received: `the sheets ${names
      .filter((each) => each !== ORIGIN_SHEET)
      .map((each) => describeValue(each))
      .join(", ")}`,
  }));
  if (issues.length > 0) throw new FormError(issues);
  const sheets = workbook.read(wanted);
  const values: readonly unknown[] = [...origin.values, "?"];
  const scores = readMatrixSheet(sheets.get(scoresSheet)!, origin, {
    name: scoresSheet,
    baseline: origin.answers,
    values: new Set(values),
    expected: values.length <= 12 ? `${values.join(", ")} or blank` : "a value of the scale, ? or blank",
  });
  const confidence =
    confidenceSheet === null
      ? { changes: [], issues: [] }
      : readMatrixSheet(sheets.get(confidenceSheet)!, origin, {
          name: confidenceSheet,
          baseline: origin.confidence,
          values: new Set([1, 2, 3]),
          expected: "1, 2, 3 or blank",
        });
  issues.push(...scores.issues, ...confidence.issues);

  const changes = new Map<number, FormChange>();
  const key = (from: number, to: number) => from * variables.length + to;
  for (const { from, to, value, was } of scores.changes)
    changes.set(key(from, to), { from: variables[from]!.id, to: variables[to]!.id, value, was });
  for (const { from, to, value: sure, was: confidenceWas, address } of confidence.changes) {
    const answer = origin.answers[from]![to]!;
    const change = changes.get(key(from, to)) ?? {
      from: variables[from]!.id,
      to: variables[to]!.id,
      value: answer,
      was: answer,
    };
    if (sure !== null && change.value === null) {
      const cell = { row: variables[from]!.code, column: variables[to]!.code };
      issues.push({ path: address, ...cell, expected: "a blank, as there is no score", received: String(sure) });
    } else changes.set(key(from, to), { ...change, confidence: sure, confidenceWas });
  }
  if (issues.length > 0) throw new FormError(firstIssues(issues));
  return {
    studyId: origin.studyId,
    revision: origin.revision,
    round: origin.round,
    participantId: origin.participantId,
    variables: variables.map(({ id }) => id),
    codes: variables.map(({ code }) => code),
    changes: [...changes].sort(([a], [b]) => a - b).map(([, change]) => change),
  };
}

function firstIssues(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MAX_ISSUES) return issues;
  const rest = { path: "form", expected: "no other cell at fault", received: `${issues.length - MAX_ISSUES} more` };
  return [...issues.slice(0, MAX_ISSUES), rest];
}
