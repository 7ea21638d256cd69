import { describeValue, type Issue, OptionsError, StudyError } from "../../errors.js";
import { answerValues } from "../../experts/answer-values.js";
import { type Answer, type Confidence, checkContributions } from "../../experts/contribution.js";
import { dictionary } from "../../language/dictionary.js";
import type { FormWords } from "../../language/form-words.js";
import { formatNumber } from "../../language/format-number.js";
import { type Language, localize } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import { writeWorkbook } from "../write-workbook.js";
import { definitionsSheet, type ScaleEntry } from "./definitions-sheet.js";
import { answerLook, CONFIDENCE_LOOKS, lookRules } from "./form-looks.js";
import type { FormOrigin } from "./form-origin.js";
import { type MatrixSheet, matrixSheet } from "./matrix-sheet.js";
import { MAX_FORM_VARIABLES } from "./scoring-form.js";
import { originSheet } from "./write-origin.js";

export interface WriteScoringFormOptions {
  /** The variables, blocks and scale to score by; its scores are not looked at. */
  readonly study: Study;
  /** Names the study where the form comes back to. */
  readonly studyId: string;
  /** Revision of the study, an integer from 0 on. */
  readonly revision: number;
  readonly participant: { readonly id: string; readonly name: string };
  /** Number of the round, from 1 on. */
  readonly round: number;
  readonly language: Language;
  /** What the expert has answered so far; n × n. */
  readonly answers: readonly (readonly Answer[])[];
  /** How sure the expert is of each answer, n × n; the form then has a sheet for it. @default no such sheet */
  readonly confidence?: readonly (readonly (Confidence | null)[])[];
  /** Whether the cell is the expert's to score, n × n; the others are hatched and locked. @default every cell is */
  readonly assigned?: readonly (readonly boolean[])[];
}

const CONFIDENCES = [1, 2, 3] as const;

/**
 * A form to score a study offline, as the bytes of an .xlsx workbook for {@link readScoringForm}: the matrix to fill in, its cells held to the scale;
 * how sure the expert is of each score, where `confidence` is given; the definitions; and a sheet that is not shown, with what the form was made from.
 *
 * Sheets are protected without a password, so that only open cells take an answer. The workbook holds no formula, and no text in it is ever run as one.
 * The same options give the same bytes. Cost: O(n²).
 *
 * Throws {@link StudyError} `study-too-large` above 400 variables, {@link OptionsError} for matrices of another size or cells that are no answers.
 *
 * @example
 * const answers = study.variables.map(() => study.variables.map(() => null));
 * const participant = { id: "p1", name: "Expert 1" };
 * const form = await writeScoringForm({ study, studyId: "s1", revision: 1, participant, round: 1, language: "en", answers });
 * (await readScoringForm(form)).changes; // []
 */
export async function writeScoringForm(options: WriteScoringFormOptions): Promise<Uint8Array> {
  checkOptions(options);
  const { study, language, participant, round, answers, confidence } = options;
  const { form: words } = dictionary(language);
  const size = study.variables.length;
  const open = answers.map((_, from) =>
    answers.map((_, to) => from !== to && (options.assigned?.[from]?.[to] ?? true)),
  );
  const scores = scoreScale(study, language, words);
  const confidences = confidence === undefined ? [] : confidenceScale(study, language, words);
  const definitions = definitionsSheet(study, language, words, { scores, confidence: confidences });
  const title = localize(study.title, language);
  const named = words.roundOf(participant.name, round);
  const question = study.scale?.question === undefined ? words.question : localize(study.scale.question, language);
  const hatched = open.some((row, from) => row.some((isOpen, to) => !isOpen && from !== to));
  const sheet = (
    part: "scores" | "confidence",
    values: MatrixSheet["values"],
    entries: readonly ScaleEntry[],
    asked: string,
  ) => {
    return matrixSheet(study, language, {
      name: words.sheets[part],
      title: `${title} — ${named}`,
      question: asked,
      legend: legend(entries, hatched ? words.notAssigned : null, language),
      axis: words.axis,
      values,
      isOpen: (from, to) => open[from]![to]!,
      choice: {
        source: definitions.sources[part],
        title: words.offScale,
        message: words.allowed(shortList(entries.map(({ value }) => showValue(value, language)))),
      },
      rules: (address) => lookRules(entries, address),
      tab: part === "scores" ? "#08519c" : "#2f6b3c",
      footer: { left: title, centre: named },
    });
  };
  const origin: FormOrigin = {
    studyId: options.studyId,
    revision: options.revision,
    round,
    participantId: participant.id,
    scoresSheet: words.sheets.scores,
    confidenceSheet: confidence === undefined ? null : words.sheets.confidence,
    values: answerValues(study),
    variables: study.variables.map(({ id, code }) => ({ id, code })),
    answers: answers.map((row, from) => row.map((answer, to) => (from === to ? null : answer))),
    confidence: confidence ?? answers.map(() => new Array<null>(size).fill(null)),
    open,
  };
  return writeWorkbook([
    sheet("scores", origin.answers, scores, question),
    ...(confidence === undefined ? [] : [sheet("confidence", confidence, confidences, words.confidenceQuestion)]),
    definitions,
    originSheet(origin),
  ]);
}

