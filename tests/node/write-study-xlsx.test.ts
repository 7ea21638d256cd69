import * as xlsx from "@e965/xlsx";
import { expect, test } from "vitest";
import { readStudy } from "../../src/node/read-study.js";
import { parseMatrixXlsx } from "../../src/node/read-xlsx.js";
import { writeStudyXlsx } from "../../src/node/write-study-xlsx.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { SHIPPED_STUDY_PATH } from "../shipped-study.js";
import { HOSTILE } from "./form-study.js";

test("the first sheet is the matrix by labels, the others say what the variables and the study are", async () => {
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const bytes = await writeStudyXlsx(study);
  const read = await parseMatrixXlsx(bytes);
  expect(read.variables.map(({ id }) => id)).toEqual(study.variables.map(({ id }) => id));
  expect(read.direct).toEqual(study.direct);
  const { SheetNames, Sheets } = xlsx.read(bytes);
  expect(SheetNames).toEqual(["direct", "variables", "blocks", "study"]);
  const rows = xlsx.utils.sheet_to_json<Record<string, string>>(Sheets["variables"]!);
  expect(rows.map(({ id, code }) => [id, code])).toEqual(study.variables.map(({ id, code }) => [id, code]));
  expect(rows[0]).toMatchObject({ label: "Croissance économique mondiale", block: "CONTEXTE ÉCONOMIQUE GLOBAL" });
  const said = Object.fromEntries(xlsx.utils.sheet_to_json<[string, string]>(Sheets["study"]!, { header: 1 }));
  // The scoring of this study is illustrative, and says so wherever it goes.
  expect(said["disclaimer"]).toBe((study.disclaimer as { fr: string }).fr);
  expect(said["horizon"]).toBe(2040);
});

test("a study comes back whole: title, language, names, blocks, definitions and matrix", async () => {
  const whole = await readStudy(SHIPPED_STUDY_PATH);
  const { scale, judgements, hypotheses, hypothesisConvention, hypothesisNote, provenance, ...kept } = whole;
  expect(await parseMatrixXlsx(await writeStudyXlsx(whole), { title: "other", language: "en" })).toEqual(kept);
});

test("blocks that share a label, blank labels and names in both languages come back", async () => {
  const study = parseStudy({
    id: "s",
    title: { fr: "Étude", en: "Study" },
    language: "fr",
    horizon: 2040,
    blocks: [
      { id: "b1", number: 1, label: "Même" },
      { id: "b2", label: "Même" },
      { id: "b3", label: { fr: "Autre", en: "Other" } },
      { id: "Autre", label: "b3" },
    ],
    variables: [
      { id: "x", code: "V1", label: "y", short: "😀", block: "b1" },
      { id: "y", code: "V2", label: "x", block: "b3", definition: { fr: "Quoi ?", en: "What?" } },
      { id: "z", code: "V3", label: { fr: "Énergie", en: "Energy" }, block: "b2", definition: "Une ligne\net deux" },
      { id: "w", code: "V4", label: "طاقة", block: "Autre" },
    ],
    direct: [
      [null, 1, "P", 0],
      [2.5, null, null, 3],
      [0, 0, null, 1],
      [1, 2, 3, null],
    ],
  });
  expect(await parseMatrixXlsx(await writeStudyXlsx(study))).toEqual(study);
});

test("a workbook whose matrix lacks a variable of its list says which", async () => {
  const bytes = await writeStudyXlsx(parseStudy({ variables: [{ id: "a", label: "A" }], direct: [[null]] }));
  const book = xlsx.read(bytes);
  xlsx.utils.sheet_add_aoa(book.Sheets["variables"]!, [["b", "V02", "B", "B"]], { origin: -1 });
  const more = xlsx.write(book, { type: "buffer" }) as Buffer;
  await expect(parseMatrixXlsx(more)).rejects.toThrow(/sheet variables.*"B"/);
});

test("names that look like formulas are texts on every sheet, and come back as they were", async () => {
  const variables = HOSTILE.map((name, index) => ({ id: name, code: `c${index}`, label: name, definition: name }));
  const study = parseStudy({
    title: "=1+1",
    disclaimer: "@SUM(1)",
    variables,
    direct: HOSTILE.map(() => HOSTILE.map(() => null)),
  });
  const bytes = await writeStudyXlsx(study);
  expect((await parseMatrixXlsx(bytes)).variables.map(({ id }) => id)).toEqual(HOSTILE);
  for (const sheet of Object.values(xlsx.read(bytes, { cellFormula: true }).Sheets))
    for (const [address, cell] of Object.entries(sheet))
      if (!address.startsWith("!")) expect([address, cell.f, cell.t]).toEqual([address, undefined, "s"]);
});
