import fc from "fast-check";
import { expect, test } from "vitest";
import { integersFromBytes, integersToBytes } from "../../src/sensitivity/integer-bytes.js";

test("integers come back from their bytes, whatever their size, and lists as one", () => {
  const integer = fc.oneof(fc.constant(0), fc.nat(300), fc.maxSafeNat());
  fc.assert(
    fc.property(fc.array(fc.array(integer)), (lists) => {
      expect(Array.from(integersFromBytes(integersToBytes(lists)))).toEqual(lists.flat());
    }),
  );
});

test("a small integer takes a byte, a run of zeros two or three", () => {
  expect(Array.from(integersToBytes([[1, 127, 128]]))).toEqual([3, 1, 127, 128, 1]);
  expect(Array.from(integersToBytes([new Float64Array(100), [5]]))).toEqual([101, 0, 100, 5]);
  expect(integersToBytes([new Uint32Array(10_000)]).length).toBe(5);
  expect(Array.from(integersToBytes([]))).toEqual([0]);
});