function checkOptions({ study, answers, confidence, assigned, revision, round }: WriteScoringFormOptions): void {
  const size = study.variables.length;
  if (size > MAX_FORM_VARIABLES) {
    const expected = `at most ${MAX_FORM_VARIABLES} variables in a scoring form`;
    throw new StudyError([{ path: "/variables", expected, received: `${size}` }], "study-too-large");
  }
  checkContributions(study, [{ id: "form", answers, ...(confidence !== undefined && { confidence }) }]);
  const issues: Issue[] = [];
  const square = (assigned ?? []).every((row) => row.length === size && row.every((cell) => typeof cell === "boolean"));
  if (assigned !== undefined && !(assigned.length === size && square)) {
    const expected = `a matrix of ${size} × ${size} of true and false`;
    issues.push({ path: "assigned", expected, received: describeValue(assigned) });
  }
  for (const [path, value] of Object.entries({ revision, round })) {
    if (!Number.isSafeInteger(value) || value < 0)
      issues.push({ path, expected: "an integer from 0 on", received: describeValue(value) });
  }
  if (issues.length > 0) throw new OptionsError(issues);
}

/** The values of the study's scale, and “I do not know”. */
function scoreScale(study: Study, language: Language, words: FormWords): ScaleEntry[] {
  const labels = new Map((study.scale?.values ?? []).map(({ value, label }) => [value.trim(), label]));
  const byNumber = new Map([...labels].map(([value, label]) => [Number(value), label]));
  const meaning = (value: number | "P") => {
    const label = value === "P" ? labels.get("P") : byNumber.get(value);
    if (label !== undefined) return localize(label, language);
    return value === "P" ? words.potential : (words.scores[value] ?? "");
  };
  const values = answerValues(study);
  const largest = Math.max(0, ...values.filter((value) => value !== "P"));
  return [
    ...values.map((value) => ({ value, meaning: meaning(value), ...answerLook(value, largest) })),
    { value: "?", meaning: words.dontKnow, ...answerLook("?", largest) },
  ];
}

function confidenceScale(study: Study, language: Language, words: FormWords): ScaleEntry[] {
  const labels = new Map((study.scale?.confidence ?? []).map(({ value, label }) => [value, label]));
  return CONFIDENCES.map((value) => {
    const label = labels.get(value);
    const meaning = label === undefined ? words.confidence[value - 1]! : localize(label, language);
    return { value, meaning, ...CONFIDENCE_LOOKS[value] };
  });
}

function legend(entries: readonly ScaleEntry[], hatched: string | null, language: Language): string {
  const texts = entries.map(({ value, meaning }) => `${showValue(value, language)} ${meaning}`.trim());
  return [...texts, ...(hatched === null ? [] : [hatched])].join(" · ");
}

function showValue(value: number | "P" | "?", language: Language): string {
  return typeof value === "number" ? formatNumber(value, language, 6) : value;
}

/** A list for a message that may not be long. */
function shortList(values: readonly string[]): string {
  const list = values.join(", ");
  return list.length <= 120 ? list : `${values[0]}, ${values[1]} … ${values.slice(-3).join(", ")}`;
}
