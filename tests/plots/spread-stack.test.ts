import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadStack } from "../../src/plots/labels/spread-stack.js";

const items = fc.array(
  fc.record({ wanted: fc.double({ min: 0, max: 500, noNaN: true }), size: fc.integer({ min: 1, max: 20 }) }),
  { maxLength: 20 },
);

test("blocks keep their order, never overlap and stay between the limits where they fit", () => {
  fc.assert(
    fc.property(items, (list) => {
      const sorted = [...list].sort((a, b) => a.wanted - b.wanted);
      const middles = spreadStack(sorted, 0, 500);
      middles.forEach((middle, index) => {
        const { size } = sorted[index]!;
        expect(middle - size / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(middle + size / 2).toBeLessThanOrEqual(500 + 1e-9);
        if (index > 0)
          expect(middle - middles[index - 1]!).toBeGreaterThanOrEqual((size + sorted[index - 1]!.size) / 2 - 1e-9);
      });
    }),
  );
});

test("moving any block a little never brings a free stack closer to where it wants to be", () => {
  fc.assert(
    fc.property(items, (list) => {
      const sorted = [...list].sort((a, b) => a.wanted - b.wanted);
      const middles = spreadStack(sorted, -1e4, 1e4);
      const far = (places: readonly number[]) =>
        places.reduce((sum, place, i) => sum + (place - sorted[i]!.wanted) ** 2, 0);
      const legal = (places: readonly number[]) =>
        places.every(
          (place, i) => i === 0 || place - places[i - 1]! >= (sorted[i]!.size + sorted[i - 1]!.size) / 2 - 1e-9,
        );
      for (let from = 0; from < middles.length; from++) {
        for (let to = from; to < middles.length; to++) {
          for (const step of [-0.5, 0.5]) {
            const moved = middles.map((middle, i) => (i >= from && i <= to ? middle + step : middle));
            if (legal(moved)) expect(far(moved)).toBeGreaterThanOrEqual(far(middles) - 1e-6);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("two blocks that want nearly one place share the way", () => {
  expect(
    spreadStack(
      [
        { wanted: 10, size: 4 },
        { wanted: 11, size: 4 },
      ],
      0,
      100,
    ),
  ).toEqual([8.5, 12.5]);
  expect(spreadStack([], 0, 1)).toEqual([]);
});
