import * as xlsx from "@e965/xlsx";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { FORM_WORDS } from "../../src/language/form-words.js";
import { writeScoringForm } from "../../src/node/form/write-scoring-form.js";
import { readStudy } from "../../src/node/read-study.js";
import { unzip } from "../../src/node/unzip.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";
import { ANSWERS, FOUR, formCase, formOfFour, HOSTILE, scoreAddress } from "./form-study.js";

const partsOf = (bytes: Uint8Array) =>
  new Map(
    [...unzip(Buffer.from(bytes), { maxTotalBytes: 1e9, name: "form" })].map(([path, part]) => [path, part.toString()]),
  );

/** Attributes of the format (index among `cellXfs`) that a cell bears. */
function formatOf(parts: ReadonlyMap<string, string>, sheet: string, address: string): string {
  const cell = new RegExp(`<c r="${address}"[^>]*>`).exec(parts.get(`xl/worksheets/${sheet}.xml`)!)![0];
  const formats = /<cellXfs.*<\/cellXfs>/s
    .exec(parts.get("xl/styles.xml")!)![0]
    .split(/(?=<xf )/)
    .slice(1);
  return formats[Number(/ s="(\d+)"/.exec(cell)?.[1] ?? 0)]!;
}

test("no cell holds a formula, and every text is a shared string of well-formed XML, whatever the texts", async () => {
  await fc.assert(
    fc.asyncProperty(formCase, async (made) => {
      const parts = partsOf(await writeScoringForm(made));
      for (const [path, xml] of parts) {
        // What XML 1.0 (section 2.2) allows: no control characters, no halves of surrogate pairs (a decoder makes them U+FFFD).
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]/u);
        if (!path.startsWith("xl/worksheets/")) continue;
        const cells = /<sheetData>.*<\/sheetData>/s.exec(xml)![0];
        expect(cells).not.toMatch(/<f[ >]|<is>|t="(?:str|inlineStr|e|b|d)"/);
        for (const [, type, value] of cells.matchAll(/<c [^>]*?(?:t="(\w+)")?><v>([^<]*)<\/v><\/c>/g))
          expect(type === "s" ? /^\d+$/.test(value!) : Number.isFinite(Number(value))).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});

test.each(HOSTILE)("the name %j is shown as it is, as a text, and stays one when it is edited", async (name) => {
  const variables = FOUR.variables.map((variable, index) =>
    index === 0 ? { ...variable, code: name, short: name, label: name, definition: name } : variable,
  );
  const bytes = await formOfFour({ study: { ...FOUR, variables, title: name } });
  const sheets = xlsx.read(bytes, { cellFormula: true }).Sheets;
  const { Scores, Definitions } = sheets;
  const found = Object.entries({ Scores, Definitions }).flatMap(([sheet, cells]) =>
    Object.entries(cells!)
      .filter(
        ([address, cell]) =>
          !address.startsWith("!") && cell.t === "s" && cell.v.replaceAll("\n", "\r") === name.replaceAll("\n", "\r"),
      )
      .map(([address]) => ({ sheet, address })),
  );
  // The codes of row and column, and on the definitions code, name and definition; a short name only where it fits.
  expect(found.filter(({ sheet }) => sheet === "Scores").length).toBeGreaterThanOrEqual(2);
  expect(found.filter(({ sheet }) => sheet === "Definitions").length).toBeGreaterThanOrEqual(3);
  const parts = partsOf(bytes);
  for (const { sheet, address } of found) {
    expect(sheets[sheet]![address].f).toBeUndefined();
    // 49 is the number of the format `@`, text (ECMA-376 part 1, 18.8.30).
    const asText = formatOf(parts, sheet === "Scores" ? "sheet1" : "sheet2", address).includes('numFmtId="49"');
    expect(asText).toBe(/^'*[=+\-@\t\r\n＝＋－＠]/.test(name));
  }
});

test("sheets are protected without a password, and open cells alone are unlocked", async () => {
  const parts = partsOf(await formOfFour({ confidence: ANSWERS.map((row) => row.map(() => null)) }));
  for (const sheet of ["sheet1", "sheet2", "sheet3"]) {
    const protection = /<sheetProtection[^>]*>/.exec(parts.get(`xl/worksheets/${sheet}.xml`)!)![0];
    expect(protection).toContain('sheet="1"');
    expect(protection).not.toMatch(/hashValue|password/);
  }
  for (const sheet of ["sheet1", "sheet2"]) {
    ANSWERS.forEach((row, from) => {
      row.forEach((_, to) => {
        const unlocked = formatOf(parts, sheet, scoreAddress(from, to)).includes('<protection locked="0"/>');
        expect([from, to, unlocked]).toEqual([from, to, from !== to && !(from === 3 && to < 2)]);
      });
    });
    for (const address of ["A1", "C6", "D6", "C7"]) expect(formatOf(parts, sheet, address)).not.toContain('locked="0"');
  }
});

test("cells take the values of the scale from the list on the definitions, and headers stay in view", async () => {
  for (const language of ["en", "fr"] as const) {
    const bytes = await formOfFour({ language });
    const xml = partsOf(bytes).get("xl/worksheets/sheet1.xml")!;
    const list =
      /<dataValidation type="list"[^>]*sqref="D7:G10"><formula1>&apos;([^&]*)&apos;!\$A\$(\d+):\$A\$(\d+)</.exec(xml)!;
    expect(list[1]).toBe(FORM_WORDS[language].sheets.definitions);
    const sheet = xlsx.read(bytes).Sheets[list[1]!]!;
    const values = Array.from(
      { length: Number(list[3]) - Number(list[2]) + 1 },
      (_, at) => sheet[`A${Number(list[2]) + at}`].v,
    );
    expect(values).toEqual([0, 1, 2, 3, "P", "?"]);
    expect(xml).toContain('<pane xSplit="3" ySplit="6" topLeftCell="D7" activePane="bottomRight" state="frozen"/>');
    expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape"/);
  }
});

test("the sheet that tells where the form belongs cannot be shown by hand, and holds the expert's id", async () => {
  const bytes = await formOfFour();
  expect(partsOf(bytes).get("xl/workbook.xml")).toMatch(/<sheet name="motrice" sheetId="3" state="veryHidden"/);
  expect(xlsx.read(bytes).Sheets["motrice"]!["B5"].v).toBe('"p1"');
});

test("every variable has its code, name, block and definition on the second sheet, in the language asked for", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const answers = study.direct.map((row) => row.map(() => null));
  for (const language of ["en", "fr"] as const) {
    const { sheets } = FORM_WORDS[language];
    const bytes = await formOfFour({
      study,
      answers,
      language,
      assigned: study.direct.map((row) => row.map(() => true)),
    });
    const book = xlsx.read(bytes);
    expect(book.SheetNames).toEqual([sheets.scores, sheets.definitions, "motrice"]);
    const rows = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[sheets.definitions]!, { header: 1 });
    for (const { code, label, definition } of study.variables) {
      const row = rows.find(([first]) => first === code)!;
      expect(row[1]).toBe((label as Record<string, string>)[language]);
      expect(row[3]).toBe((definition as Record<string, string>)[language]);
    }
    expect(book.Sheets[sheets.scores]!["A2"].v).toBe((study.scale!.question as Record<string, string>)[language]);
  }
});

test("the same options give the same bytes, whenever they are written", async () => {
  const first = Buffer.from(await formOfFour());
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2031, 4, 6, 7, 8, 9) });
  const second = await formOfFour().finally(() => vi.useRealTimers());
  expect(first.equals(Buffer.from(second))).toBe(true);
});

test.each([
  ["a matrix of another size", { answers: [[null]] }, /answers/],
  [
    "a filled diagonal",
    { answers: ANSWERS.map((row, from) => row.map((value, to) => (from === to ? 2 : value))) },
    /diagonal/,
  ],
  ["a confidence that is none", { confidence: ANSWERS.map((row) => row.map(() => 4 as 3)) }, /1, 2, 3 or null/],
  ["assignments of another size", { assigned: [[true]] }, /4 × 4 of true and false/],
  ["a revision that is none", { revision: -1 }, /an integer from 0 on/],
])("%s makes no form", async (_, options, message) => {
  await expect(formOfFour(options)).rejects.toMatchObject({
    code: "options-invalid",
    message: expect.stringMatching(message),
  });
});
