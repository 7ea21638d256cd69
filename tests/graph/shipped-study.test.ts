import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { feedbackLoops } from "../../src/graph/feedback-loops.js";
import { graphAnalysis } from "../../src/graph/graph-analysis.js";
import { influenceGraph } from "../../src/graph/influence-graph.js";
import { strongestInfluences } from "../../src/graph/strongest-influences.js";
import { strongestPaths } from "../../src/graph/strongest-paths.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { pythonWith, runPython } from "./python-reference.js";

const folder = new URL("../../matrices/hauts-de-france-industrie-2040/", import.meta.url);
const cells = readFileSync(new URL("direct.csv", folder), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(",").slice(1))
  .map((row) => row.map((cell) => (cell === "P" ? "P" : Number(cell))));
const study = parseStudy({ ...JSON.parse(readFileSync(new URL("study.json", folder), "utf8")), direct: cells });

test("the examples of the docstrings hold on the shipped study", () => {
  expect(influenceGraph(study).getEdgeAttribute("climate-change", "regulations", "weight")).toBe(3);
  expect(strongestPaths(study, "climate-change", "human-capital", { count: 3 })[0]!.distance).toBe(1);
  expect(strongestInfluences(study, 10).influences[0]).toEqual({ from: "world-growth", to: "export", strength: 3 });
  expect(feedbackLoops(study, { maxLength: 3 }).loops[0]).toEqual({
    variables: ["production-costs", "internationalisation", "logistics-supply-chain"],
    product: 18,
    weakest: 2,
    length: 3,
  });
});

test("the shipped study: 28 strongest influences are the 28 threes, blocks sum to the total, six blocks", () => {
  const { influences, keptPercent } = strongestInfluences(study, 5);
  expect(influences.map(({ strength }) => strength)).toEqual(new Array(28).fill(3));
  expect(keptPercent).toBeCloseTo((100 * 28) / 208, 12);
  const { blocks } = graphAnalysis(study);
  expect(blocks.length).toBe(6);
  // 87 ones, 93 twos, 28 threes (SOURCE.md).
  expect(blocks.flat().reduce((sum, value) => sum + value, 0)).toBe(87 + 2 * 93 + 3 * 28);
});

const python = pythonWith("networkx", "numpy", "scipy");

test.skipIf(python === null)("networkx finds the shipped study's centralities and its number of loops", () => {
  const script = `
import json, sys, networkx as nx
from fractions import Fraction
rows = json.load(open(sys.argv[1]))
graph = nx.DiGraph()
graph.add_nodes_from(range(len(rows)))
graph.add_edges_from((i, j, {"weight": w, "length": Fraction(1, w)}) for i, row in enumerate(rows) for j, w in enumerate(row) if w not in (0, "P"))
values = lambda found: [float(found[i]) for i in range(len(rows))]
print(json.dumps({
    "betweenness": values(nx.betweenness_centrality(graph, weight="length")),
    "closeness": values(nx.closeness_centrality(graph, distance="length")),
    "pageRank": values(nx.pagerank(graph, tol=1e-14, max_iter=1000)),
    "loops": sum(1 for _ in nx.simple_cycles(graph, length_bound=4)),
}))
`;
  const { loops, ...reference } = runPython(python!, script, cells) as { loops: number } & Record<string, number[]>;
  const found = graphAnalysis(study, { loopLimit: 10_000 });
  expect([found.loopsComplete, found.loops.length]).toEqual([true, loops]);
  for (const [measure, values] of Object.entries(reference)) {
    expect(found.centrality[measure]).toEqual(values.map((value) => expect.closeTo(value, 10)));
  }
});
