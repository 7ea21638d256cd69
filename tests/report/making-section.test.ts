import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { AGGREGATION_DEFAULTS } from "../../src/experts/aggregation-options.js";
import { toHtml } from "../../src/report/html.js";
import { toMarkdown } from "../../src/report/markdown.js";
import { reportDocument } from "../../src/report/report-document.js";
import type { ReportMaking } from "../../src/report/sections/making-section.js";
import { parseStudy } from "../../src/study/parse-study.js";

const STUDY = parseStudy({
  language: "fr",
  variables: Array.from({ length: 12 }, (_, i) => ({ id: `v${i}`, label: `Variable ${i}` })),
  direct: Array.from({ length: 12 }, (_, from) => Array.from({ length: 12 }, (_, to) => (from === to ? null : 1))),
});
const MAKING: ReportMaking = {
  experts: 3,
  answers: 1204,
  cells: 132,
  answered: 130,
  aggregation: { ...AGGREGATION_DEFAULTS, minimumAnswers: 2 },
  decisions: 40,
  departing: [
    { from: "v0", to: "v1", aggregate: null, value: "P", reason: { fr: "à surveiller", en: "to be watched" } },
    { from: "v1", to: "v0", aggregate: 1.5, value: 3, reason: "<b>tranché</b>" },
  ],
  alpha: 0.714,
  alphaReason: null,
  date: "2026-03-01",
  stoodOn: null,
  round: { number: 2, open: false },
};
const written = (lang: "fr" | "en", changes: Partial<ReportMaking> = {}) => {
  const html = toHtml(STUDY, analyze(STUDY, { lang }), { making: { ...MAKING, ...changes } });
  const section = /<section id="making"[\s\S]*?<\/section>/.exec(html)![0];
  return { html, text: section.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0]+/g, " ") };
};

test("the report says how its matrix was made, in its language, before it shows it", () => {
  const { html, text } = written("fr");
  for (const words of [
    "Comment cette matrice a été faite",
    "Rapport du 1 mars 2026",
    "130 cases sur 132",
    "la médiane de ses réponses",
    "moins de 2 réponses",
    "vaut 0,71",
    "40 cases ont été décidées",
    "2 de ces décisions s’écartent",
    "à surveiller",
    "&lt;b&gt;tranché",
  ])
    expect(text).toContain(words);
  expect(html.indexOf('<section id="making"')).toBeLessThan(html.indexOf('<section id="matrix"'));
  expect(written("en").text).toContain("Report of 1 March 2026");
});

test("where nobody answered, values came otherwise: no rule, no agreement, no decision that departs", () => {
  const { text } = written("fr", { experts: 0, answers: 0, answered: 0, alpha: null, departing: [] });
  expect(text).toContain("Aucun expert n’a répondu");
  expect(text).not.toMatch(/médiane|Krippendorff|écart/);
});

test("one is singular, and an agreement that may not be seen is not spoken of", () => {
  const { alpha: _, ...hidden } = MAKING;
  const html = toHtml(STUDY, analyze(STUDY, { lang: "fr" }), {
    making: { ...hidden, decisions: 1, departing: MAKING.departing.slice(0, 1) },
  });
  const text = html.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0]+/g, " ");
  expect(text).toContain("1 case a été décidée sur 132. 1 de ces décisions s’écarte");
  expect(text).not.toContain("Krippendorff");
});

test("an agreement that has no value says why: too few answers to compare, or nothing but the same ones", () => {
  const fewer = { alpha: null, alphaReason: "no-overlap" } as const;
  expect(written("en", fewer).text).toContain("cannot be told: no cell has two scores that can be compared.");
  expect(written("fr", fewer).text).toContain("ne peut être mesuré : aucune case n’a deux notes à comparer.");
  const same = { alpha: null, alphaReason: "no-variation" } as const;
  expect(written("en", same).text).toContain("cannot be told: all scores that can be compared are the same.");
  expect(written("fr", same).text).toContain("ne peut être mesuré : toutes les notes à comparer sont les mêmes.");
  expect(written("en", same).text).not.toContain("no cell has two");
});

test("the rule tells whose half it is: of heads with the first three methods, of the weight with the last two", () => {
  const ruled = (lang: "fr" | "en", method: ReportMaking["aggregation"]["method"]) =>
    written(lang, { aggregation: { ...AGGREGATION_DEFAULTS, method, dontKnow: "blank-when-majority" } }).text;
  for (const method of ["median", "mean", "mode"] as const) {
    expect(ruled("en", method)).toContain("P where more than half of them say so");
    expect(ruled("en", method)).toContain("It stays blank where more than half do not know.");
    expect(ruled("fr", method)).toContain("P si plus de la moitié le disent");
  }
  for (const method of ["confidence", "expert"] as const) {
    expect(ruled("en", method)).toContain("P where more than half of their weight says so");
    expect(ruled("en", method)).toContain(
      "It stays blank where those who do not know have more than half of the weight.",
    );
    expect(ruled("fr", method)).toContain("P si plus de la moitié de leur poids le dit");
    expect(ruled("fr", method)).toContain("Elle reste vide si ceux qui ne savent pas ont plus de la moitié du poids.");
    expect(ruled("en", method)).not.toMatch(/half of them|half do not/);
  }
});

test("of many decisions the first are shown, and it says so", () => {
  const departing = STUDY.variables.flatMap(({ id: from }) =>
    STUDY.variables.flatMap(({ id: to }) => (from === to ? [] : [{ from, to, aggregate: 1, value: 2, reason: "r" }])),
  );
  const table = reportDocument(STUDY, analyze(STUDY, { lang: "en" }), { making: { ...MAKING, departing } })
    .sections.find(({ id }) => id === "making")!
    .pieces.find((piece) => piece.kind === "table")!;
  expect(table.rows).toHaveLength(60);
  expect(table.caption).toBe("The first 60 of 132 decisions that depart from the answers");
});

test("a report without it has no such section, and Markdown takes it too", () => {
  const analysis = analyze(STUDY, { lang: "en" });
  expect(toHtml(STUDY, analysis)).not.toContain('id="making"');
  expect(toMarkdown(STUDY, analysis, { making: MAKING })).toContain("How this matrix was made");
});
