/**
 * Where the counters of a batch stand in one array, for n variables and the four vectors direct influence, direct dependence,
 * indirect influence, indirect dependence. The kernel writes the same order.
 */
export interface CountsLayout {
  /** `[vector][variable][rank − 1]`: samples in which the variable has the rank. */
  readonly ranks: (vector: number, variable: number) => number;
  /** `[plane][variable][class]`: samples in which the variable is motor, relay, dependent, autonomous. */
  readonly classes: (plane: number, variable: number) => number;
  /** From the first counter of classes up to the last `kept`, both planes: what the estimates of a checkpoint follow from. */
  readonly estimates: readonly [first: number, end: number];
  /** `[plane]`: samples whose plane is all zero and has no classes. */
  readonly classless: (plane: number) => number;
  /** `[plane]`: samples in which every variable has the class of the baseline. */
  readonly kept: (plane: number) => number;
  /** `[vector][i][j]`: samples in which i stands strictly above j. Present only where pairs are counted. */
  readonly pairs: (vector: number, variable: number) => number;
  readonly length: number;
}

export function countsLayout(size: number, pairwise: boolean): CountsLayout {
  const planes = 4 * size * size;
  const pairs = planes + 2 * (4 * size + 2);
  const plane = (index: number) => planes + index * (4 * size + 2);
  return {
    ranks: (vector, variable) => (vector * size + variable) * size,
    classes: (index, variable) => plane(index) + 4 * variable,
    estimates: [planes, pairs],
    classless: (index) => plane(index) + 4 * size,
    kept: (index) => plane(index) + 4 * size + 1,
    pairs: (vector, variable) => pairs + (vector * size + variable) * size,
    length: pairs + (pairwise ? 4 * size * size : 0),
  };
}
