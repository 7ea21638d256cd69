import fc from "fast-check";
import { DirectedGraph } from "graphology";
import betweennessModule from "graphology-metrics/centrality/betweenness.js";
import hitsModule from "graphology-metrics/centrality/hits.js";
import pageRankModule from "graphology-metrics/centrality/pagerank.js";
import { expect, test } from "vitest";
import { CENTRALITY_MEASURES, centralities } from "../../src/graph/centralities.js";
import { influenceEdges } from "../../src/graph/influences.js";
import { katz } from "../../src/graph/katz.js";
import { transposeSparse } from "../../src/matrix/sparse-matrix.js";
import { matrixFrom, permuted, scoreRows } from "../matrices.js";
import { pythonWith, runPython } from "./python-reference.js";
import { idOf, seededScores, studyOf, transposed } from "./seeded-studies.js";

/** Iterations stop at a change of 1e-13; sums of a few hundred ratios round at 1e-15. */
const CLOSE = 1e-9;

const betweennessReference = betweennessModule as unknown as typeof betweennessModule.default;
const hitsReference = hitsModule as unknown as typeof hitsModule.default;
const pageRankReference = pageRankModule as unknown as typeof pageRankModule.default;

function expectClose(found: readonly number[] | null, expected: readonly number[], tolerance = CLOSE): void {
  expect(found).not.toBeNull();
  expect(found!.length).toBe(expected.length);
  found!.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!), `entry ${i}: ${value} against ${expected[i]}`).toBeLessThanOrEqual(
      tolerance,
    );
  });
}

test("a result holds the nine measures in their order", () => {
  expect(Object.keys(centralities(studyOf([[0]])))).toEqual([...CENTRALITY_MEASURES]);
});

