import { between, columns, ones, power, rowStarts, SUMS_SHIFT, size, sums, values, vectorBytes } from "./memory";

/**
 * Row and column sums of the first and of the last power, for the four samples of a group: x ← M·x and y ← Mᵀ·y from ones.
 */
export function propagate(group: i32): void {
  const lanes = (<usize>group) << 5;
  const last = power;
  let x = ones + lanes;
  let y = x;
  for (let k = 1; k <= last; k++) {
    const at = k === 1 ? sums : k === last ? sums + 2 * vectorBytes : between + (<usize>k & 1) * 2 * vectorBytes;
    const nextX = at + lanes;
    const nextY = nextX + vectorBytes;
    multiply(x, y, nextX, nextY);
    x = nextX;
    y = nextY;
  }
  if (last === 1) memory.copy(sums + 2 * vectorBytes, sums, 2 * vectorBytes);
}

/** One product on both sides in one reading of the matrix; terms are added row by row, columns rising. */
function multiply(x: usize, y: usize, nextX: usize, nextY: usize): void {
  const zero = f64x2.splat(0);
  const n = size;
  for (let i = 0; i < n; i++) {
    const at = nextY + ((<usize>i) << SUMS_SHIFT);
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
  let cell = values;
  let column = columns;
  let start = rowStarts;
  for (let i = 0; i < n; i++) {
    start += 4;
    const end = values + ((<usize>load<u32>(start)) << 5);
    const row = (<usize>i) << SUMS_SHIFT;
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
