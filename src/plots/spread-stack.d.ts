/** One block of a stack: where its middle would like to be, and its height. */
export interface StackItem {
  readonly wanted: number;
  readonly size: number;
}
/**
 * The middles of blocks in a column that stay in order, do not overlap, lie between `from` and `to`, and are together as close (least squares) to where they would
 * like to be as that allows. Blocks that do not fit between the limits are stacked from `from` on. Pooling of adjacent violators; cost O(n).
 *
 * @example
 * spreadStack([{ wanted: 10, size: 4 }, { wanted: 11, size: 4 }], 0, 100); // [8.5, 12.5]
 */
export declare function spreadStack(items: readonly StackItem[], from: number, to: number): number[];