test("a chain of three: the middle lies on the one way between the ends", () => {
  const found = centralities(
    studyOf([
      [0, 2, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]),
  ); // prettier
  expect(found.inStrength).toEqual([0, 2, 1]);
  expect(found.outStrength).toEqual([2, 1, 0]);
  expect(found.betweenness).toEqual([0, 1 / 2, 0]);
  // b is reached by a at 1/2; c by b at 1 and by a at 3/2.
  expect(found.closeness).toEqual([0, (1 / (1 / 2)) * (1 / 2), 2 / (5 / 2)]);
  expect(found.eigenvector).toBeNull();
  // hubs and authorities: M Mᵀ is diagonal (4, 1, 0).
  expectClose(found.hubs, [1, 0, 0]);
  expectClose(found.authorities, [0, 1, 0]);
});

test("ways that are equal as fractions share their pair: 1/3 + 1/3 + 1/3 and 1/2 + 1/2", () => {
  // a → b → c → z by three 3s; a → d → z by two 2s; both ways are 1 long.
  const direct = [
    [0, 3, 0, 2, 0],
    [0, 0, 3, 0, 0],
    [0, 0, 0, 0, 3],
    [0, 0, 0, 0, 2],
    [0, 0, 0, 0, 0],
  ];
  // b: a→c and half of a→z; c: b→z and half of a→z; d: half of a→z; ÷ (5 − 1)(5 − 2).
  expect(centralities(studyOf(direct)).betweenness).toEqual([0, 1.5 / 12, 1.5 / 12, 0.5 / 12, 0]);
});

test("ways tie in float64 too where strengths have no common denominator", () => {
  const x = 0.1 * Math.PI;
  const direct = [
    [0, 3 * x, 0, 2 * x, 0],
    [0, 0, 3 * x, 0, 0],
    [0, 0, 0, 0, 3 * x],
    [0, 0, 0, 0, 2 * x],
    [0, 0, 0, 0, 0],
  ];
  expect(centralities(studyOf(direct)).betweenness).toEqual([0, 1.5 / 12, 1.5 / 12, 0.5 / 12, 0]);
});

test("scores in thirds, as means of three experts are, tie as fractions", () => {
  const third = 1 / 3;
  const direct = [
    [0, 1, 0, 2 * third, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 0, 2 * third],
    [0, 0, 0, 0, 0],
  ];
  expect(centralities(studyOf(direct)).betweenness).toEqual([0, 1.5 / 12, 1.5 / 12, 0.5 / 12, 0]);
});

test("an influence so strong that its length vanishes leads no way back", () => {
  // a → b ⇄ c → d, where b ⇄ c is shorter than the rounding of its neighbours: still one way from a to d.
  const direct = [
    [0, Math.PI, 0, 0],
    [0, 0, 1e17, 0],
    [0, 1e17, 0, Math.PI],
    [0, 0, 0, 0],
  ];
  expect(centralities(matrixFrom(direct)).betweenness).toEqual([0, 2 / 6, 2 / 6, 0]);
});

test("a ring: every variable is worth the same", () => {
  const found = centralities(
    studyOf([
      [0, 2, 0],
      [0, 0, 2],
      [2, 0, 0],
    ]),
  );
  expectClose(found.betweenness, [1 / 2, 1 / 2, 1 / 2]);
  expectClose(found.closeness, [2 / 1.5, 2 / 1.5, 2 / 1.5]);
  expectClose(
    found.eigenvector,
    [1, 1, 1].map((one) => one / Math.sqrt(3)),
  );
  expectClose(found.pageRank, [1 / 3, 1 / 3, 1 / 3]);
  expectClose(
    found.katz,
    [1, 1, 1].map((one) => one / Math.sqrt(3)),
  );
});

test("eigenvector centrality is null where there is none, or no single one, and never made up", () => {
  expect(centralities(studyOf([[0]])).eigenvector).toBeNull();
  expect(
    centralities(
      studyOf([
        [0, 3, 3],
        [0, 0, 3],
        [0, 0, 0],
      ]),
    ).eigenvector,
  ).toBeNull();
  const twins = [
    [0, 2, 0, 0],
    [2, 0, 0, 0],
    [0, 0, 0, 2],
    [0, 0, 2, 0],
  ];
  expect(centralities(studyOf(twins)).eigenvector).toBeNull();
  const unequal = [
    [0, 2, 0, 0],
    [2, 0, 0, 0],
    [0, 0, 0, 3],
    [0, 0, 3, 0],
  ];
  expectClose(centralities(studyOf(unequal)).eigenvector, [0, 0, Math.SQRT1_2, Math.SQRT1_2]);
});

test("variables the dominant part does not reach have an eigenvector centrality of exactly 0; those it reaches do not", () => {
  // a → b ⇄ c → d: b ⇄ c is the loop, with radius 2; d gets 1/2 of c.
  const found = centralities(
    studyOf([
      [0, 3, 0, 0],
      [0, 0, 2, 0],
      [0, 2, 0, 1],
      [0, 0, 0, 0],
    ]),
  ).eigenvector!;
  expect(found[0]).toBe(0);
  expectClose(
    found,
    [0, 1, 1, 0.5].map((value) => value / 1.5),
  );
});

test("no influence at all, P alone and one variable are decided cases", () => {
  const p = centralities(
    studyOf([
      [null, "P"],
      [null, null],
    ]),
  );
  expect(p).toEqual(
    centralities(
      studyOf([
        [null, null],
        [0, null],
      ]),
    ),
  );
  expect(p).toEqual({
    inStrength: [0, 0],
    outStrength: [0, 0],
    betweenness: [0, 0],
    closeness: [0, 0],
    eigenvector: null,
    pageRank: [0.5, 0.5],
    hubs: null,
    authorities: null,
    katz: [Math.SQRT1_2, Math.SQRT1_2].map((value) => expect.closeTo(value, 12)),
  });
  expect(centralities(studyOf([[null]])).pageRank).toEqual([1]);
});

test("strengths at the ends of float64 give finite numbers or null", () => {
  const found = centralities(
    matrixFrom([
      [0, 1e308, 1e308],
      [5e-324, 0, 1e308],
      [1e308, 1e308, 0],
    ]),
  );
  for (const values of Object.values(found)) if (values !== null) expect(values.every(Number.isFinite)).toBe(true);
});

test("above the size limit the measures on shortest ways are null and the others are there", () => {
  const size = 900;
  const values = new Float64Array(size * size).fill(1);
  const found = centralities({ size, values, labels: Array.from({ length: size }, (_, i) => String(i)) });
  expect(found.betweenness).toBeNull();
  expect(found.closeness).toBeNull();
  expect(found.outStrength![0]).toBe(size - 1);
});

test("multiplying every score by a number changes neither rank-like measure, and distances by its inverse", () => {
  const scores = seededScores(12, 0.4, 5);
  const [once, thrice] = [scores, scores.map((row) => row.map((value) => 3 * value))].map((rows) =>
    centralities(studyOf(rows)),
  );
  for (const measure of ["betweenness", "eigenvector", "pageRank", "hubs", "authorities", "katz"] as const) {
    expectClose(thrice![measure], once![measure]!);
  }
  expectClose(
    thrice!.closeness,
    once!.closeness!.map((value) => 3 * value),
  );
});

test("reordering the variables permutes every measure", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 9).chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(
            rows.map((_, i) => i),
            { minLength: rows.length },
          ),
        ),
      ),
      ([rows, order]) => {
        const [before, after] = [centralities(studyOf(rows)), centralities(studyOf(permuted(rows, order)))];
        for (const measure of CENTRALITY_MEASURES) {
          const values = before[measure];
          if (values === null) expect(after[measure], measure).toBeNull();
          else
            expectClose(
              after[measure],
              order.map((i) => values[i]!),
              1e-7,
            );
        }
      },
    ),
  );
});

