import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { attenuatedSums } from "../../src/matrix/attenuated-sums.js";
import { type InfluenceMatrix, transpose } from "../../src/matrix/influence-matrix.js";
import { powerMatrix } from "../../src/matrix/power-matrix.js";
import { bigintPowerSums, type PowerSums, powerSums } from "../../src/matrix/power-sums.js";
import { matrixFrom, randomMatrix, schoolbookPower, scoreRows } from "../matrices.js";

/** float64 products of a few dozen terms: the rounding of ml-matrix's powers, relative. */
const FLOAT_POWER_TOLERANCE = 1e-12;

function sumsAt(source: Generator<PowerSums, never>, power: number): PowerSums {
  for (let k = 1; k < power; k++) source.next();
  return source.next().value;
}

const rowSums = (power: readonly (readonly bigint[])[]) =>
  power.map((row) => row.reduce((sum, value) => sum + value, 0n));

test("the sums of a power are the row sums of the power multiplied out", () => {
  fc.assert(
    fc.property(scoreRows(1, 6), fc.integer({ min: 1, max: 30 }), (rows, power) => {
      const expected = schoolbookPower(rows, power);
      expect(sumsAt(powerSums(matrixFrom(rows)), power).sums()).toEqual({
        numerators: rowSums(expected),
        denominator: 1n,
      });
      const columns = rows.map((_, j) => expected.reduce((sum, row) => sum + row[j]!, 0n));
      expect(sumsAt(powerSums(transpose(matrixFrom(rows))), power).sums().numerators).toEqual(columns);
    }),
  );
});

test("limbs and BigInt give the same sums and ranks at every power", () => {
  const scores = [1, 2, 3].map((seed) => randomMatrix(40, 0.3, seed));
  const means = scores.map((matrix) => ({
    ...matrix,
    values: matrix.values.map((value, i) => (value * (i % 99)) / 100),
  }));
  for (const matrix of [...scores, ...means]) {
    const limbs = powerSums(matrix);
    const plain = bigintPowerSums(matrix);
    for (let power = 1; power <= 60; power++) {
      const [a, b] = [limbs.next().value, plain.next().value];
      expect(a.sums()).toEqual(b.sums());
      expect(a.ranks()).toEqual(b.ranks());
    }
  }
});

test("the sums are those of the full powers of ml-matrix", () => {
  const matrix = randomMatrix(29, 0.25, 7);
  for (const power of [1, 2, 5, 8]) {
    const full = powerMatrix(matrix, power);
    const sums = sumsAt(powerSums(matrix), power).sums().numerators.map(Number);
    const expected = Matrix.from1DArray(29, 29, Array.from(full.values)).sum("row");
    sums.forEach((sum, i) => {
      expect(Math.abs(sum - expected[i]!)).toBeLessThanOrEqual(FLOAT_POWER_TOLERANCE * sum);
    });
  }
});

test("cells that are decimal numbers have exact sums: tenths do what integers do", () => {
  fc.assert(
    fc.property(scoreRows(2, 5), fc.integer({ min: 1, max: 12 }), (rows, power) => {
      const tenths = matrixFrom(rows.map((row) => row.map((value) => value / 10)));
      const { numerators, denominator } = sumsAt(powerSums(tenths), power).sums();
      const whole = rowSums(schoolbookPower(rows, power));
      whole.forEach((sum, i) => {
        expect(sum * denominator).toBe(numerators[i]! * 10n ** BigInt(power));
      });
    }),
  );
});

test("two rows equal by construction tie at any power, at n = 40 and k = 60", () => {
  const matrix = randomMatrix(40, 0.3, 11);
  const copied = Float64Array.from(matrix.values);
  // Rows 3 and 17 alike, with no influence on each other or themselves.
  for (const row of [3, 17]) for (const column of [3, 17]) copied[row * 40 + column] = 0;
  for (let column = 0; column < 40; column++) copied[17 * 40 + column] = copied[3 * 40 + column]!;
  const twin: InfluenceMatrix = { ...matrix, values: copied };
  const at60 = sumsAt(powerSums(twin), 60);
  expect(at60.ranks()[3]).toBe(at60.ranks()[17]);
  expect(at60.sums().numerators[3]).toBe(at60.sums().numerators[17]);
});

test("sums one apart in 200 bits do not tie", () => {
  // A chain of powers of two that meets an odd 1 at the end: variable 1 has 2^k paths, variable 2 one more.
  const rows = [
    [0, 2, 0, 0, 0],
    [2, 0, 0, 0, 0],
    [0, 2, 0, 0, 1],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 1, 0],
  ];
  const at200 = sumsAt(powerSums(matrixFrom(rows)), 200);
  const { numerators } = at200.sums();
  expect(numerators[0]).toBe(2n ** 200n);
  expect(numerators[2]! - numerators[0]!).toBe(1n);
  expect(Array.from(at200.ranks().slice(0, 3))).toEqual([2, 2, 1]);
});

test("cells too large for limbs are still exact", () => {
  const rows = [
    [0, 2 ** 52, 1],
    [1, 0, 2 ** 40],
    [3, 1, 0],
  ];
  expect(sumsAt(powerSums(matrixFrom(rows)), 9).sums().numerators).toEqual(rowSums(schoolbookPower(rows, 9)));
});

test("attenuated sums are the sum of attenuated powers", () => {
  fc.assert(
    fc.property(
      scoreRows(1, 5),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(1, 0.5, 0.25, 0.1),
      (rows, terms, attenuation) => {
        const { numerators, denominator } = sumsAt(attenuatedSums(matrixFrom(rows), attenuation), terms).sums();
        const scale = BigInt(Math.round(1 / attenuation));
        const top = scale ** BigInt(terms - 1);
        const expected = rows.map((_, i) => {
          let sum = 0n;
          for (let j = 1; j <= terms; j++)
            sum += rowSums(schoolbookPower(rows, j))[i]! * (top / scale ** BigInt(j - 1));
          return sum;
        });
        numerators.forEach((numerator, i) => {
          expect(numerator * top).toBe(expected[i]! * denominator);
        });
      },
    ),
  );
});
