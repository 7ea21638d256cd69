import {
  BLOCK,
  counts,
  exactKeys,
  firstAt,
  losses,
  orderKeys,
  pairwise,
  places,
  SUMS_SHIFT,
  size,
  sums,
  vectorBytes,
} from "./memory";

/**
 * Ranks the variables of one vector in the samples of a block, by counting for each the variables above it.
 *
 * The upper half of a float64 ≥ 0, read as an integer, orders like it: comparisons are of four samples at once. Where two upper halves
 * are equal and the lower ones are not, all is compared again in float64. `vector` is 0 to 3, `block` the block's place in the batch.
 */
export function rank(vector: i32, block: i32): void {
  const n = size;
  const from = sums + <usize>vector * vectorBytes;
  for (let i = 0; i < n; i++) {
    const sum = from + ((<usize>i) << SUMS_SHIFT);
    const key = orderKeys + ((<usize>i) << 6);
    v128.store(key, upperHalves(sum));
    v128.store(key, upperHalves(sum + 32), 16);
    v128.store(key, upperHalves(sum + 64), 32);
    v128.store(key, upperHalves(sum + 96), 48);
  }
  const tied = compareKeys(vector, block);
  const exact = load<u32>(exactKeys + ((<usize>(vector >> 1)) << 2));
  if (tied && !exact && !areTiesTrue(from, tied)) compareSums(from, vector, block);
  countRanks(vector);
}

function upperHalves(sum: usize): v128 {
  return v128.shuffle<i32>(v128.load(sum), v128.load(sum, 16), 1, 3, 5, 7);
}

/** Counts losses by the 32-bit keys. Returns a bit for each sample in which two variables had the same key. */
function compareKeys(vector: i32, block: i32): i32 {
  const n = size;
  const firstKey = orderKeys;
  const endKey = orderKeys + ((<usize>n) << 6);
  const zero = i32x4.splat(0);
  let total0 = zero;
  let total1 = zero;
  let total2 = zero;
  let total3 = zero;
  for (let i = 0; i < n; i++) {
    const own = firstKey + ((<usize>i) << 6);
    const own0 = v128.load(own);
    const own1 = v128.load(own, 16);
    const own2 = v128.load(own, 32);
    const own3 = v128.load(own, 48);
    let above0 = zero;
    let above1 = zero;
    let above2 = zero;
    let above3 = zero;
    for (let other = firstKey; other < endKey; other += 64) {
      above0 = i32x4.sub(above0, i32x4.gt_s(v128.load(other), own0));
      above1 = i32x4.sub(above1, i32x4.gt_s(v128.load(other, 16), own1));
      above2 = i32x4.sub(above2, i32x4.gt_s(v128.load(other, 32), own2));
      above3 = i32x4.sub(above3, i32x4.gt_s(v128.load(other, 48), own3));
    }
    total0 = i32x4.add(total0, above0);
    total1 = i32x4.add(total1, above1);
    total2 = i32x4.add(total2, above2);
    total3 = i32x4.add(total3, above3);
    storeLosses(vector, block, i, above0, above1, above2, above3);
  }
  // Without a tie every pair counts once; with one, fewer.
  const pairs = i32x4.splat((n * (n - 1)) / 2);
  const low = i16x8.narrow_i32x4_s(i32x4.ne(total0, pairs), i32x4.ne(total1, pairs));
  const high = i16x8.narrow_i32x4_s(i32x4.ne(total2, pairs), i32x4.ne(total3, pairs));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** Whether variables with the same key have the same sum, in the samples marked. The same key means the same number of losses. */
function areTiesTrue(from: usize, tied: i32): bool {
  const n = size;
  for (let left = tied; left !== 0; left &= left - 1) {
    const sample = <usize>ctz(left);
    memory.fill(firstAt, 0, n << 1);
    for (let i = 0; i < n; i++) {
      const loss = <usize>load<u16>(losses + ((<usize>i) << 5) + (sample << 1));
      const place = firstAt + (loss << 1);
      const first = <i32>load<u16>(place) - 1;
      if (first < 0) store<u16>(place, <u16>(i + 1));
      else if (sumOf(from, i, sample) !== sumOf(from, first, sample)) return false;
    }
  }
  return true;
}

function sumOf(from: usize, variable: i32, sample: usize): f64 {
  return load<f64>(from + ((<usize>variable) << SUMS_SHIFT) + (sample << 3));
}

/** Counts losses by the sums themselves. */
function compareSums(from: usize, vector: i32, block: i32): void {
  const n = size;
  const zero = i32x4.splat(0);
  for (let i = 0; i < n; i++) {
    const own = from + ((<usize>i) << SUMS_SHIFT);
    let above0 = zero;
    let above1 = zero;
    let above2 = zero;
    let above3 = zero;
    for (let j = 0; j < n; j++) {
      const other = from + ((<usize>j) << SUMS_SHIFT);
      above0 = i32x4.sub(above0, greater(other, own));
      above1 = i32x4.sub(above1, greater(other + 32, own + 32));
      above2 = i32x4.sub(above2, greater(other + 64, own + 64));
      above3 = i32x4.sub(above3, greater(other + 96, own + 96));
    }
    storeLosses(vector, block, i, above0, above1, above2, above3);
  }
}

function greater(other: usize, own: usize): v128 {
  const first = f64x2.gt(v128.load(other), v128.load(own));
  const second = f64x2.gt(v128.load(other, 16), v128.load(own, 16));
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6);
}

function storeLosses(vector: i32, block: i32, i: i32, above0: v128, above1: v128, above2: v128, above3: v128): void {
  const low = i16x8.narrow_i32x4_u(above0, above1);
  const high = i16x8.narrow_i32x4_u(above2, above3);
  const at = losses + ((<usize>i) << 5);
  v128.store(at, low);
  v128.store(at, high, 16);
  if (!pairwise) return;
  const place = places + ((<usize>(vector * size + i)) << 6) + ((<usize>block) << 4);
  v128.store(place, i8x16.narrow_i16x8_u(low, high));
}

/** Adds the block to the histogram of ranks: `counts[vector][variable][rank − 1]`. Variables go round so that no counter is hit twice in a row. */
function countRanks(vector: i32): void {
  const n = size;
  const row = (<usize>n) << 2;
  const first = counts + <usize>vector * <usize>n * row;
  for (let sample = 0; sample < BLOCK; sample++) {
    let loss = losses + ((<usize>sample) << 1);
    let counter = first;
    for (let i = 0; i < n; i++) {
      const at = counter + ((<usize>load<u16>(loss)) << 2);
      store<u32>(at, load<u32>(at) + 1);
      loss += 32;
      counter += row;
    }
  }
}
