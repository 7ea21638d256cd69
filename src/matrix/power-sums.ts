import { type ExactSums, toIntegers } from "./exact-sums.js";
import type { InfluenceMatrix } from "./influence-matrix.js";
import { rank, rankFrom, rankIntegers } from "./ranking.js";
import { type SparseMatrix, sparseOf } from "./sparse-matrix.js";

/** The row sums of one power of a matrix, exactly. */
export interface PowerSums {
  readonly power: number;
  /** Whether every sum is 0: the power vanishes. */
  readonly zero: boolean;
  /** Competition ranks of the sums, ties exact; `near`, ranks that are nearly right, makes it quicker and is returned where it holds. */
  ranks(near?: Int32Array): Int32Array;
  sums(): ExactSums;
}

/**
 * The exact row sums of M, M², M³ …, one power after the other, without ever forming a power: x ← M·x from x = (1, …, 1).
 * For column sums, give the transposed matrix.
 *
 * Cells are read as decimal numbers, so the matrix is integer up to a power of ten and every sum is an integer. A sum is
 * held as limbs, digits in a base 2^b small enough that a whole row adds up below 2⁵³ in float64: exact at any power, and
 * close to the speed of plain float64. Matrices whose integers are too large for that use BigInt.
 *
 * Cost: O(non-zero cells × limbs) a power; the limbs grow by about one every 40 bits.
 */
export function* powerSums(matrix: InfluenceMatrix | SparseMatrix): Generator<PowerSums, never> {
  const { sparse, digits } = integerMatrix(sparseOf(matrix));
  const bits = limbBits(sparse);
  if (bits === null) yield* bigintPowerSums(matrix);
  const base = 2 ** bits!;
  let limbs: readonly Float64Array[] = [new Float64Array(matrix.size).fill(1)];
  for (let power = 1; ; power++) {
    limbs = multiplyLimbs(sparse, limbs, base);
    yield limbSums(limbs, { bits: bits!, power, denominator: 10n ** BigInt(digits * power) });
  }
}

/** The plain route of {@link powerSums}: BigInt throughout. */
export function* bigintPowerSums(matrix: InfluenceMatrix | SparseMatrix): Generator<PowerSums, never> {
  const multiply = integerProduct(matrix);
  let sums: readonly bigint[] = new Array<bigint>(matrix.size).fill(1n);
  for (let power = 1; ; power++) {
    sums = multiply.times(sums);
    yield integerSums(sums, 10n ** BigInt(multiply.digits * power), power);
  }
}

/** M as integers, ready for exact products: M = integers ÷ 10^digits. Cost of a product: O(non-zero cells). */
export function integerProduct(matrix: InfluenceMatrix | SparseMatrix): {
  readonly digits: number;
  readonly times: (vector: readonly bigint[]) => bigint[];
} {
  const { size, starts, columns, values } = sparseOf(matrix);
  const { integers, digits } = toIntegers(values);
  const rows = Array.from({ length: size }, (_, row) => row);
  const times = (vector: readonly bigint[]) =>
    rows.map((row) => {
      let sum = 0n;
      for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) sum += integers[cell]! * vector[columns[cell]!]!;
      return sum;
    });
  return { digits, times };
}

/** The sums of one power, held as BigInt. */
export function integerSums(numerators: readonly bigint[], denominator: bigint, power: number): PowerSums {
  return {
    power,
    zero: numerators.every((sum) => sum === 0n),
    ranks: (near) => rankIntegers(numerators, near),
    sums: () => ({ numerators, denominator }),
  };
}

/** The matrix times the smallest power of ten that makes its cells integers; integers that float64 does not hold are left for BigInt. */
function integerMatrix(sparse: SparseMatrix): { readonly sparse: SparseMatrix; readonly digits: number } {
  if (sparse.values.every(Number.isInteger)) return { sparse, digits: 0 };
  const { integers, digits } = toIntegers(sparse.values);
  return { sparse: { ...sparse, values: Float64Array.from(integers, Number) }, digits };
}

/** Bits a limb may have so that a row of products stays exact in float64; null where cells are too large. */
function limbBits({ size, starts, values }: SparseMatrix): number | null {
  let largest = 1;
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      sum += values[cell]!;
    }
    largest = Math.max(largest, sum);
  }
  return largest > 2 ** 32 ? null : 52 - Math.ceil(Math.log2(largest));
}

/** One product in base `base`: limb by limb, the carry of each going to the next. */
function multiplyLimbs(matrix: SparseMatrix, limbs: readonly Float64Array[], base: number): Float64Array[] {
  const { size, starts, columns, values } = matrix;
  const carry = new Float64Array(size);
  const product: Float64Array[] = [];
  for (const limb of limbs) {
    const digits = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      const end = starts[row + 1]!;
      let sum = carry[row]!;
      for (let cell = starts[row]!; cell < end; cell++) sum += values[cell]! * limb[columns[cell]!]!;
      const over = Math.floor(sum / base);
      carry[row] = over;
      digits[row] = sum - over * base;
    }
    product.push(digits);
  }
  if (carry.some((digit) => digit !== 0)) product.push(carry);
  return product;
}

interface LimbParts {
  readonly bits: number;
  readonly power: number;
  readonly denominator: bigint;
}

function limbSums(limbs: readonly Float64Array[], { bits, power, denominator }: LimbParts): PowerSums {
  const size = limbs[0]!.length;
  const compare = (i: number, j: number) => {
    for (let limb = limbs.length - 1; limb >= 0; limb--) {
      const difference = limbs[limb]![i]! - limbs[limb]![j]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const toBigInt = (i: number) => limbs.reduceRight((sum, limb) => (sum << BigInt(bits)) + BigInt(limb[i]!), 0n);
  return {
    power,
    zero: limbs.every((limb) => limb.every((digit) => digit === 0)),
    ranks: (near) => (near === undefined ? rank(size, compare) : rankFrom(near, compare)),
    sums: () => ({ numerators: Array.from({ length: size }, (_, i) => toBigInt(i)), denominator }),
  };
}
