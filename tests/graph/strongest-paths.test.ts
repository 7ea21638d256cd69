import fc from "fast-check";
import { expect, test } from "vitest";
import { MotriceError, OptionsError } from "../../src/errors.js";
import { strongestPaths } from "../../src/graph/strongest-paths.js";
import { scoreRows } from "../matrices.js";
import { pythonWith, runPython } from "./python-reference.js";
import { idOf, seededScores, studyOf } from "./seeded-studies.js";

/** Every simple path, by distance as a multiple of 1/6 (exact for scores 1 to 3), influences, order of the variables. */
function bruteForce(rows: readonly (readonly number[])[], from: number, to: number, maxLength: number): string[] {
  const found: { path: number[]; sixths: number }[] = [];
  const walk = (path: number[], sixths: number) => {
    rows[path.at(-1)!]!.forEach((strength, next) => {
      if (strength === 0 || path.includes(next) || path.length > maxLength) return;
      const longer = { path: [...path, next], sixths: sixths + 6 / strength };
      if (next === to) found.push(longer);
      else walk(longer.path, longer.sixths);
    });
  };
  walk([from], 0);
  const turn = (a: number[], b: number[]) => {
    const i = a.findIndex((variable, place) => variable !== b[place]);
    return i === -1 ? 0 : a[i]! - b[i]!;
  };
  found.sort((a, b) => a.sixths - b.sixths || a.path.length - b.path.length || turn(a.path, b.path));
  return found.map(({ path, sixths }) => `${path.map(idOf).join("")} ${(sixths / 6).toFixed(9)}`);
}

const written = (paths: ReturnType<typeof strongestPaths>) =>
  paths.map(({ variables, distance }) => `${variables.join("")} ${distance.toFixed(9)}`);

const DIAMOND = [
  [0, 3, 0, 2, 1],
  [0, 0, 3, 0, 0],
  [0, 0, 0, 0, 3],
  [0, 0, 0, 0, 2],
  [0, 0, 0, 0, 0],
];

test("three ways of one length: fewer influences first, though float64 would order 1/3 + 1/3 + 1/3 otherwise", () => {
  expect(strongestPaths(studyOf(DIAMOND), "a", "e")).toEqual([
    { variables: ["a", "e"], strengths: [1], distance: 1, product: 1, weakest: 1 },
    { variables: ["a", "d", "e"], strengths: [2, 2], distance: 1, product: 4, weakest: 2 },
    { variables: ["a", "b", "c", "e"], strengths: [3, 3, 3], distance: 1, product: 27, weakest: 3 },
  ]);
});

test("a bound on the number of influences leaves the longer paths out", () => {
  const lengths = (maxLength: number) =>
    strongestPaths(studyOf(DIAMOND), "a", "e", { maxLength }).map(({ strengths }) => strengths.length);
  expect([lengths(1), lengths(2), lengths(3)]).toEqual([[1], [1, 2], [1, 2, 3]]);
});

test("where there is no way, and through a P there is none, the list is empty", () => {
  expect(strongestPaths(studyOf(DIAMOND), "e", "a")).toEqual([]);
  expect(
    strongestPaths(
      studyOf([
        [null, "P"],
        [null, null],
      ]),
      "a",
      "b",
    ),
  ).toEqual([]);
});

test("the paths are those of trying every way, in order, at every count and length", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 6),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      (rows, count, maxLength) => {
        const last = rows.length - 1;
        const found = strongestPaths(studyOf(rows), "a", idOf(last), { count, maxLength });
        expect(written(found)).toEqual(bruteForce(rows, 0, last, maxLength).slice(0, count));
      },
    ),
    { numRuns: 500 },
  );
});

