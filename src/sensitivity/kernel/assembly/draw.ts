import { firstState } from "./first-state";
import { draws, drawsEnd, power, values, wholePowers, wholeValues } from "./memory";

/**
 * Draws the value of every perturbed cell for the four samples of a group, from number `low + 2³² high` on.
 *
 * One 32-bit number a cell and sample from xoshiro128++ (Blackman and Vigna 2021, doi:10.1145/3460772), one generator a lane. A record
 * is the cell's number, how many limits it has, its first value; then for each limit what the number must pass, and by how much
 * the value then changes. The generator is written out in both loops: its state must stay in registers.
 */
export function draw(low: u32, high: u32): void {
  if (wholePowers > 0) drawWhole(low, high);
  else drawReal(low, high);
}

/** Values are integers of 32 bits; a change is added. */
function drawWhole(low: u32, high: u32): void {
  let s0 = firstState(0, low, high);
  let s1 = firstState(1, low, high);
  let s2 = firstState(2, low, high);
  let s3 = firstState(3, low, high);
  const real = power > wholePowers;
  const end = drawsEnd;
  for (let record = draws; record < end; ) {
    const sum = i32x4.add(s0, s3);
    const number = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    const cell = <usize>load<u32>(record);
    const last = record + 16 + ((<usize>load<u32>(record, 4)) << 3);
    let value = v128.load32_splat(record, 8);
    for (record += 16; record < last; record += 8) {
      const passed = i32x4.gt_s(number, v128.load32_splat(record));
      value = i32x4.add(value, v128.and(passed, v128.load32_splat(record, 4)));
    }
    v128.store(wholeValues + (cell << 4), value);
    if (!real) continue;
    const pair = values + (cell << 5);
    v128.store(pair, f64x2.convert_low_i32x4_s(value));
    v128.store(pair, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(value, value, 2, 3, 2, 3)), 16);
  }
}

/** Values are float64; a change is in the bits that differ. */
function drawReal(low: u32, high: u32): void {
  let s0 = firstState(0, low, high);
  let s1 = firstState(1, low, high);
  let s2 = firstState(2, low, high);
  let s3 = firstState(3, low, high);
  const end = drawsEnd;
  for (let record = draws; record < end; ) {
    const sum = i32x4.add(s0, s3);
    const number = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), s0);
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));

    const cell = values + ((<usize>load<u32>(record)) << 5);
    const last = record + 16 + ((<usize>load<u32>(record, 4)) << 4);
    let pair0 = v128.load64_splat(record, 8);
    let pair1 = pair0;
    for (record += 16; record < last; record += 16) {
      const passed = i32x4.gt_s(number, v128.load32_splat(record));
      const change = v128.load64_splat(record, 8);
      pair0 = v128.xor(pair0, v128.and(change, v128.shuffle<i32>(passed, passed, 0, 0, 1, 1)));
      pair1 = v128.xor(pair1, v128.and(change, v128.shuffle<i32>(passed, passed, 2, 2, 3, 3)));
    }
    v128.store(cell, pair0);
    v128.store(cell, pair1, 16);
  }
}
