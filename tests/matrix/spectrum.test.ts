import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { largestModuli } from "../../src/matrix/arnoldi.js";
import { stronglyConnectedComponents } from "../../src/matrix/components.js";
import { connectivity } from "../../src/matrix/connectivity.js";
import { sparseMatrix } from "../../src/matrix/sparse-matrix.js";
import { spectrum } from "../../src/matrix/spectrum.js";
import { indirect } from "../../src/structure/indirect.js";
import { matrixFrom, randomMatrix, schoolbookPower, scoreRows } from "../matrices.js";

/** Eigenvalues of a non-symmetric matrix of small integers by the QR method, relative to the radius. */
const EIGENVALUE_TOLERANCE = 1e-6;

function moduliByMlMatrix(rows: readonly (readonly number[])[]): number[] {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    new Matrix(rows.map((row) => [...row])),
  );
  return realEigenvalues.map((real, i) => Math.hypot(real, imaginaryEigenvalues[i]!)).sort((a, b) => b - a);
}

const ring = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (j === (i + 1) % size ? 1 : 0)));

test("a ring of 3 has radius 1, twice, and period 3", () => {
  const found = spectrum(matrixFrom(ring(3)));
  expect(found).toMatchObject({ irreducible: true, period: 3, nilpotent: false, limitInfluenceRank: null });
  expect(found.radius).toBeCloseTo(1, 12);
  expect(found.secondRadius).toBeCloseTo(1, 12);
});

test("a chain is nilpotent: no radius, no ratio, no limit, each variable a component", () => {
  const found = spectrum(
    matrixFrom([
      [0, 2, 0],
      [0, 0, 3],
      [0, 0, 0],
    ]),
  );
  expect(found).toMatchObject({
    radius: 0,
    secondRadius: 0,
    ratio: null,
    irreducible: false,
    period: 1,
    nilpotent: true,
    components: [["v1"], ["v2"], ["v3"]],
    limitInfluenceRank: null,
    limitDependenceRank: null,
  });
});

test("a single variable is nilpotent", () => {
  expect(spectrum(matrixFrom([[0]]))).toMatchObject({ nilpotent: true, irreducible: false, components: [["v1"]] });
});

test("rings of 4 and 6 side by side come round after 12 powers", () => {
  const size = 10;
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i < 4 ? (j === (i + 1) % 4 ? 1 : 0) : j === 4 + ((i - 3) % 6) ? 1 : 0)),
  );
  expect(connectivity(matrixFrom(rows))).toMatchObject({ period: 12, irreducible: false, nilpotent: false });
});

test("the radii are the two largest eigenvalue moduli of the whole matrix", () => {
  fc.assert(
    fc.property(scoreRows(3, 7), (rows) => {
      const found = spectrum(matrixFrom(rows));
      fc.pre(!found.nilpotent);
      const [first, second] = moduliByMlMatrix(rows);
      expect(Math.abs(found.radius - first!)).toBeLessThanOrEqual(EIGENVALUE_TOLERANCE * first!);
      // Defective eigenvalues of tiny modulus are known to the square root of the rounding only.
      expect(Math.abs(found.secondRadius - second!)).toBeLessThanOrEqual(1e-3 * first!);
    }),
  );
});

test("a matrix is irreducible exactly when I + M + … + Mⁿ⁻¹ has no zero, nilpotent exactly when Mⁿ is zero", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), (rows) => {
      const size = rows.length;
      const found = connectivity(matrixFrom(rows));
      const reach = rows.map((row, i) => row.map((_, j) => i === j));
      for (let k = 1; k < size; k++)
        for (const [i, row] of schoolbookPower(rows, k).entries())
          for (const [j, v] of row.entries()) if (v > 0n) reach[i]![j] = true;
      expect(found.irreducible).toBe(reach.every((row) => row.every(Boolean)));
      expect(found.nilpotent).toBe(schoolbookPower(rows, size).every((row) => row.every((v) => v === 0n)));
    }),
  );
});

test("components partition the variables, and two variables share one exactly when each reaches the other", () => {
  fc.assert(
    fc.property(scoreRows(1, 7), (rows) => {
      const size = rows.length;
      const reach = rows.map((row, i) => row.map((v, j) => i === j || v > 0));
      for (let via = 0; via < size; via++)
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) if (reach[i]![via] && reach[via]![j]) reach[i]![j] = true;
      const components = stronglyConnectedComponents(sparseMatrix(matrixFrom(rows)));
      expect(components.flat().sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
      const home = (i: number) => components.findIndex((component) => component.includes(i));
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) expect(home(i) === home(j)).toBe(reach[i]![j]! && reach[j]![i]!);
    }),
  );
});

