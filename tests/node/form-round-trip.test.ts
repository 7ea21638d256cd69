import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../src/experts/contribution.js";
import { FORM_WORDS } from "../../src/language/form-words.js";
import { readScoringForm } from "../../src/node/form/read-scoring-form.js";
import { writeScoringForm } from "../../src/node/form/write-scoring-form.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { ANSWERS, edit, FOUR, type FormCase, formCase, formOfFour, put, scoreAddress } from "./form-study.js";

const sheetsOf = ({ language }: FormCase) => FORM_WORDS[language].sheets;

test("a form that nobody has touched holds no change, whatever its texts, and says where it belongs", async () => {
  await fc.assert(
    fc.asyncProperty(formCase, async (made) => {
      const form = await readScoringForm(await writeScoringForm(made));
      expect(form).toEqual({
        studyId: made.studyId,
        revision: made.revision,
        round: made.round,
        participantId: made.participant.id,
        variables: made.study.variables.map(({ id }) => id),
        codes: made.study.variables.map(({ code }) => code),
        changes: [],
      });
    }),
    { numRuns: 40 },
  );
});

test("what another program writes into a form comes back as it was written, and nothing else", async () => {
  const typed = fc.record({
    from: fc.nat(5),
    to: fc.nat(5),
    value: fc.constantFrom<Answer[]>(null, 0, 1, 2, 3, "P", "?"),
    sure: fc.constantFrom(null, 1, 2, 3),
  });
  await fc.assert(
    fc.asyncProperty(formCase, fc.array(typed, { maxLength: 12 }), async (made, entries) => {
      const ids = made.study.variables.map(({ id }) => id);
      const edits = new Map(
        entries
          .filter(({ from, to }) => from !== to && made.assigned[from]?.[to] === true)
          .map((entry) => [scoreAddress(entry.from, entry.to), entry]),
      );
      const saved = edit(await writeScoringForm(made), (book) => {
        for (const [address, { from, to, value, sure }] of edits) {
          put(book.Sheets[sheetsOf(made).scores]!, { [address]: value });
          const before = made.confidence?.[from]?.[to];
          const left = value === null ? (before ?? null) : sure;
          if (made.confidence !== undefined) put(book.Sheets[sheetsOf(made).confidence]!, { [address]: left });
        }
      });
      const expected = [...edits.values()]
        .sort((a, b) => a.from - b.from || a.to - b.to)
        .flatMap(({ from, to, value, sure }) => {
          const was = made.answers[from]![to]!;
          const before = made.confidence?.[from]?.[to];
          const surer = made.confidence !== undefined && value !== null && sure !== before;
          if (value === was && !surer) return [];
          return [
            { from: ids[from], to: ids[to], value, was, ...(surer && { confidence: sure, confidenceWas: before }) },
          ];
        });
      expect((await readScoringForm(saved)).changes).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test("rows and columns that were sorted are read by their codes", async () => {
  const saved = edit(await formOfFour(), (book) => {
    const sheet = book.Sheets["Scores"]!;
    put(sheet, { [scoreAddress(0, 1)]: 2, [scoreAddress(2, 1)]: "P", [scoreAddress(1, 3)]: null });
    const rows = (xlsx.utils.sheet_to_json(sheet, { header: 1, defval: null, blankrows: true }) as unknown[][]).map(
      (row) => {
        const [head, cells] = [row.slice(0, 3), row.slice(3)];
        return [...head, cells[2], cells[0], cells[3], cells[1]];
      },
    );
    const sorted = [...rows.slice(0, 6), rows[9]!, rows[7]!, rows[6]!, rows[8]!];
    book.Sheets["Scores"] = xlsx.utils.aoa_to_sheet(sorted.map((row) => row.map((value) => value ?? null)));
  });
  expect((await readScoringForm(saved)).changes).toEqual([
    { from: "price", to: "demand", value: 2, was: 3 },
    { from: "demand", to: "climate", value: null, was: 1 },
    { from: "supply", to: "demand", value: "P", was: null },
  ]);
});

test("a matrix that was moved within its sheet is found", async () => {
  const saved = edit(await formOfFour(), (book) => {
    put(book.Sheets["Scores"]!, { [scoreAddress(0, 3)]: 1 });
    const rows = xlsx.utils.sheet_to_json(book.Sheets["Scores"]!, { header: 1, defval: null, blankrows: true });
    book.Sheets["Scores"] = xlsx.utils.aoa_to_sheet(rows as unknown[][], { origin: "E9" } as xlsx.AOA2SheetOpts);
  });
  expect((await readScoringForm(saved)).changes).toEqual([{ from: "price", to: "climate", value: 1, was: null }]);
});

test.each([
  [" 2 ", 2],
  ["\u00A02", 2],
  ["２", 2],
  ["p", "P"],
  ["Ｐ", "P"],
  [" P\n", "P"],
  ["？", "?"],
  ["2.0", 2],
  ["1,0", 1],
  ["   ", null],
])("the text %j counts for what it plainly says", async (text, value) => {
  const saved = edit(await formOfFour(), ({ Sheets }) => put(Sheets["Scores"]!, { [scoreAddress(0, 1)]: text }));
  const changes = value === 3 ? [] : [{ from: "price", to: "demand", value, was: 3 }];
  expect((await readScoringForm(saved)).changes).toEqual(changes);
});

test("0 on the diagonal says nothing", async () => {
  const saved = edit(await formOfFour(), ({ Sheets }) => put(Sheets["Scores"]!, { [scoreAddress(1, 1)]: 0 }));
  expect((await readScoringForm(saved)).changes).toEqual([]);
});

test("an answer off the scale that stood there before is no fault until it is changed to another", async () => {
  const answers = ANSWERS.map((row, from) => row.map((value, to) => (from === 0 && to === 1 ? 7 : value)));
  const bytes = await formOfFour({ answers });
  expect((await readScoringForm(bytes)).changes).toEqual([]);
  const changed = edit(bytes, ({ Sheets }) => put(Sheets["Scores"]!, { [scoreAddress(0, 1)]: 8 }));
  await expect(readScoringForm(changed)).rejects.toThrow("row V1, column V2 (Scores!E7)");
});

test("a confidence that alone was changed comes with the score that stands, and goes with a blank", async () => {
  const confidence = ANSWERS.map((row) => row.map((value) => (typeof value === "number" ? 2 : null)));
  const saved = edit(await formOfFour({ confidence }), ({ Sheets }) => {
    put(Sheets["Scores"]!, { [scoreAddress(1, 0)]: 1, [scoreAddress(2, 0)]: null });
    put(Sheets["Confidence"]!, { [scoreAddress(0, 1)]: 3, [scoreAddress(1, 0)]: 1, [scoreAddress(1, 3)]: null });
  });
  expect((await readScoringForm(saved)).changes).toEqual([
    { from: "price", to: "demand", value: 3, was: 3, confidence: 3, confidenceWas: 2 },
    { from: "demand", to: "price", value: 1, was: 0, confidence: 1, confidenceWas: 2 },
    { from: "demand", to: "climate", value: 1, was: 1, confidence: null, confidenceWas: 2 },
    { from: "supply", to: "price", value: null, was: 2 },
  ]);
});

test("one variable and 400 make a form; 401 do not", async () => {
  const sized = (size: number) =>
    parseStudy({
      variables: Array.from({ length: size }, (_, index) => ({ id: `v${index}`, label: `Variable ${index}` })),
      direct: Array.from({ length: size }, () => new Array(size).fill(null)),
    });
  const write = (size: number) => {
    const study = sized(size);
    return formOfFour({ study, answers: study.direct, assigned: study.direct.map((row) => row.map(() => true)) });
  };
  for (const size of [1, 120, 400]) {
    const bytes = await write(size);
    if (size === 1) {
      expect((await readScoringForm(bytes)).changes).toEqual([]);
      continue;
    }
    const last = scoreAddress(size - 1, size - 2);
    const saved = edit(bytes, ({ Sheets }) => put(Sheets["Scores"]!, { [last]: 3 }));
    expect((await readScoringForm(saved)).changes).toEqual([
      { from: `v${size - 1}`, to: `v${size - 2}`, value: 3, was: null },
    ]);
  }
  await expect(write(401)).rejects.toMatchObject({ code: "study-too-large" });
}, 60_000);

test("codes that programs may confuse are told apart as long as none has", async () => {
  const codes = ["A", "_x0041_", "b\u0001", "b"];
  const variables = FOUR.variables.map((variable, index) => ({ ...variable, code: codes[index]! }));
  const bytes = await formOfFour({ study: { ...FOUR, variables } });
  expect(await readScoringForm(bytes)).toMatchObject({ codes, changes: [] });
});

test("a code that a program writes back in another way is told by what is left of it", async () => {
  const codes = ["_x0041_", "two\r\nlines", "b\u0001", "d"];
  const variables = FOUR.variables.map((variable, index) => ({ ...variable, code: codes[index]! }));
  const saved = edit(await formOfFour({ study: { ...FOUR, variables } }), ({ Sheets }) =>
    put(Sheets["Scores"]!, { D6: "A", C8: "two\nlines", C9: "b", [scoreAddress(0, 1)]: 1 }),
  );
  expect((await readScoringForm(saved)).changes).toEqual([{ from: "price", to: "demand", value: 1, was: 3 }]);
});