test("each path is simple, leads from one end to the other, and its numbers follow from its strengths", () => {
  const rows = seededScores(40, 0.2, 6, [0.3, 1.7, Math.PI]);
  const paths = strongestPaths(studyOf(rows), "a", "v39", { count: 30 });
  expect(paths.length).toBe(30);
  paths.forEach(({ variables, strengths, distance, product, weakest }, i) => {
    expect(variables[0]).toBe("a");
    expect(variables.at(-1)).toBe("v39");
    expect(new Set(variables).size).toBe(variables.length);
    expect(distance).toBeCloseTo(
      strengths.reduce((sum, strength) => sum + 1 / strength, 0),
      12,
    );
    expect(product).toBeCloseTo(
      strengths.reduce((total, strength) => total * strength, 1),
      10,
    );
    expect(weakest).toBe(Math.min(...strengths));
    if (i > 0) expect(distance).toBeGreaterThanOrEqual(paths[i - 1]!.distance);
  });
});

test("ends go by id, code or label in either language, upper or lower case", () => {
  const study = studyOf(
    [
      [0, 1],
      [0, 0],
    ],
    {
      variables: [
        { id: "climate", code: "V01", label: { fr: "Climat", en: "Climate change" } },
        { id: "skills", code: "V02", label: { fr: "Compétences", en: "Skills" }, short: "Skl" },
      ],
    },
  );
  for (const from of ["climate", "V01", "v01", "CLIMAT", " Climate change "]) {
    for (const to of ["skills", "v02", "compétences", "COMPE\u0301TENCES", "skl"])
      expect(strongestPaths(study, from, to).length).toBe(1);
  }
});

test("an unknown end is an error that names the nearest variables, for both ends at once", () => {
  const study = studyOf(
    [
      [0, 1],
      [0, 0],
    ],
    {
      variables: [
        { id: "climate", label: "Climate" },
        { id: "energy", label: "Energy" },
      ],
    },
  );
  const attempt = () => strongestPaths(study, "climat", "enregy");
  expect(attempt).toThrow(MotriceError);
  try {
    attempt();
  } catch (error) {
    const { code, issues } = error as MotriceError;
    expect(code).toBe("variable-unknown");
    expect(issues.map(({ path, received }) => [path, received])).toEqual([
      ["from", '"climat"'],
      ["to", '"enregy"'],
    ]);
    expect(issues[0]!.expected).toContain("such as climate (Climate)");
    expect(issues[1]!.expected).toContain("such as energy (Energy)");
  }
});

test("a name that fits several variables is an error that lists them", () => {
  const variables = [
    { id: "x1", label: "One", short: "Same" },
    { id: "x2", label: "Two", short: "Same" },
  ];
  expect(() =>
    strongestPaths(
      studyOf(
        [
          [0, 1],
          [0, 0],
        ],
        { variables },
      ),
      "same",
      "x2",
    ),
  ).toThrow(/several have this name: x1 \(One\), x2 \(Two\)/);
});

test("from and to must differ, and options hold their ranges", () => {
  expect(() => strongestPaths(studyOf(DIAMOND), "a", "A")).toThrow(OptionsError);
  for (const options of [{ count: 0 }, { count: 101 }, { maxLength: 0 }, { count: 1.5 }, { steps: 3 } as object]) {
    expect(() => strongestPaths(studyOf(DIAMOND), "a", "e", options)).toThrow(OptionsError);
  }
});

const NETWORKX = `
import itertools, json, sys, networkx as nx, numpy as np
from fractions import Fraction
rows = np.array(json.load(open(sys.argv[1])))
graph = nx.from_numpy_array(rows, create_using=nx.DiGraph)
for _, _, data in graph.edges(data=True): data["length"] = Fraction(1, int(data["weight"]))
paths = itertools.islice(nx.shortest_simple_paths(graph, 0, len(rows) - 1, weight="length"), 25)
print(json.dumps([float(nx.path_weight(graph, path, "length")) for path in paths]))
`;

const python = pythonWith("networkx", "numpy");

test.skipIf(python === null)("networkx finds paths of the same distances", () => {
  const rows = seededScores(29, 0.2, 31);
  const reference = runPython(python!, NETWORKX, rows) as number[];
  const found = strongestPaths(studyOf(rows), "a", "v28", { count: 25 });
  expect(found.map(({ distance }) => distance.toFixed(12))).toEqual(reference.map((distance) => distance.toFixed(12)));
});
