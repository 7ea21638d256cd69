import {
  columns,
  power,
  powers,
  rowStarts,
  SUMS_SHIFT,
  size,
  sums,
  values,
  vectorBytes,
  wholeColumns,
  wholePowers,
  wholeSums,
  wholeValues,
} from "./memory";

/**
 * Row and column sums of the first and of the last power, for the four samples of a group: x ← M·x and y ← Mᵀ·y from ones.
 *
 * The first `wholePowers` powers, whose sums are integers below 2³¹, are computed in 32 bits, the others in float64: the same
 * numbers either way.
 */
export function propagate(group: i32): void {
  const target = sums + ((<usize>group) << 5);
  const length = (<usize>size) << 5;
  const last = power;
  let k = 1;
  let x = powers;
  let next = powers + 2 * length;
  if (wholePowers > 0) {
    wholePropagate(x, target);
    k += wholePowers;
  } else {
    const one = f64x2.splat(1);
    for (let at = x; at < next; at += 16) v128.store(at, one);
  }
  for (; k <= last; k++) {
    multiply(x, x + length, next, next + length);
    if (k === 1) spread(next, target);
    const free = x;
    x = next;
    next = free;
  }
  spread(x, target + 2 * vectorBytes);
}

/** Puts both vectors of a group among the sums of its block. */
function spread(from: usize, target: usize): void {
  const end = from + ((<usize>size) << 6);
  for (let at = from; at < end; at += 32) {
    v128.store(target, v128.load(at));
    v128.store(target, v128.load(at, 16), 16);
    target += 1 << SUMS_SHIFT;
  }
}

/** One product on both sides in one reading of the matrix; terms are added row by row, columns rising. */
function multiply(x: usize, y: usize, nextX: usize, nextY: usize): void {
  const zero = f64x2.splat(0);
  const bytes = (<usize>size) << 5;
  for (let row: usize = 0; row < bytes; row += 16) v128.store(nextY + row, zero);
  let cell = values;
  let column = columns;
  let start = rowStarts;
  for (let row: usize = 0; row < bytes; row += 32) {
    start += 4;
    const end = values + ((<usize>load<u32>(start)) << 5);
    const y0 = v128.load(y + row);
    const y1 = v128.load(y + row, 16);
    let sum0 = zero;
    let sum1 = zero;
    while (cell < end) {
      const to = <usize>load<u32>(column);
      const value0 = v128.load(cell);
      const value1 = v128.load(cell, 16);
      sum0 = f64x2.add(sum0, f64x2.mul(value0, v128.load(x + to)));
      sum1 = f64x2.add(sum1, f64x2.mul(value1, v128.load(x + to, 16)));
      v128.store(nextY + to, f64x2.add(v128.load(nextY + to), f64x2.mul(value0, y0)));
      v128.store(nextY + to, f64x2.add(v128.load(nextY + to, 16), f64x2.mul(value1, y1)), 16);
      cell += 32;
      column += 4;
    }
    v128.store(nextX + row, sum0);
    v128.store(nextX + row, sum1, 16);
  }
}

/** The powers in integers: the first one's sums to `target`, the last one's to `x`, both as float64. */
function wholePropagate(x: usize, target: usize): void {
  const length = (<usize>size) << 4;
  let own = wholeSums;
  let next = own + 2 * length;
  const one = i32x4.splat(1);
  for (let at = own; at < next; at += 16) v128.store(at, one);
  const last = wholePowers;
  for (let k = 1; k <= last; k++) {
    wholeMultiply(own, own + length, next, next + length);
    const free = own;
    own = next;
    next = free;
    if (k > 1 && k < last) continue;
    toReal(own, x);
    if (k === 1) spread(x, target);
  }
}

function toReal(from: usize, to: usize): void {
  const end = from + ((<usize>size) << 5);
  for (let at = from; at < end; at += 16) {
    const four = v128.load(at);
    v128.store(to, f64x2.convert_low_i32x4_s(four));
    v128.store(to, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(four, four, 2, 3, 2, 3)), 16);
    to += 32;
  }
}

/** As `multiply`, in integers. */
function wholeMultiply(x: usize, y: usize, nextX: usize, nextY: usize): void {
  const zero = i32x4.splat(0);
  const bytes = (<usize>size) << 4;
  for (let row: usize = 0; row < bytes; row += 16) v128.store(nextY + row, zero);
  let cell = wholeValues;
  let column = wholeColumns;
  let start = rowStarts;
  for (let row: usize = 0; row < bytes; row += 16) {
    start += 4;
    const end = wholeValues + ((<usize>load<u32>(start)) << 4);
    const own = v128.load(y + row);
    let sum = zero;
    while (cell < end) {
      const to = <usize>load<u32>(column);
      const value = v128.load(cell);
      sum = i32x4.add(sum, i32x4.mul(value, v128.load(x + to)));
      v128.store(nextY + to, i32x4.add(v128.load(nextY + to), i32x4.mul(value, own)));
      cell += 16;
      column += 4;
    }
    v128.store(nextX + row, sum);
  }
}
