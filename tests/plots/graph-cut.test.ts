import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { plot } from "../../src/plots/plots.js";
import { parseStudy } from "../../src/study/parse-study.js";

const SIZE = 40;
const STUDY = parseStudy({
  language: "fr",
  variables: Array.from({ length: SIZE }, (_, i) => ({ id: `v${i}`, label: `Variable ${i}` })),
  direct: Array.from({ length: SIZE }, (_, from) =>
    Array.from({ length: SIZE }, (_, to) => (from === to ? null : (from * to) % 3 === 0 ? 3 : 1)),
  ),
});
const arrowsOf = (svg: string) => svg.match(/data-from=/g)?.length ?? 0;

test("unless more is asked for, a graph has no more arrows than can be followed, and says so", () => {
  const input = { study: STUDY, analysis: analyze(STUDY) };
  const svg = plot("graph", input);
  expect(arrowsOf(svg)).toBe(150);
  expect(svg).toContain("les 150 influences les plus fortes");
  expect(svg).not.toContain("ex æquo");
  expect(arrowsOf(plot("graph", input, { percent: 10 }))).toBeGreaterThan(150);
});

test("of equally strong influences those from the most influential to the most dependent variables are drawn", () => {
  const analysis = analyze(STUDY);
  const placeOf = new Map(STUDY.variables.map(({ id }, i) => [id, i]));
  const weight = (from: number, to: number) => analysis.direct.influence[from]! + analysis.direct.dependence[to]!;
  const drawn = new Set(
    [...plot("graph", { study: STUDY, analysis }).matchAll(/data-from="([^"]*)" data-to="([^"]*)"/g)].map(
      ([, from, to]) => `${placeOf.get(from!)} ${placeOf.get(to!)}`,
    ),
  );
  const strongest = STUDY.direct.flatMap((row, from) => row.flatMap((cell, to) => (cell === 3 ? [[from, to]] : [])));
  const weights = (isDrawn: boolean) =>
    strongest.filter(([from, to]) => drawn.has(`${from} ${to}`) === isDrawn).map(([from, to]) => weight(from!, to!));
  expect(Math.min(...weights(true))).toBeGreaterThanOrEqual(Math.max(...weights(false)));
});

test("a graph of chosen influences bears their name", () => {
  const svg = plot(
    "graph",
    { study: STUDY, analysis: analyze(STUDY), heading: "Boucle : A → B → A" },
    { percent: 100 },
  );
  expect(svg).toContain("Boucle : A → B → A");
  expect(svg).not.toContain("toutes les influences");
});
