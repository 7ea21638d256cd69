import fc from "fast-check";
import { expect, test } from "vitest";
import { changeSums, emptyChangedSums } from "../../src/sensitivity/changed-sums.js";
import { highSums } from "../../src/sensitivity/high-sums.js";
import { countWalks, emptyWalkCounts } from "../../src/sensitivity/walk-counts.js";
import { matrixFrom, schoolbookPower, scoreRows } from "../matrices.js";

test("the walks of two variables, and a new influence between them, worked by hand", () => {
  // M = (0 2; 0 0): M² = 0. With b → a 1: M² = (2 0; 0 2).
  const walks = emptyWalkCounts(2, 2);
  const sums = emptyChangedSums(2, 2);
  countWalks(walks, Float64Array.of(0, 2, 0, 0));
  expect([...walks.influence]).toEqual([1, 1, 2, 0, 0, 0]);
  expect([...walks.dependence]).toEqual([1, 1, 0, 2, 0, 0]);
  changeSums(walks, 1, 0, 1, sums);
  expect([...sums.influence]).toEqual([2, 2]);
  expect([...sums.dependence]).toEqual([2, 2]);
});

test("updated sums are those of the whole power of the changed matrix, multiplied out in integers", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), fc.integer({ min: 1, max: 7 }), fc.nat(), fc.nat(), (rows, power, row, column) => {
      const size = rows.length;
      const from = row % size;
      const to = (from + 1 + (column % (size - 1))) % size;
      const walks = emptyWalkCounts(size, power);
      const sums = emptyChangedSums(size, power);
      countWalks(walks, matrixFrom(rows).values);
      for (const delta of rows[from]![to]! > 0 ? [-1, 1] : [1]) {
        changeSums(walks, from, to, delta, sums);
        const changed = rows.map((cells, i) => cells.map((cell, j) => (i === from && j === to ? cell + delta : cell)));
        const whole = schoolbookPower(changed, power);
        const add = (values: readonly bigint[]) => Number(values.reduce((sum, value) => sum + value, 0n));
        expect([...sums.influence]).toEqual(whole.map(add));
        expect([...sums.dependence]).toEqual(whole.map((_, j) => add(whole.map((cells) => cells[j]!))));
      }
    }),
  );
});

test("a sum closer to the line than the error leaves the axis undecided, but for the median itself", () => {
  const high = new Uint8Array(3);
  expect(highSums(3, "mean")(Float64Array.of(1, 2, 3), 0, high)).toEqual({ factor: 3, line: 6, total: 6 });
  expect([...high]).toEqual([0, 1, 1]);
  expect(highSums(3, "mean")(Float64Array.of(1, 2, 3), 1e-12, high)).toBeNull();
  expect(highSums(3, "mean")(Float64Array.of(1, 2, 4), 1e-12, high)).not.toBeNull();
  expect(highSums(3, "median")(Float64Array.of(1, 2, 3), 1e-12, high)).toEqual({ factor: 2, line: 4, total: 6 });
  expect([...high]).toEqual([0, 1, 1]);
  expect(highSums(3, "median")(Float64Array.of(2, 2, 3), 1e-12, high)).toBeNull();
  expect(highSums(3, "median")(Float64Array.of(1, 2, 2 + 1e-12), 1e-12, high)).toBeNull();
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(highSums(3, "mean")(Float64Array.of(1, 2, odd), odd, high)).toBeNull();
  }
});

test("the middle sums are found whatever the planes before were", () => {
  const middle = highSums(5, "median");
  const high = new Uint8Array(5);
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 5, maxLength: 5 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      expect(middle(Float64Array.from(values), 0, high)?.line).toBe(2 * sorted[2]!);
      expect([...high]).toEqual(values.map((value) => (value >= sorted[2]! ? 1 : 0)));
    }),
  );
});
