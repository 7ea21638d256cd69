import fc from "fast-check";
import { expect, test } from "vitest";
import { indirect } from "../../src/structure/indirect.js";
import { countSwaps, stability } from "../../src/structure/stability.js";
import { matrixFrom, scoreRows } from "../matrices.js";

test("swaps are pairs ordered strictly both ways: a tie is no swap", () => {
  expect(countSwaps(Int32Array.of(1, 2, 3), Int32Array.of(3, 2, 1))).toBe(3);
  expect(countSwaps(Int32Array.of(1, 1, 3), Int32Array.of(3, 1, 2))).toBe(1);
  expect(countSwaps(Int32Array.of(1, 1), Int32Array.of(2, 1))).toBe(0);
});

test("a row a power from 2, with the swaps between the two rankings and their percentage", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), (rows) => {
      const matrix = matrixFrom(rows);
      const table = stability(matrix, { maxPower: 12 });
      expect(table.map((row) => row.power)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      const pairs = (rows.length * (rows.length - 1)) / 2;
      for (const row of table) {
        const [before, after] = [row.power - 1, row.power].map((power) => indirect(matrix, { power }).influenceRank);
        let swaps = 0;
        before!.forEach((_, i) => {
          before!.forEach((_, j) => {
            if (i < j && Math.sign(before![i]! - before![j]!) * Math.sign(after![i]! - after![j]!) === -1) swaps++;
          });
        });
        expect(row.influenceSwaps).toBe(swaps);
        expect(row.influencePercent).toBe(100 * (1 - swaps / pairs));
      }
    }),
    { numRuns: 30 },
  );
});

test("a single variable keeps its ranking: 100 %", () => {
  expect(stability(matrixFrom([[0]]), { maxPower: 3 })).toEqual([
    { power: 2, influenceSwaps: 0, dependenceSwaps: 0, influencePercent: 100, dependencePercent: 100 },
    { power: 3, influenceSwaps: 0, dependenceSwaps: 0, influencePercent: 100, dependencePercent: 100 },
  ]);
});

test("from the stable power on there are no swaps", () => {
  fc.assert(
    fc.property(scoreRows(3, 7), (rows) => {
      const matrix = matrixFrom(rows);
      const plane = indirect(matrix);
      fc.pre(plane.stable);
      const after = stability(matrix).filter((row) => row.power > plane.power!);
      expect(after.every((row) => row.influenceSwaps === 0 && row.dependenceSwaps === 0)).toBe(true);
    }),
  );
});
