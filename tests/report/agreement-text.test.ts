import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { agenda } from "../../src/analysis/agenda.js";
import { agreement } from "../../src/experts/agreement.js";
import type { Contribution } from "../../src/experts/contribution.js";
import { toAgreementCsv } from "../../src/report/agreement-csv.js";
import { toAgreementText } from "../../src/report/agreement-text.js";
import { columnsOf } from "../../src/report/terminal-text.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Study } from "../../src/study/study.js";
import { randomContributions } from "../experts/contributions.js";
import { nastyName } from "../study/random-study.js";

const studyNamed = (names: readonly string[]) =>
  parseStudy({
    variables: names.map((name) => ({ id: name, label: name })),
    direct: names.map(() => names.map(() => null)),
    disclaimer: "Illustrative scoring. More of it.",
  });

const both = (study: Study, given: readonly Contribution[]) =>
  [study, agreement(study, given), agenda(study, given, { power: 2 })] as const;

const pair = studyNamed(["a", "b"]);
const of = (id: string, first: number | "?", second: number) => ({
  id,
  answers: [
    [null, first],
    [second, null],
  ],
});

test("what two of three experts say of two cells, whole", () => {
  const text = toAgreementText(...both(pair, [of("Expert 1", 3, 1), of("Expert 2", 1, 1), of("Expert 3", "?", 1)]));
  const lines = text.split("\n").map((line) => line.replaceAll("\u00A0", " ").trimEnd());
  expect(lines.slice(0, 20)).toEqual([
    "study",
    "",
    "Experts: 3. Answers: 5; does not know: 1.",
    "",
    // Coincidences 3 with 1: 2 of 5 values; by chance 8 of 20.
    "Krippendorff's alpha             0  ordinal, on 2 cells that two or more scored",
    "Exact agreement                 75  % of the pairs of answers to a cell",
    // Ranks 1, 2 and 1.5, 1.5: S = 0.5, W = 6 ÷ (24 − 12).
    "Kendall's W, influence         0.5  χ² 1, 1 df, p = 0.317; rankings of 2 experts",
    "Kendall's W, dependence        0.5  χ² 1, 1 df, p = 0.317; rankings of 2 experts",
    "",
    "Expert                       answers          ?       mean     others   severity",
    "─".repeat(80),
    "Expert 1                           2          0          2          1         +1",
    "Expert 2                           2          0          1          2         −1",
    "Expert 3                           1          1          1          1          0",
    "",
    "Disagreements to discuss first (1 of 1; 1 can change a class)",
    " 1. a → b: 1, 3, ? (median 2, weight 8)",
    "    1, direct: a ▲→◆, b ■→◆",
    "",
    "▲ Motor  ◆ Relay  ■ Dependent  ● Autonomous",
  ]);
});

test("no line is wider than asked, and no name steers the terminal", () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(nastyName, { minLength: 3, maxLength: 3 }),
      randomContributions(3, 3),
      fc.uniqueArray(fc.oneof(nastyName, fc.constant("\u001B[2J"), fc.constant("x".repeat(300))), {
        minLength: 3,
        maxLength: 3,
      }),
      fc.constantFrom(80, 100, 160),
      fc.constantFrom("fr" as const, "en" as const),
      (names, given, experts, width, lang) => {
        const named = given.map((each, index) => ({ ...each, id: experts[index]! }));
        const text = toAgreementText(...both(studyNamed(names), named), { width, lang });
        expect(text.endsWith("\n")).toBe(true);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}]/u);
        for (const line of text.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      },
    ),
  ));

test("what has no value says why, in both languages", () => {
  const found = both(pair, [of("e1", 1, 1)]);
  const english = toAgreementText(...found, { lang: "en" });
  expect(english).toContain("–  no cell that two experts scored");
  expect(english).toContain("–  fewer than two experts scored enough");
  expect(english).toContain("No cell on which two experts gave different scores.");
  expect(toAgreementText(...found, { lang: "fr" })).toContain("–  aucune case cotée par deux experts");
  expect(toAgreementText(...both(pair, [of("e1", 1, 1), of("e2", 1, 1)]))).toContain("–  a single value throughout");
  // Each expert ties the variables, though their values differ: alpha has a value, W has none.
  const tied = both(pair, [of("e1", 1, 1), of("e2", 2, 2)]);
  expect(toAgreementText(...tied)).toContain("every expert ties all variables");
  expect(toAgreementText(...tied)).not.toContain("a single value");
  expect(toAgreementText(...tied, { lang: "fr" })).toContain("chacun met toutes les variables à égalité");
});

test("the CSV holds every cell, every expert and the agenda in its order, and no formula", () => {
  const given = [of("=1+1", 3, 1), of("e2", 1, 2), of("e3", "?", 2)];
  const [study, group, list] = both(pair, given);
  const csv = toAgreementCsv(study, group, list);
  const [header, ...rows] = parse(csv) as string[][];
  expect(header).toEqual(["part", "expert", "from", "to", "measure", "value", "note"]);
  const value = (part: string, from: string, to: string, measure: string) =>
    rows.find((row) => row[0] === part && row[2] === from && row[3] === to && row[4] === measure)?.[5];
  for (const cell of group.cells) {
    expect(value("cell", cell.from, cell.to, "median")).toBe(String(cell.median));
    expect(value("cell", cell.from, cell.to, "dispersion")).toBe(String(cell.dispersion));
  }
  expect(value("cell", "a", "b", "distribution")).toBe("1:1 3:1 ?:1");
  const agendaOrder = rows.filter((row) => row[0] === "agenda" && row[4] === "weight").map((row) => [row[2], row[3]]);
  expect(agendaOrder).toEqual(list.cells.map(({ from, to }) => [from, to]));
  expect(rows.filter((row) => row[0] === "expert" && row[4] === "severity").map((row) => row[1])).toEqual([
    "'=1+1",
    "e2",
    "e3",
  ]);
  expect(rows[0]!.at(-1)).toBe("Illustrative scoring.");
});
