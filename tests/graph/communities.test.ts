import fc from "fast-check";
import { DirectedGraph } from "graphology";
import louvainModule from "graphology-communities-louvain";
import { expect, test } from "vitest";
import { adjustedRandIndex } from "../../src/graph/adjusted-rand-index.js";
import { communities, communityAgreement } from "../../src/graph/communities.js";
import { influenceEdges } from "../../src/graph/influences.js";
import { modularity } from "../../src/graph/modularity.js";
import { scoreRows, seededRandom } from "../matrices.js";
import { pythonWith, runPython } from "./python-reference.js";
import { seededScores, studyOf, transposed } from "./seeded-studies.js";

// A CommonJS package whose types speak of a default export: to an ES module, the function itself is what is imported.
const referenceLouvain = louvainModule as unknown as typeof louvainModule.default;

/** Four groups of ten; inside a group influences are frequent and strong. */
function planted(seed: number): number[][] {
  const random = seededRandom(seed);
  const inside = (a: number, b: number) => a % 4 === b % 4;
  return Array.from({ length: 40 }, (_, from) =>
    Array.from({ length: 40 }, (_, to) => {
      const there = random() < (inside(from, to) ? 0.6 : 0.05);
      return from !== to && there ? (inside(from, to) ? 3 : 1) : 0;
    }),
  );
}

test("two pairs with nothing between them are two communities, numbered by first appearance", () => {
  const direct = [
    [0, 0, 0, 2],
    [0, 0, 2, 0],
    [0, 2, 0, 0],
    [2, 0, 0, 0],
  ];
  // Q = 2 · (1/2 − 1/4).
  expect(communities(studyOf(direct))).toEqual({ communities: [0, 1, 1, 0], modularity: 0.5, seed: 1 });
});

test("without any influence each variable is a community of its own", () => {
  expect(
    communities(
      studyOf([
        [null, "P"],
        [null, null],
      ]),
    ),
  ).toEqual({ communities: [0, 1], modularity: null, seed: 1 });
  expect(communities(studyOf([[null]])).communities).toEqual([0]);
});

test("planted groups are found, whatever the seed", () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect(communities(studyOf(planted(seed)), { seed }).communities).toEqual(
      Array.from({ length: 40 }, (_, i) => i % 4),
    );
  }
});

test("the same study and seed give the same partition; multiplying the scores changes nothing", () => {
  const rows = seededScores(60, 0.2, 3);
  const found = communities(studyOf(rows), { seed: 7 });
  expect(communities(studyOf(rows), { seed: 7 })).toEqual(found);
  expect(communities(studyOf(rows.map((row) => row.map((value) => 2 * value))), { seed: 7 }).communities).toEqual(
    found.communities,
  );
  expect(() => communities(studyOf(rows), { seed: -1 })).toThrow(/seed: expected an integer/);
});

test("modularity is the sum over pairs of its definition, and joining two communities never raises it", () => {
  fc.assert(
    fc.property(scoreRows(2, 7), (rows) => {
      const total = rows.flat().reduce((sum, value) => sum + value, 0);
      fc.pre(total > 0);
      const [out, into] = [rows, transposed(rows)].map((each) =>
        each.map((row) => row.reduce((sum, value) => sum + value, 0)),
      );
      const quality = (parts: readonly number[]) => {
        let sum = 0;
        rows.forEach((row, i) => {
          row.forEach((value, j) => {
            if (parts[i] === parts[j]) sum += value / total - (out![i]! * into![j]!) / total ** 2;
          });
        });
        return sum;
      };
      const found = communities(studyOf(rows));
      expect(found.modularity).toBeCloseTo(quality(found.communities), 12);
      // Louvain ends where whole communities cannot join with gain.
      const parts = [...new Set(found.communities)];
      for (const one of parts) {
        for (const other of parts) {
          const joined = found.communities.map((part) => (part === one ? other : part));
          expect(quality(joined)).toBeLessThanOrEqual(found.modularity! + 1e-9);
        }
      }
    }),
  );
});

test("graphology-communities-louvain reaches no better modularity, by more than a fiftieth", () => {
  let [own, reference] = [0, 0];
  for (let seed = 1; seed <= 20; seed++) {
    const rows = seededScores(50, 0.15, seed);
    const graph = new DirectedGraph();
    rows.forEach((_, i) => {
      graph.addNode(String(i));
    });
    rows.forEach((row, from) => {
      row.forEach((weight, to) => {
        if (weight !== 0) graph.addDirectedEdge(String(from), String(to), { weight });
      });
    });
    own += communities(studyOf(rows), { seed }).modularity!;
    reference += referenceLouvain.detailed(graph, { getEdgeWeight: "weight", rng: seededRandom(seed) }).modularity;
  }
  expect(own).toBeGreaterThan(0.98 * reference);
});

