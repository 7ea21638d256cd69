import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { layoutMap } from "../../src/plots/maps/influence-dependence-map.js";
import type { PlaneName } from "../../src/plots/plane-name.js";
import { layoutRanks } from "../../src/plots/ranks/rank-layout.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { shippedStudy } from "../shipped-study.js";

const PLANES: readonly PlaneName[] = ["direct", "indirect", "potentialDirect", "potentialIndirect"];

test("maps that stand together name their variables in one style, the shortest that one of them needs", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study);
  let differed = 0;
  for (const width of [480, 560, 640, 760]) {
    const size = { width, height: Math.round(width * 0.82) };
    const stylesOf = (alike?: readonly PlaneName[]) =>
      PLANES.map((name) => layoutMap({ study, analysis, ...(alike && { alike }) }, name, size, "fr").labels.style);
    const apart = new Set(stylesOf());
    if (apart.size > 1) differed += 1;
    const together = new Set(stylesOf(PLANES));
    expect(together.size, `${width} px: ${[...together]}`).toBe(1);
  }
  expect(differed).toBeGreaterThan(0);
});

test("rankings give names more room, stand one below the other, or take the short ones, before they break a word", () => {
  const labels = ["Règlementations environnementales", "Gouvernance locale", "Décarbonation", "Attractivité", "Emploi"];
  const study = parseStudy({
    variables: labels.map((label, i) => ({ id: `v${i}`, label, short: label.split(" ")[0] })),
    direct: labels.map((_, from) => labels.map((_, to) => (from === to ? null : (from + 2 * to) % 4))),
  });
  const analysis = analyze(study);
  for (const width of [380, 430, 480, 560, 700, 900, 1032]) {
    const { panels } = layoutRanks({ study, analysis }, { x: 24, y: 60, width, height: 700 }, "fr", "auto");
    const lines = panels.flatMap(({ columns }) => columns.flatMap((column) => column.labels.flatMap((l) => l.lines)));
    const words = new Set(labels.flatMap((label) => label.split(" ")));
    for (const line of lines) for (const word of line.split(" ")) expect(words, `${width} px`).toContain(word);
  }
});

test("an axis whose values all lie far from 0 does not begin there", () => {
  const size = 40;
  const study = parseStudy({
    variables: Array.from({ length: size }, (_, i) => ({ id: `v${i}`, label: `V${i}` })),
    direct: Array.from({ length: size }, (_, from) =>
      Array.from({ length: size }, (_, to) => (from === to ? null : (from * 7 + to * 3) % 10 < 4 + (from % 5) ? 2 : 0)),
    ),
  });
  const analysis = analyze(study);
  const least = Math.min(...analysis.direct.influence);
  expect(least).toBeGreaterThan(0.3 * Math.max(...analysis.direct.influence));
  const { plane } = layoutMap({ study, analysis }, "direct", {}, "en");
  expect(plane.yOf(0)).toBeGreaterThan(plane.plot.y + plane.plot.height);
});
