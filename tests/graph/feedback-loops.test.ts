import fc from "fast-check";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { type FeedbackLoop, feedbackLoops } from "../../src/graph/feedback-loops.js";
import type { InfluenceMatrix } from "../../src/matrix/influence-matrix.js";
import { matrixFrom, permuted, scoreRows } from "../matrices.js";
import { pythonWith, runPython } from "./python-reference.js";
import { idOf, seededScores, studyOf, transposed } from "./seeded-studies.js";

const ALL = { maxLength: 12, limit: 10_000 };

/** Every circuit by trying every way, in the order the results promise. */
function bruteForce(rows: readonly (readonly number[])[], maxLength: number): FeedbackLoop[] {
  const found: { path: number[]; strengths: number[] }[] = [];
  const walk = (path: number[], strengths: number[]) => {
    const here = path.at(-1)!;
    rows[here]!.forEach((strength, to) => {
      if (strength === 0) return;
      if (to === path[0]) found.push({ path, strengths: [...strengths, strength] });
      else if (to > path[0]! && !path.includes(to) && path.length < maxLength)
        walk([...path, to], [...strengths, strength]);
    });
  };
  rows.forEach((_, start) => {
    walk([start], []);
  });
  const product = (strengths: number[]) =>
    [...strengths].sort((a, b) => b - a).reduce((total, each) => total * each, 1);
  const loops = found.map(({ path, strengths }) => ({
    path,
    product: Math.min(product(strengths), Number.MAX_VALUE),
    weakest: Math.min(...strengths),
  }));
  const turn = (a: number[], b: number[]) => {
    const i = a.findIndex((variable, place) => variable !== b[place]);
    return i === -1 ? 0 : a[i]! - b[i]!;
  };
  loops.sort(
    (a, b) => b.product - a.product || b.weakest - a.weakest || a.path.length - b.path.length || turn(a.path, b.path),
  );
  return loops.map(({ path, ...rest }) => ({ variables: path.map(idOf), ...rest, length: path.length }));
}

test("two variables that influence each other are one loop", () => {
  expect(
    feedbackLoops(
      studyOf([
        [0, 3],
        [2, 0],
      ]),
    ),
  ).toEqual({
    loops: [{ variables: ["a", "b"], product: 6, weakest: 2, length: 2 }],
    complete: true,
    exact: true,
  });
});

test("loops come by product, then weakest strength, then fewer variables, then order of the variables", () => {
  // a ⇄ b: 3·2 = 6; a → c → a: 6·1 = 6 with a weaker link; a → d → e → a: 3·2·1 = 6; b ⇄ c: 2·2 = 4 twice with d ⇄ f.
  const direct = [
    [0, 3, 6, 3, 0, 0],
    [2, 0, 2, 0, 0, 0],
    [1, 2, 0, 0, 0, 0],
    [0, 0, 0, 0, 2, 2],
    [1, 0, 0, 0, 0, 0],
    [0, 0, 0, 2, 0, 0],
  ];
  const { loops } = feedbackLoops(studyOf(direct), { maxLength: 3 });
  expect(loops.map(({ variables, product }) => `${variables.join("")} ${product}`)).toEqual([
    "acb 24", // 6·2·2
    "ab 6",
    "ac 6",
    "abc 6",
    "ade 6",
    "bc 4",
    "df 4",
  ]);
});

test("P, blanks and one-way influences make no loop", () => {
  const none = { loops: [], complete: true, exact: true };
  expect(
    feedbackLoops(
      studyOf([
        [null, "P"],
        ["P", null],
      ]),
    ),
  ).toEqual(none);
  expect(
    feedbackLoops(
      studyOf([
        [null, 3],
        ["P", null],
      ]),
    ),
  ).toEqual(none);
  expect(
    feedbackLoops(
      studyOf([
        [0, 3, 3],
        [0, 0, 3],
        [0, 0, 0],
      ]),
    ),
  ).toEqual(none);
  expect(feedbackLoops(studyOf([[null]]))).toEqual(none);
});

test("a complete digraph of n variables has n! ÷ ((n − k)! k) loops of k variables", () => {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  for (let n = 2; n <= 7; n++) {
    const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 0 : 1)));
    const { loops, complete } = feedbackLoops(studyOf(rows), ALL);
    expect(complete).toBe(true);
    for (let k = 2; k <= n; k++) {
      expect(loops.filter(({ length }) => length === k).length).toBe(factorial(n) / (factorial(n - k) * k));
    }
  }
});

test("the strongest loops are those of trying every way, at every limit and length", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 6),
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 0, max: 12 }),
      (rows, maxLength, limit) => {
        const all = bruteForce(rows, maxLength);
        const found = feedbackLoops(studyOf(rows), { maxLength, limit });
        expect(found).toEqual({ loops: all.slice(0, limit), complete: all.length <= limit, exact: true });
      },
    ),
    { numRuns: 500 },
  );
});

/** The matrix of {@link studyOf}, with strengths beyond those a study may hold. */
function lettered(rows: readonly (readonly number[])[]): InfluenceMatrix {
  return { ...matrixFrom(rows), labels: rows.map((_, i) => idOf(i)) };
}

