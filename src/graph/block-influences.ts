import type { Study } from "../study/study.js";

/**
 * How strongly does each block influence each block? `result[i][j]` is the sum of the direct influences of the variables of
 * block i on those of block j, P as 0.
 *
 * Rows and columns in the order of `study.blocks`, blocks without variables included; variables without a block make one more
 * row and column at the end, only where there are any. The sum of all entries is the total of the direct matrix.
 * Cost: O(n²).
 *
 * @example
 * blockInfluences(study)[0][1]; // of the first block on the second
 */
export function blockInfluences(study: Study): number[][] {
  const place = new Map<string | null, number>(study.blocks.map((block, index) => [block.id, index]));
  if (study.variables.some((variable) => variable.block === null)) place.set(null, study.blocks.length);
  const blockOf = study.variables.map((variable) => place.get(variable.block)!);
  const sums = Array.from({ length: place.size }, () => new Array<number>(place.size).fill(0));
  study.direct.forEach((row, from) => {
    const sumsFrom = sums[blockOf[from]!]!;
    row.forEach((cell, to) => {
      if (typeof cell === "number") sumsFrom[blockOf[to]!]! += cell;
    });
  });
  return sums;
}
