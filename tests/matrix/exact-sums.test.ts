import fc from "fast-check";
import { expect, test } from "vitest";
import { toDecimal, toNumber } from "../../src/matrix/exact-sums.js";

test("a ratio of integers becomes the float64 nearest to it, within one unit in the last place", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.bigInt({ min: 1n, max: 10n ** 40n }),
      (numerator, denominator) => {
        const value = toNumber(numerator, denominator);
        const scaled = (numerator * 10n ** 60n) / denominator;
        const back = BigInt(Math.floor(value * 2 ** 200)) * 10n ** 60n;
        const difference = back - scaled * 2n ** 200n;
        const size = scaled * 2n ** 200n;
        expect((difference < 0n ? -difference : difference) * 2n ** 51n <= size + 2n ** 260n).toBe(true);
      },
    ),
  );
});

test("huge parts of a small ratio do not overflow, a huge ratio is Infinity", () => {
  expect(toNumber(3n * 10n ** 500n, 2n * 10n ** 500n)).toBe(1.5);
  expect(toNumber(1n, 10n ** 320n)).toBe(1e-320);
  expect(toNumber(10n ** 400n, 3n)).toBe(Number.POSITIVE_INFINITY);
  expect(toNumber(0n, 7n)).toBe(0);
});

test("a number is its shortest decimal form", () => {
  expect(toDecimal(0.25)).toEqual({ mantissa: 25n, digits: 2 });
  expect(toDecimal(3)).toEqual({ mantissa: 3n, digits: 0 });
  expect(toDecimal(1e-7)).toEqual({ mantissa: 1n, digits: 7 });
  expect(toDecimal(1.5e300)).toEqual({ mantissa: 15n * 10n ** 299n, digits: 0 });
  expect(toDecimal(-0.1)).toEqual({ mantissa: -1n, digits: 1 });
});

test("mantissa ÷ 10^digits gives the number back", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
      const { mantissa, digits } = toDecimal(value);
      expect(Number(`${mantissa}e-${digits}`)).toBe(value);
    }),
  );
});
