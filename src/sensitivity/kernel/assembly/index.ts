import { classify, markLive } from "./classify";
import { draw } from "./draw";
import { BATCH, BLOCK, counts, countsBytes, GROUP } from "./memory";
import { propagate } from "./propagate";
import { rank } from "./rank";
import { tally } from "./tally";

export {
  allocate,
  baselineLive,
  baselineMasks,
  columns,
  counts,
  draws,
  exactKeys,
  keys,
  rowStarts,
  sums,
  thresholds,
  values,
  wholeColumns,
  wholeValues,
} from "./memory";
export { propagate };

/** Draws, multiplies and counts `blocks` blocks of sixteen samples, from sample `first` on. */
export function run(first: f64, blocks: i32): void {
  let number = <u64>first;
  let left = blocks;
  while (left > 0) {
    const batch = min(left, BATCH);
    for (let block = 0; block < batch; block++) {
      for (let group = 0; group < BLOCK / GROUP; group++) {
        draw(<u32>number, <u32>(number >> 32));
        propagate(group);
        number += GROUP;
      }
      finishBlock(block);
    }
    tally(batch);
    left -= batch;
  }
}

/** Ranks and classes of a block whose sums are there. */
export function finishBlock(block: i32): void {
  for (let vector = 0; vector < 4; vector++) {
    rank(vector, block);
    classify(vector, block);
  }
  markLive(0, block);
  markLive(1, block);
}

/** Counts a batch of one block: for values that the host has drawn. */
export function tallyBlock(): void {
  tally(1);
}

/** Sets the counters back to zero. */
export function clear(): void {
  memory.fill(counts, 0, countsBytes);
}