test("small systems: nearly the best modularity of all partitions", () => {
  const partitions = (size: number): number[][] =>
    size === 0
      ? [[]]
      : partitions(size - 1).flatMap((parts) => {
          const next = Math.max(-1, ...parts) + 1;
          return Array.from({ length: next + 1 }, (_, part) => [...parts, part]);
        });
  let [own, best] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    // Some variables mostly influence, others are mostly influenced, so that direction matters.
    const rows = seededScores(7, 0.5, seed).map((row, from) =>
      row.map((value, to) => (from < 3 || to > 4 ? value : value / 8)),
    );
    const { edges } = influenceEdges(studyOf(rows));
    own += communities(studyOf(rows), { seed }).modularity!;
    best += partitions(7).reduce((most, parts) => Math.max(most, modularity(edges, parts)), -1);
  }
  expect(own).toBeLessThanOrEqual(best + 1e-9);
  expect(own).toBeGreaterThan(0.95 * best);
});

test("the adjusted Rand index: same partition 1, whatever the names; crossed pairs −1/2; one part against all apart 0", () => {
  expect(adjustedRandIndex([0, 0, 1, 1], ["x", "x", "y", "y"])).toBe(1);
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBe(-0.5);
  expect(adjustedRandIndex([0, 0, 0], [0, 1, 2])).toBe(0);
  expect(adjustedRandIndex([0, 1, 2], [5, 6, 7])).toBe(1);
  expect(adjustedRandIndex([1, 1], [2, 2])).toBe(1);
  expect(adjustedRandIndex([], [])).toBe(1);
  expect(() => adjustedRandIndex([1], [])).toThrow(RangeError);
});

test("the adjusted Rand index of the table of Hubert and Arabie's formula, counted by pairs", () => {
  const partitions = fc.integer({ min: 2, max: 9 }).chain((size) => {
    const parts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: size, maxLength: size });
    return fc.tuple(parts, parts);
  });
  fc.assert(
    fc.property(partitions, ([first, second]) => {
      const counts = { both: 0, first: 0, second: 0, all: 0 };
      for (let i = 0; i < first.length; i++) {
        for (let j = 0; j < i; j++) {
          const [one, other] = [first[i] === first[j], second[i] === second[j]];
          counts.all++;
          if (one) counts.first++;
          if (other) counts.second++;
          if (one && other) counts.both++;
        }
      }
      const expected = (counts.first * counts.second) / counts.all;
      const most = (counts.first + counts.second) / 2;
      fc.pre(Math.abs(most - expected) > 1e-12);
      expect(adjustedRandIndex(first, second)).toBeCloseTo((counts.both - expected) / (most - expected), 12);
      expect(adjustedRandIndex(second, first)).toBeCloseTo(adjustedRandIndex(first, second), 12);
    }),
  );
});

test("agreement with the blocks looks at variables that have one, and is null where none has", () => {
  const rows = [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
  ];
  const variables = (blocks: (string | null)[]) => blocks.map((block, i) => ({ id: `v${i}`, label: `V ${i}`, block }));
  const blocks = [
    { id: "x", label: "X" },
    { id: "y", label: "Y" },
  ];
  expect(communityAgreement(studyOf(rows), [0, 0, 1])).toBeNull();
  expect(communityAgreement(studyOf(rows, { blocks, variables: variables(["x", "x", "y"]) }), [0, 0, 1])).toBe(1);
  expect(communityAgreement(studyOf(rows, { blocks, variables: variables(["x", "x", null]) }), [0, 0, 0])).toBe(1);
});

const python = pythonWith("networkx");

test.skipIf(python === null)("networkx computes the same modularity of the partition", () => {
  const script = `
import json, sys, networkx as nx
case = json.load(open(sys.argv[1]))
graph = nx.DiGraph()
graph.add_nodes_from(range(len(case["rows"])))
graph.add_weighted_edges_from((i, j, w) for i, row in enumerate(case["rows"]) for j, w in enumerate(row) if w)
parts = {}
for i, part in enumerate(case["communities"]): parts.setdefault(part, set()).add(i)
print(json.dumps(nx.community.modularity(graph, parts.values())))
`;
  const rows = seededScores(30, 0.2, 17);
  const found = communities(studyOf(rows));
  expect(found.modularity).toBeCloseTo(
    runPython(python!, script, { rows, communities: found.communities }) as number,
    12,
  );
});
