import { keys } from "./memory";

/** A bijection of 32 bits that leaves no trace of the input: lowbias32 by Chris Wellons (public domain). */
function mix(bits: v128): v128 {
  let x = v128.xor(bits, i32x4.shr_u(bits, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * A word of the first state of the generators of four samples: a function of the seed's key and of the number of the sample,
 * `low + 2³² high` and the three after it.
 */
export function firstState(word: usize, low: u32, high: u32): v128 {
  const samples = i32x4.add(i32x4.splat(low), i32x4(0, 1, 2, 3));
  const carried = i32x4.sub(i32x4.splat(high), i32x4.lt_u(samples, i32x4.splat(low)));
  const key = v128.load32_splat(keys + (word << 2));
  return mix(i32x4.add(mix(v128.xor(samples, mix(v128.xor(carried, key)))), key));
}