test("Arnoldi finds the moduli that a dense solver finds", () => {
  for (const [size, fill] of [
    [70, 0.25],
    [120, 0.1],
    [150, 0.5],
  ] as const) {
    const matrix = randomMatrix(size, fill, size);
    const found = largestModuli(sparseMatrix(matrix));
    const rows = Array.from({ length: size }, (_, i) => Array.from(matrix.values.subarray(i * size, (i + 1) * size)));
    const [first, second] = moduliByMlMatrix(rows);
    expect(found.converged).toBe(true);
    expect(Math.abs(found.first - first!)).toBeLessThanOrEqual(EIGENVALUE_TOLERANCE * first!);
    expect(Math.abs(found.second - second!)).toBeLessThanOrEqual(EIGENVALUE_TOLERANCE * first!);
  }
});

test("Arnoldi goes on when its space closes early: a ring of 100 has all its moduli 1", () => {
  const found = largestModuli(sparseMatrix(matrixFrom(ring(100))));
  expect(found.first).toBeCloseTo(1, 8);
  expect(found.second).toBeCloseTo(1, 8);
});

test("the limit rankings are the exact rankings of a high power", () => {
  fc.assert(
    fc.property(scoreRows(3, 7), (rows) => {
      const matrix = matrixFrom(rows);
      const found = spectrum(matrix);
      fc.pre(found.irreducible && found.period === 1 && found.ratio! < 0.7);
      const far = indirect(matrix, { power: 200, maxPower: 200 });
      const before = indirect(matrix, { power: 199, maxPower: 200 });
      fc.pre(JSON.stringify(far.influenceRank) === JSON.stringify(before.influenceRank));
      // Entries equal in the limit may part at every finite power, so compare strict orders only.
      found.limitInfluenceRank!.forEach((rank, i) => {
        found.limitInfluenceRank!.forEach((other, j) => {
          if (rank < other) expect(far.influenceRank[i]).toBeLessThan(far.influenceRank[j]!);
        });
      });
    }),
  );
});

test("a variable that nothing leads back from has no limit of its dependence", () => {
  // v3 influences the ring v1, v2 and is influenced by nobody: the ring alone has the radius.
  const found = spectrum(
    matrixFrom([
      [0, 1, 1],
      [1, 0, 0],
      [1, 1, 0],
    ]),
  );
  expect(found.irreducible).toBe(true);
  const oneWay = spectrum(
    matrixFrom([
      [0, 2, 1, 0],
      [1, 0, 1, 0],
      [1, 1, 0, 0],
      [1, 0, 0, 0],
    ]),
  );
  expect(oneWay.irreducible).toBe(false);
  expect(oneWay.limitInfluenceRank).not.toBeNull();
  expect(oneWay.limitDependenceRank).toBeNull();
});

test("a part with the radius leads whatever the loops behind it do: the limit ranking is there", () => {
  const found = spectrum(
    matrixFrom([
      [0, 3, 3, 0, 0],
      [3, 0, 3, 0, 0],
      [3, 3, 0, 0, 0],
      [1, 0, 0, 0, 1],
      [0, 0, 0, 1, 0],
    ]),
  );
  expect(found).toMatchObject({ period: 2, limitInfluenceRank: [1, 1, 1, 4, 5], limitInfluenceReason: null });
  expect(found).toMatchObject({ limitDependenceRank: null, limitDependenceReason: "unreached" });
});

test("why there is no limit ranking is said", () => {
  const reason = (rows: number[][]) => spectrum(matrixFrom(rows)).limitInfluenceReason;
  expect(
    reason([
      [0, 1],
      [0, 0],
    ]),
  ).toBe("nilpotent");
  expect(
    reason([
      [0, 1],
      [1, 0],
    ]),
  ).toBe("periodic");
  const triangle = [
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ];
  const twice = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => (i < 3 === j < 3 ? triangle[i % 3]![j % 3]! : 0)),
  );
  expect(reason(twice)).toBe("several-parts");
  expect(
    reason([
      [0, 1, 1, 0],
      [1, 0, 1, 0],
      [1, 1, 0, 0],
      [0, 0, 0, 0],
    ]),
  ).toBe("unreached");
});

test("the period of many rings is their least common multiple, beyond 2⁵³ too", () => {
  const lengths = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];
  const size = lengths.reduce((sum, length) => sum + length, 0);
  const values = new Float64Array(size * size);
  let first = 0;
  for (const length of lengths) {
    for (let i = 0; i < length; i++) values[(first + i) * size + first + ((i + 1) % length)] = 1;
    first += length;
  }
  const matrix = { size, values, labels: Array.from({ length: size }, (_, i) => `v${i}`) };
  expect(connectivity(matrix).period).toBe(Number(lengths.reduce((product, length) => product * BigInt(length), 1n)));
});