test("the same holds for strengths that are not whole, and for larger systems", () => {
  for (const [seed, values] of [
    [1, [0.5, 1, 1.5, 2.5]],
    [2, [0.1, 0.2, 0.3, 0.7]],
    [3, [1 / 3, 2 / 3, 1, 5 / 3]],
    [4, [1e-200, 1, 1e200]],
    [5, [1, 2, 3]],
  ] as const) {
    const rows = seededScores(14, 0.4, seed, values);
    for (const maxLength of [3, 5]) {
      const found = feedbackLoops(lettered(rows), { maxLength, limit: 40 });
      expect(found).toEqual({ loops: bruteForce(rows, maxLength).slice(0, 40), complete: false, exact: true });
    }
  }
});

test("strengths whose products round, overflow or underflow keep their order", () => {
  const anyRows = fc.constantFrom([0.1, 0.3, 0.7], [1e-110, 3e-110, 2e100], [1e-160, 3e-160, 7e-161]).chain((values) =>
    fc.integer({ min: 3, max: 6 }).chain((size) => {
      const row = fc.array(fc.constantFrom(0, ...values), { minLength: size, maxLength: size });
      const rows = fc.array(row, { minLength: size, maxLength: size });
      return rows.map((all) => all.map((cells, i) => cells.map((value, j) => (i === j ? 0 : value))));
    }),
  );
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 30 }), (rows, maxLength, limit) => {
      const found = feedbackLoops(lettered(rows), { maxLength, limit });
      expect(found.exact).toBe(true);
      expect(found.loops).toEqual(bruteForce(rows, maxLength).slice(0, limit));
    }),
    { numRuns: 500 },
  );
});

test("reordering the variables gives the same loops, turned to their first variable", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 6).chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(
            rows.map((_, i) => i),
            { minLength: rows.length },
          ),
        ),
      ),
      ([rows, order]) => {
        const turned = (variables: readonly string[]) => {
          const first = variables.indexOf([...variables].sort()[0]!);
          return [...variables.slice(first), ...variables.slice(0, first)].join();
        };
        const before = feedbackLoops(studyOf(rows), ALL).loops.map(
          ({ variables, product }) => `${turned(variables)} ${product}`,
        );
        const after = feedbackLoops(studyOf(permuted(rows, order)), ALL).loops.map(({ variables, product }) => {
          const named = variables.map((id) => idOf(order[id.charCodeAt(0) - 97]!));
          return `${turned(named)} ${product}`;
        });
        expect(after.sort()).toEqual(before.sort());
      },
    ),
  );
});

test("transposing turns every loop round and keeps its strength", () => {
  const rows = seededScores(7, 0.4, 3);
  const strengths = (direct: number[][]) =>
    feedbackLoops(studyOf(direct), ALL).loops.map(({ product, weakest, length }) => [product, weakest, length]);
  expect(strengths(transposed(rows))).toEqual(strengths(rows));
});

test("the bound on steps ends the search, and the result says so", () => {
  const rows = seededScores(60, 0.5, 8, [1, 1.1, 1.3, 1.7, 1.9]);
  const found = feedbackLoops(studyOf(rows), { maxLength: 12, limit: 50, maxSteps: 20_000 });
  expect(found.complete).toBe(false);
  expect(found.exact).toBe(false);
  expect(found.loops.length).toBeLessThanOrEqual(50);
  expect(new Set(found.loops.map(({ variables }) => variables.join())).size).toBe(found.loops.length);
});

test("1 000 variables and 100 000 influences are searched exactly", () => {
  const rows = seededScores(1000, 0.1, 4);
  const values = Float64Array.from(rows.flat());
  const { loops, complete, exact } = feedbackLoops({ size: 1000, values, labels: rows.map((_, i) => String(i)) });
  expect([loops.length, complete, exact]).toEqual([50, false, true]);
  expect(loops[0]!.product).toBe(81);
});

test("options out of range are refused by name", () => {
  const study = studyOf([
    [0, 1],
    [1, 0],
  ]);
  for (const options of [{ maxLength: 1 }, { maxLength: 2.5 }, { limit: -1 }, { limit: Number.NaN }, { maxSteps: 0 }]) {
    expect(() => feedbackLoops(study, options)).toThrow(OptionsError);
  }
  expect(() => feedbackLoops(study, { length: 3 } as object)).toThrow(
    /length: expected no option of this name \(known: maxLength, limit, maxSteps\)/,
  );
});

const NETWORKX = `
import json, sys, networkx as nx, numpy as np
rows = np.array(json.load(open(sys.argv[1])))
graph = nx.from_numpy_array(rows, create_using=nx.DiGraph)
found = []
for loop in nx.simple_cycles(graph, length_bound=4):
    first = loop.index(min(loop))
    found.append(loop[first:] + loop[:first])
print(json.dumps(sorted(found)))
`;

const python = pythonWith("networkx", "numpy");

test.skipIf(python === null)("networkx lists the same circuits", () => {
  const rows = seededScores(29, 0.2, 21);
  const reference = (runPython(python!, NETWORKX, rows) as number[][]).map((loop) => loop.map(idOf).join());
  const { loops, complete } = feedbackLoops(studyOf(rows), { maxLength: 4, limit: 10_000 });
  expect(complete).toBe(true);
  expect(loops.map(({ variables }) => variables.join()).sort()).toEqual(reference.sort());
});