test("transposing swaps in with out strength and hubs with authorities, and keeps betweenness", () => {
  fc.assert(
    fc.property(scoreRows(2, 9), (rows) => {
      const [one, other] = [centralities(studyOf(rows)), centralities(studyOf(transposed(rows)))];
      expect(other.inStrength).toEqual(one.outStrength);
      expect(other.outStrength).toEqual(one.inStrength);
      expectClose(other.betweenness, one.betweenness!);
      expect(other.authorities === null).toBe(one.hubs === null);
    }),
  );
  const rows = seededScores(15, 0.3, 9);
  const [one, other] = [centralities(studyOf(rows)), centralities(studyOf(transposed(rows)))];
  expectClose(other.authorities, one.hubs!);
  expectClose(other.hubs, one.authorities!);
});

test("each measure satisfies its own equation", () => {
  const rows = seededScores(20, 0.3, 77);
  const found = centralities(studyOf(rows));
  const incoming = (x: readonly number[]) =>
    rows.map((_, to) => rows.reduce((sum, row, from) => sum + row[to]! * x[from]!, 0));
  const image = incoming(found.eigenvector!);
  const radius = Math.hypot(...image);
  expectClose(
    image.map((value) => value / radius),
    found.eigenvector!,
  );
  const { edges } = influenceEdges(studyOf(rows));
  const { values, alpha } = katz(edges, transposeSparse(edges));
  const step = incoming(values).map((value) => alpha * value);
  const constants = values.map((value, i) => value - step[i]!);
  expectClose(
    constants,
    constants.map(() => constants[0]!),
  );
  expect(alpha * radius).toBeLessThan(1);
  expect(found.pageRank!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  const authorities = incoming(found.hubs!);
  const total = authorities.reduce((sum, value) => sum + value, 0);
  expectClose(
    authorities.map((value) => value / total),
    found.authorities!,
  );
});

test("graphology-metrics finds the same betweenness, PageRank, hubs and authorities", () => {
  for (const [size, seed] of [
    [10, 1],
    [29, 2],
    [60, 3],
  ] as const) {
    // Lengths that are sums of distinct strengths rarely tie, so float64 ties do not matter to the reference.
    const rows = seededScores(size, 0.25, seed, [1.01, 1.37, 2.11, 2.93]);
    const graph = new DirectedGraph();
    rows.forEach((_, i) => {
      graph.addNode(idOf(i));
    });
    rows.forEach((row, from) => {
      row.forEach((weight, to) => {
        if (weight !== 0) graph.addDirectedEdge(idOf(from), idOf(to), { weight });
      });
    });
    const found = centralities(studyOf(rows));
    const inOrder = (values: Record<string, number>) => rows.map((_, i) => values[idOf(i)]!);
    const length = (_: string, { weight }: { weight?: number }) => 1 / weight!;
    expectClose(found.betweenness, inOrder(betweennessReference(graph, { getEdgeWeight: length, normalized: true })));
    expectClose(
      found.pageRank,
      inOrder(pageRankReference(graph, { getEdgeWeight: "weight", tolerance: 1e-14, maxIterations: 1000 })),
    );
    const reference = hitsReference(graph, { getEdgeWeight: "weight", tolerance: 1e-13, maxIterations: 10_000 });
    expectClose(found.hubs, inOrder(reference.hubs));
    expectClose(found.authorities, inOrder(reference.authorities));
  }
});

const NETWORKX = `
import json, sys, math
from fractions import Fraction
import networkx as nx, numpy as np
answers = []
for case in json.load(open(sys.argv[1])):
    rows = np.array(case["rows"], dtype=float)
    graph = nx.from_numpy_array(rows, create_using=nx.DiGraph)
    for _, _, data in graph.edges(data=True):
        data["length"] = Fraction(1, int(data["weight"]))
    values = lambda found: [float(found[i]) for i in range(len(rows))]
    hubs, authorities = nx.hits(graph, max_iter=10000, tol=1e-14)
    answers.append({
        "inStrength": values(dict(graph.in_degree(weight="weight"))),
        "outStrength": values(dict(graph.out_degree(weight="weight"))),
        "betweenness": values(nx.betweenness_centrality(graph, weight="length")),
        "closeness": values(nx.closeness_centrality(graph, distance="length")),
        "eigenvector": values(nx.eigenvector_centrality(graph, max_iter=20000, tol=1e-13, weight="weight")) if nx.is_strongly_connected(graph) else None,
        "pageRank": values(nx.pagerank(graph, tol=1e-14, max_iter=1000)),
        "hubs": values(hubs), "authorities": values(authorities),
        "katz": values(nx.katz_centrality(graph, alpha=case["alpha"], max_iter=10000, tol=1e-13, weight="weight")),
    })
print(json.dumps(answers))
`;

const python = pythonWith("networkx", "numpy", "scipy");

test.skipIf(python === null)("networkx, with lengths as exact fractions, finds the same nine measures", () => {
  const cases = (
    [
      [6, 0.5, 11],
      [12, 0.3, 12],
      [29, 0.25, 13],
      [29, 0.08, 14],
      [40, 0.1, 15],
    ] as const
  ).map(([size, fill, seed]) => {
    const rows = seededScores(size, fill, seed);
    const { edges } = influenceEdges(studyOf(rows));
    return { rows, alpha: katz(edges, transposeSparse(edges)).alpha };
  });
  const answers = runPython(python!, NETWORKX, cases) as Record<string, number[] | null>[];
  expect(answers.filter((answer) => answer["eigenvector"] !== null).length).toBeGreaterThan(1);
  answers.forEach((answer, i) => {
    const found = centralities(studyOf(cases[i]!.rows));
    for (const measure of CENTRALITY_MEASURES) if (answer[measure]) expectClose(found[measure], answer[measure]);
  });
});
