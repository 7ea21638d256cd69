import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { MotriceError } from "../../src/errors.js";
import { dematel } from "../../src/structure/dematel.js";
import { indirect } from "../../src/structure/indirect.js";
import { matrixFrom, publishedCase, scoreRows } from "../matrices.js";

const medical = publishedCase("dematel_cran_medicaldevice");

test.skipIf(medical === null)("published: total relations of five criteria (Celikbilek and Ozdemir 2020)", () => {
  type Case = {
    matrix: number[][];
    published: Record<"c" | "r" | "c_plus_r" | "c_minus_r", number[]> & { T: number[][] };
  };
  const { matrix, published } = medical as unknown as Case;
  const found = dematel(matrixFrom(matrix));
  // The publication rounds the normalised matrix to 5 decimals first: T moves by at most 6.7e-6, sums of five by less than 4e-5.
  const rounding = (sum: number, expected: number) => expect(Math.abs(sum - expected)).toBeLessThan(4e-5);
  published.T.flat().forEach((value, cell) => {
    expect(Math.abs(found.total[cell]! - value)).toBeLessThan(7e-6);
  });
  published.c.forEach((value, i) => {
    rounding(found.influence[i]!, value);
  });
  published.r.forEach((value, i) => {
    rounding(found.dependence[i]!, value);
  });
  published.c_plus_r.forEach((value, i) => {
    rounding(found.prominence[i]!, value);
  });
  published.c_minus_r.forEach((value, i) => {
    rounding(found.relation[i]!, value);
  });
});

test("T is N + N² + N³ …, term by term", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), (rows) => {
      const sums = [
        ...rows.map((row) => row.reduce((a, b) => a + b, 0)),
        ...rows.map((_, j) => rows.reduce((a, row) => a + row[j]!, 0)),
      ];
      const largest = Math.max(...sums, 1);
      const normal = Matrix.div(new Matrix(rows.map((row) => [...row])), largest);
      let term = normal;
      let series = normal;
      for (let k = 2; k <= 3000; k++) {
        term = term.mmul(normal);
        series = Matrix.add(series, term);
      }
      // Fades within 3000 terms, or the series is no second route.
      fc.pre(term.max() < 1e-13);
      const expected = series.to1DArray();
      for (const [cell, value] of dematel(matrixFrom(rows)).total.entries()) {
        expect(Math.abs(value - expected[cell]!)).toBeLessThan(1e-8);
      }
    }),
    { numRuns: 40 },
  );
});

test("an all-zero matrix has no influence at all", () => {
  expect(
    dematel(
      matrixFrom([
        [0, 0],
        [0, 0],
      ]),
    ).total,
  ).toEqual([0, 0, 0, 0]);
  expect(
    indirect(
      matrixFrom([
        [0, 0],
        [0, 0],
      ]),
      { measure: "dematel" },
    ),
  ).toMatchObject({ classes: [null, null], power: null });
});

test("a closed ring never fades: dematel says so instead of inventing numbers", () => {
  for (const size of [2, 3, 7]) {
    const ring = matrixFrom(
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (j === (i + 1) % size ? 2 : 0))),
    );
    expect(() => dematel(ring)).toThrow(MotriceError);
    expect(() => indirect(ring, { measure: "dematel" })).toThrow("closed rings");
  }
});

test("equal variables share a rank in spite of rounding", () => {
  const plane = indirect(
    matrixFrom([
      [0, 1, 1, 3],
      [2, 0, 1, 1],
      [2, 1, 0, 1],
      [0, 2, 2, 0],
    ]),
    { measure: "dematel" },
  );
  expect(plane.influenceRank[1]).toBe(plane.influenceRank[2]);
  expect(plane.dependenceRank[1]).toBe(plane.dependenceRank[2]);
});
