import fc from "fast-check";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { blockInfluences } from "../../src/graph/block-influences.js";
import { graphAnalysis } from "../../src/graph/graph-analysis.js";
import { influenceGraph } from "../../src/graph/influence-graph.js";
import { STRONGEST_PERCENTS, strongestInfluences } from "../../src/graph/strongest-influences.js";
import { influenceMatrix } from "../../src/matrix/influence-matrix.js";
import { powerMatrix } from "../../src/matrix/power-matrix.js";
import { matrixFrom, scoreRows } from "../matrices.js";
import { studyOf } from "./seeded-studies.js";

const BLOCKS = {
  blocks: [
    { id: "x", label: "X" },
    { id: "empty", label: "Empty" },
    { id: "y", label: { fr: "Y fr", en: "Y en" } },
  ],
  variables: [
    { id: "p", label: { fr: "Prix", en: "Price" }, short: "Pr", block: "y" },
    { id: "q", label: "Quantity", block: "x" },
    { id: "r", label: "Rent", block: "y" },
  ],
};
const CELLS = [
  [null, 3, "P"],
  [1, null, 2],
  [0, null, null],
] as const;

test("the graph holds a node per variable and an edge per cell that is neither blank nor 0, a P as weight 0", () => {
  const graph = influenceGraph(studyOf(CELLS, BLOCKS), { classes: ["motor", null, "dependent"], lang: "fr" });
  expect(graph.nodes()).toEqual(["p", "q", "r"]);
  expect(graph.getNodeAttributes("p")).toEqual({ code: "p", label: "Prix", short: "Pr", block: "y", class: "motor" });
  expect(graph.mapEdges((_, { weight, potential }, from, to) => [from, to, weight, potential])).toEqual([
    ["p", "q", 3, false],
    ["p", "r", 0, true],
    ["q", "p", 1, false],
    ["q", "r", 2, false],
  ]);
});

test("out strength of a node is the direct influence of its variable", () => {
  const study = studyOf(CELLS, BLOCKS);
  const graph = influenceGraph(study);
  const { values, size } = influenceMatrix(study);
  study.variables.forEach(({ id }, i) => {
    const strength = graph.reduceOutEdges(id, (sum, _, { weight }) => sum + weight, 0);
    expect(strength).toBe(values.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + value, 0));
  });
});

test("options of the graph are checked by name", () => {
  const study = studyOf(CELLS, BLOCKS);
  expect(() => influenceGraph(study, { classes: ["motor"] })).toThrow(/classes: expected a list of 3 classes or nulls/);
  expect(() => influenceGraph(study, { lang: "de" as "fr" })).toThrow(OptionsError);
  expect(() => influenceGraph(study, { language: "fr" } as object)).toThrow(/no option of this name/);
});

test("blocks sum their variables' influences, in the study's order, empty ones included", () => {
  expect(blockInfluences(studyOf(CELLS, BLOCKS))).toEqual([
    [0, 0, 3],
    [0, 0, 0],
    [3, 0, 0],
  ]);
});

test("variables without a block make a last row and column, only where there are any", () => {
  const variables = [{ ...BLOCKS.variables[0]!, block: null }, ...BLOCKS.variables.slice(1)];
  expect(blockInfluences(studyOf(CELLS, { ...BLOCKS, variables }))).toEqual([
    [0, 0, 2, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [3, 0, 0, 0],
  ]);
  expect(
    blockInfluences(
      studyOf([
        [0, 2],
        [1, 0],
      ]),
    ),
  ).toEqual([[3]]);
});

test("the strongest share is cut by count, and never parts equal strengths", () => {
  const study = studyOf([
    [0, 3, 1, 1],
    [3, 0, 2, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
  ]);
  const kept = (percent: number) => strongestInfluences(study, percent);
  expect(kept(5)).toEqual({
    influences: [
      { from: "a", to: "b", strength: 3 },
      { from: "b", to: "a", strength: 3 },
    ],
    weakest: 3,
    percent: 5,
    keptPercent: 100 / 3,
    total: 6,
  });
  expect(kept(50).influences.map(({ from, to }) => from + to)).toEqual(["ab", "ba", "bc"]);
  expect(kept(75).influences.map(({ from, to }) => from + to)).toEqual(["ab", "ba", "bc", "ac", "ad", "cd"]);
  expect(
    strongestInfluences(
      studyOf([
        [null, "P"],
        [null, null],
      ]),
      10,
    ),
  ).toEqual({ influences: [], weakest: null, percent: 10, keptPercent: 100, total: 0 });
  for (const percent of [0, -1, 101, Number.NaN, "10" as unknown as number])
    expect(() => kept(percent)).toThrow(OptionsError);
});

test("each share holds the ones before it, at least its own percent, and nothing stronger is left out", () => {
  fc.assert(
    fc.property(scoreRows(2, 7), (rows) => {
      const study = studyOf(rows);
      let before: readonly unknown[] = [];
      for (const percent of STRONGEST_PERCENTS) {
        const { influences, keptPercent, weakest, total } = strongestInfluences(study, percent);
        expect(influences.slice(0, before.length)).toEqual(before);
        expect(keptPercent).toBeGreaterThanOrEqual(percent);
        if (weakest !== null) expect(influences.length).toBe(rows.flat().filter((value) => value >= weakest).length);
        if (percent === 100) expect(influences.length).toBe(total);
        before = influences;
      }
    }),
  );
});

test("the strongest indirect influences leave the diagonal of the power out", () => {
  const square = powerMatrix(
    matrixFrom([
      [0, 2, 0],
      [1, 0, 3],
      [0, 0, 0],
    ]),
    2,
  );
  // M² = [[2, 0, 6], [0, 2, 0], [0, 0, 0]]
  expect(strongestInfluences(square, 100).influences).toEqual([{ from: "v1", to: "v3", strength: 6 }]);
});

test("the graph analysis is its parts, and survives JSON", () => {
  const study = studyOf(CELLS, BLOCKS);
  const found = graphAnalysis(study, { loopLength: 2, loopLimit: 1 });
  expect(found.loops).toEqual([{ variables: ["p", "q"], product: 3, weakest: 1, length: 2 }]);
  expect(found.loopsComplete).toBe(true);
  expect(found.centrality["outStrength"]).toEqual([3, 3, 0]);
  expect(found.communities.length).toBe(3);
  expect(found.blocks).toEqual(blockInfluences(study));
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  for (const options of [{ loopLength: 1 }, { loopLimit: 10_001 }, { loops: 3 } as object])
    expect(() => graphAnalysis(study, options)).toThrow(OptionsError);
});

test("a single variable has a graph analysis", () => {
  const { loops, communities, communityAgreement, blocks } = graphAnalysis(studyOf([[null]]));
  expect({ loops, communities, communityAgreement, blocks }).toEqual({
    loops: [],
    communities: [0],
    communityAgreement: null,
    blocks: [[0]],
  });
});
