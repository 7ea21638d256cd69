import { draws, drawsEnd, keys, values } from "./memory";

/** A bijection of 32 bits that leaves no trace of the input: lowbias32 by Chris Wellons (public domain). */
function mix(bits: v128): v128 {
  let x = v128.xor(bits, i32x4.shr_u(bits, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** A word of the generator's first state: a function of the seed's key and of the number of the sample. */
function firstState(word: usize, low: v128, high: v128): v128 {
  const key = v128.load32_splat(keys + (word << 2));
  return mix(i32x4.add(mix(v128.xor(low, mix(v128.xor(high, key)))), key));
}

/**
 * Draws the value of every perturbed cell for four samples, from number `low + 2³² high` on.
 *
 * One 32-bit number a cell and sample from xoshiro128++ (Blackman and Vigna 2021, doi:10.1145/3460772). A record is the
 * cell's place, how many thresholds it has, its first value; then for each threshold what the number must pass, and the bits
 * by which the next value differs from the one before.
 */
export function draw(low: u32, high: u32): void {
  const numbers = i32x4.add(i32x4.splat(low), i32x4(0, 1, 2, 3));
  const carried = i32x4.sub(i32x4.splat(high), i32x4.lt_u(numbers, i32x4.splat(low)));
  let s0 = firstState(0, numbers, carried);
  let s1 = firstState(1, numbers, carried);
  let s2 = firstState(2, numbers, carried);
  let s3 = firstState(3, numbers, carried);
  const first = values;
  const end = drawsEnd;
  for (let at = draws; at < end; ) {
    const sum = i32x4.add(s0, s3);
    const number = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    const cell = first + load<u32>(at);
    const last = at + ((<usize>load<u32>(at, 4)) << 4);
    let pair0 = v128.load64_splat(at, 8);
    let pair1 = pair0;
    while (at < last) {
      at += 16;
      const passed = i32x4.gt_s(number, v128.load32_splat(at));
      const change = v128.load64_splat(at, 8);
      pair0 = v128.xor(pair0, v128.and(change, v128.shuffle<i32>(passed, passed, 0, 0, 1, 1)));
      pair1 = v128.xor(pair1, v128.and(change, v128.shuffle<i32>(passed, passed, 2, 2, 3, 3)));
    }
    at += 16;
    v128.store(cell, pair0);
    v128.store(cell, pair1, 16);
  }
}
