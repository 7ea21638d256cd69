import { highMasks, liveMasks, losses, SUMS_SHIFT, size, sums, thresholdKind, thresholds, vectorBytes } from "./memory";

/**
 * Marks, for the samples of a block, which sums of one vector are high: factor × sum ≥ line, where the factor is n for the mean, 2
 * for the midrange, 1 for a number. A sum is at or above the median when at most ⌈n/2⌉ − 1 are above it: after `rank`.
 */
export function classify(vector: i32, block: i32): void {
  if (thresholdKind === 3) classifyByMedian(vector, block);
  else classifyByLine(vector, block);
}

function classifyByLine(vector: i32, block: i32): void {
  const n = size;
  const from = sums + <usize>vector * vectorBytes;
  const masks = highMasks + ((<usize>(vector * n)) << 3) + ((<usize>block) << 1);
  const factor = f64x2.splat(thresholdKind === 0 ? <f64>n : thresholdKind === 1 ? 2 : 1);
  const number = load<f64>(thresholds + ((<usize>(vector >> 1)) << 3));
  for (let quarter: usize = 0; quarter < 128; quarter += 64) {
    const at = from + quarter;
    const line0 = line(at, number);
    const line1 = line(at + 16, number);
    const line2 = line(at + 32, number);
    const line3 = line(at + 48, number);
    for (let i = 0; i < n; i++) {
      const sum = at + ((<usize>i) << SUMS_SHIFT);
      const high0 = f64x2.ge(f64x2.mul(v128.load(sum), factor), line0);
      const high1 = f64x2.ge(f64x2.mul(v128.load(sum, 16), factor), line1);
      const high2 = f64x2.ge(f64x2.mul(v128.load(sum, 32), factor), line2);
      const high3 = f64x2.ge(f64x2.mul(v128.load(sum, 48), factor), line3);
      const low = v128.shuffle<i32>(high0, high1, 0, 2, 4, 6);
      const high = v128.shuffle<i32>(high2, high3, 0, 2, 4, 6);
      const bits = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(low, high), i16x8.splat(0)));
      store<u8>(masks + ((<usize>i) << 3) + (quarter >> 6), <u8>bits);
    }
  }
}

/** The line of two samples: the total, the smallest and the largest sum together, or the number given. */
function line(at: usize, number: f64): v128 {
  if (thresholdKind === 2) return f64x2.splat(number);
  const end = at + vectorBytes;
  if (thresholdKind === 0) {
    let total = f64x2.splat(0);
    for (let sum = at; sum < end; sum += 128) total = f64x2.add(total, v128.load(sum));
    return total;
  }
  let smallest = v128.load(at);
  let largest = smallest;
  for (let sum = at; sum < end; sum += 128) {
    smallest = f64x2.min(smallest, v128.load(sum));
    largest = f64x2.max(largest, v128.load(sum));
  }
  return f64x2.add(smallest, largest);
}

function classifyByMedian(vector: i32, block: i32): void {
  const n = size;
  const masks = highMasks + ((<usize>(vector * n)) << 3) + ((<usize>block) << 1);
  const most = i16x8.splat(<i16>((n + 1) / 2 - 1));
  for (let i = 0; i < n; i++) {
    const at = losses + ((<usize>i) << 5);
    const low = i16x8.le_s(v128.load(at), most);
    const high = i16x8.le_s(v128.load(at, 16), most);
    store<u16>(masks + ((<usize>i) << 3), <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
  }
}

/** Marks the samples of a block in which a plane has any sum above zero: the others have no classes. */
export function markLive(plane: i32, block: i32): void {
  const from = sums + <usize>plane * 2 * vectorBytes;
  const end = from + vectorBytes;
  const zero = f64x2.splat(0);
  let bits: u32 = 0;
  for (let pair = 0; pair < 8; pair++) {
    let any = zero;
    for (let sum = from + ((<usize>pair) << 4); sum < end; sum += 128)
      any = v128.or(any, f64x2.gt(v128.load(sum), zero));
    bits |= (<u32>i64x2.bitmask(any)) << (2 * pair);
  }
  store<u16>(liveMasks + ((<usize>plane) << 3) + ((<usize>block) << 1), <u16>bits);
}
