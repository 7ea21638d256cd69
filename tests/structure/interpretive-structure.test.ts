import fc from "fast-check";
import { expect, test } from "vitest";
import { interpretiveStructure } from "../../src/structure/interpretive-structure.js";
import { vester } from "../../src/structure/vester.js";
import { matrixFrom, publishedCase, scoreRows } from "../matrices.js";

const offshore = publishedCase("ism_kumar2014_offshore9");

test.skipIf(offshore === null)(
  "published: closure, powers and levels of nine risks (Kumar, Sharma and Chauhan 2014)",
  () => {
    type Published = {
      final_reachability: number[][];
      driving_power: number[];
      dependence: number[];
      levels: number[];
    };
    const { matrix, published } = offshore as unknown as { matrix: number[][]; published: Published };
    const found = interpretiveStructure(matrixFrom(matrix));
    expect(found.reachability).toEqual(published.final_reachability);
    expect(found.drivingPower).toEqual(published.driving_power);
    expect(found.dependencePower).toEqual(published.dependence);
    expect(found.levels).toEqual(published.levels);
  },
);

test("a chain has one level a variable, results first", () => {
  expect(
    interpretiveStructure(
      matrixFrom([
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 0],
      ]),
    ).levels,
  ).toEqual([3, 2, 1]);
});

test("a cut leaves weaker influences out", () => {
  const matrix = matrixFrom([
    [0, 3, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);
  expect(interpretiveStructure(matrix, { cut: 2 }).levels).toEqual([2, 1, 1]);
  expect(() => interpretiveStructure(matrix, { cut: 0 })).toThrow("cut");
});

test("reachability is what walking the graph finds; levels never rise along an influence", () => {
  fc.assert(
    fc.property(scoreRows(1, 7), (rows) => {
      const found = interpretiveStructure(matrixFrom(rows));
      rows.forEach((_, start) => {
        const seen = new Set([start]);
        for (const at of seen)
          rows[at]!.forEach((value, to) => {
            void (value > 0 && seen.add(to));
          });
        expect(found.reachability[start]).toEqual(rows.map((_, to) => (seen.has(to) ? 1 : 0)));
        for (const to of seen) expect(found.levels[start]).toBeGreaterThanOrEqual(found.levels[to]!);
      });
      expect(new Set(found.levels)).toEqual(
        new Set(Array.from({ length: Math.max(...found.levels) }, (_, i) => i + 1)),
      );
    }),
  );
});

test("Vester: sums, product and quotient; no quotient by zero", () => {
  expect(
    vester(
      matrixFrom([
        [0, 2, 1],
        [0, 0, 1],
        [0, 0, 0],
      ]),
    ),
  ).toEqual({
    activeSum: [3, 1, 0],
    passiveSum: [0, 2, 2],
    product: [0, 2, 0],
    quotient: [null, 0.5, 0],
  });
});
