import type { SparseMatrix } from "./sparse-matrix.js";

/**
 * The period of a strongly connected component: the greatest common divisor of the lengths of its loops; 0 without a loop.
 *
 * Breadth-first levels from one member: every edge u → v inside contributes level(u) + 1 − level(v) (Jarvis and Shier 1996,
 * Graph-theoretic analysis of finite Markov chains). Cost: O(edges of the component).
 */
export function period(matrix: SparseMatrix, component: readonly number[]): number {
  const level = new Int32Array(matrix.size).fill(-1);
  const inside = new Uint8Array(matrix.size);
  for (const member of component) inside[member] = 1;
  const queue = [component[0]!];
  level[component[0]!] = 0;
  let divisor = 0;
  for (const vertex of queue) {
    for (let cell = matrix.starts[vertex]!; cell < matrix.starts[vertex + 1]!; cell++) {
      const target = matrix.columns[cell]!;
      if (!inside[target]) continue;
      if (level[target] === -1) {
        level[target] = level[vertex]! + 1;
        queue.push(target);
      }
      divisor = greatestCommonDivisor(divisor, Math.abs(level[vertex]! + 1 - level[target]!));
    }
  }
  return divisor;
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
