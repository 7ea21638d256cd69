import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import type { Answer, Confidence } from "../../src/experts/contribution.js";
import { cellAddress } from "../../src/node/cell-address.js";
import { type WriteScoringFormOptions, writeScoringForm } from "../../src/node/form/write-scoring-form.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Study } from "../../src/study/study.js";
import { nastyName, spreadsheetName } from "../study/random-study.js";

/** Texts meant to break a form: they would run, overflow, turn round or end a sheet's XML. */
export const HOSTILE = [
  "=cmd|'/c calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(1+1)",
  "\t=1+1",
  "\r=1+1",
  "'=1+1",
  "＝1+1",
  '=HYPERLINK("http://example.org","x")',
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "متغير",
  "\u202Eabc",
  "x".repeat(300),
  "]]></t><f>1</f>",
  "_x0041_",
  "&P &D &[File]",
  "↓→",
  "motrice",
  "\u0001\u001f\ufffe",
  "1",
  "P",
  "?",
];

const text = fc.oneof(nastyName, fc.constantFrom(...HOSTILE));
const answer: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(null, null, 0, 1, 2, 3, "P", "?");

/** A square of values in the order of a study's variables. */
function square<Value>(size: number, value: fc.Arbitrary<Value>): fc.Arbitrary<Value[][]> {
  return fc.array(fc.array(value, { minLength: size, maxLength: size }), { minLength: size, maxLength: size });
}

export interface FormCase extends WriteScoringFormOptions {
  readonly assigned: boolean[][];
}

/** Everything a form is written from: 1 to 6 variables with any names, blocks, answers and assignments. */
export const formCase: fc.Arbitrary<FormCase> = fc.integer({ min: 1, max: 6 }).chain((size) => {
  const many = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: size, maxLength: size });
  const unique = (value: fc.Arbitrary<string>) => fc.uniqueArray(value, { minLength: size, maxLength: size });
  return fc
    .record({
      ids: unique(text),
      codes: unique(fc.oneof(spreadsheetName, fc.constantFrom(...HOSTILE))),
      labels: unique(text),
      shorts: many(text),
      definitions: many(fc.option(text, { nil: undefined })),
      blocks: many(fc.constantFrom(null, "one", "two")),
      blockLabel: text,
      title: text,
      question: fc.option(text, { nil: undefined }),
      decimals: fc.boolean(),
      studyId: text,
      participantId: text,
      name: text,
      revision: fc.nat(),
      round: fc.nat(99),
      language: fc.constantFrom<("fr" | "en")[]>("fr", "en"),
      answers: square(size, answer),
      confidence: fc.option(square(size, fc.constantFrom<(Confidence | null)[]>(null, 1, 2, 3)), { nil: undefined }),
      assigned: square(size, fc.boolean()),
    })
    .map((made) => {
      const offDiagonal = <Value>(rows: Value[][]) =>
        rows.map((row, from) => row.map((value, to) => (from === to ? null : value)));
      const study = parseStudy({
        title: made.title,
        blocks: [
          { id: "one", label: made.blockLabel, number: 1 },
          { id: "two", label: "Two" },
        ],
        scale: {
          ...(made.question !== undefined && { question: made.question }),
          ...(made.decimals && {
            values: ["0", "0.5", "1", "1.5", "2", "3", "P"].map((value) => ({ value, label: `means ${value}` })),
          }),
        },
        variables: made.ids.map((id, index) => ({
          id,
          code: made.codes[index],
          label: made.labels[index],
          short: made.shorts[index],
          block: made.blocks[index],
          ...(made.definitions[index] !== undefined && { definition: made.definitions[index] }),
        })),
        direct: made.ids.map(() => made.ids.map(() => null)),
      });
      return {
        study,
        studyId: made.studyId,
        revision: made.revision,
        participant: { id: made.participantId, name: made.name },
        round: made.round,
        language: made.language,
        answers: offDiagonal(made.answers),
        assigned: made.assigned,
        ...(made.confidence !== undefined && {
          confidence: offDiagonal(made.confidence).map((row, from) =>
            row.map((sure, to) => (made.answers[from]![to] === null ? null : sure)),
          ),
        }),
      };
    });
});

export const FOUR: Study = parseStudy({
  title: "Four variables",
  blocks: [
    { id: "first", label: "First", number: 1 },
    { id: "second", label: "Second", number: 2 },
  ],
  variables: ["price", "demand", "supply", "climate"].map((id, index) => ({
    id,
    code: `V${index + 1}`,
    label: `The ${id}`,
    block: index < 2 ? "first" : "second",
    definition: `What is meant by ${id}.`,
  })),
  direct: new Array(4).fill([null, null, null, null]),
});

/** What the expert had answered when the form of four was written. */
export const ANSWERS: readonly (readonly Answer[])[] = [
  [null, 3, "P", null],
  [0, null, "?", 1],
  [2, null, null, 0],
  [null, 1, 1, null],
];

/** The form of four variables; V4 → V1 and V4 → V2 are not the expert's to score. */
export function formOfFour(options: Partial<WriteScoringFormOptions> = {}): Promise<Uint8Array> {
  return writeScoringForm({
    study: FOUR,
    studyId: "abcdefghijklmnop",
    revision: 7,
    participant: { id: "p1", name: "Expert 1" },
    round: 2,
    language: "en",
    answers: ANSWERS,
    assigned: ANSWERS.map((row, from) => row.map((_, to) => !(from === 3 && to < 2))),
    ...options,
  });
}

/** Address of a cell of the matrix by the places of its variables. */
export function scoreAddress(from: number, to: number): string {
  return cellAddress(from + 7, to + 4);
}

/** A workbook changed by another library and saved by it. */
export function edit(bytes: Uint8Array, change: (book: xlsx.WorkBook) => void): Buffer {
  const book = xlsx.read(bytes, { cellFormula: true, cellNF: true });
  change(book);
  return xlsx.write(book, { type: "buffer", bookType: "xlsx", bookSST: true }) as Buffer;
}

/** Puts values into cells of a sheet; null empties a cell. */
export function put(
  sheet: xlsx.WorkSheet,
  cells: Readonly<Record<string, string | number | boolean | null | object>>,
): void {
  for (const [address, value] of Object.entries(cells)) {
    if (value === null) delete sheet[address];
    else if (typeof value === "object") sheet[address] = value;
    else sheet[address] = { t: typeof value === "number" ? "n" : typeof value === "boolean" ? "b" : "s", v: value };
    const range = xlsx.utils.decode_range(sheet["!ref"]!);
    const { r, c } = xlsx.utils.decode_cell(address);
    range.e = { r: Math.max(range.e.r, r), c: Math.max(range.e.c, c) };
    sheet["!ref"] = xlsx.utils.encode_range(range);
  }
}
