import { baselineLive, baselineMasks, counts, highMasks, liveMasks, pairwise, places, size } from "./memory";

/** Adds the classes and the pairs of a batch of `blocks` blocks to the counters. */
export function tally(blocks: i32): void {
  const samples: u64 = blocks === 4 ? ~(<u64>0) : ((<u64>1) << (16 * blocks)) - 1;
  tallyClasses(0, samples);
  tallyClasses(1, samples);
  if (!pairwise) return;
  for (let vector = 0; vector < 4; vector++) tallyPairs(vector, blocks);
}

/** `counts` of a plane: variable by variable motor, relay, dependent, autonomous; then samples without classes, and with those of the baseline. */
function tallyClasses(plane: i32, samples: u64): void {
  const n = size;
  const live = load<u64>(liveMasks + ((<usize>plane) << 3)) & samples;
  const first = (<usize>(2 * plane * n)) << 3;
  const second = first + ((<usize>n) << 3);
  let kept = load<u64>(baselineLive + ((<usize>plane) << 3)) ? live : samples & ~live;
  let counter = counts + ((<usize>(4 * n * n)) << 2) + ((<usize>(plane * (4 * n + 2))) << 2);
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 3;
    const influence = load<u64>(highMasks + first + at);
    const dependence = load<u64>(highMasks + second + at);
    const moved =
      (influence ^ load<u64>(baselineMasks + first + at)) | (dependence ^ load<u64>(baselineMasks + second + at));
    kept &= ~(moved & live);
    add(counter, live & influence & ~dependence);
    add(counter + 4, live & influence & dependence);
    add(counter + 8, live & dependence & ~influence);
    add(counter + 12, live & ~(influence | dependence));
    counter += 16;
  }
  add(counter, samples & ~live);
  add(counter + 4, kept);
}

function add(counter: usize, samples: u64): void {
  store<u32>(counter, load<u32>(counter) + <u32>popcnt(samples));
}

/** `counts[vector][i][j]`: samples in which variable i stands strictly above variable j. */
function tallyPairs(vector: i32, blocks: i32): void {
  const n = size;
  const first = places + ((<usize>(vector * n)) << 6);
  let counter = counts + ((<usize>(4 * n * n + 2 * (4 * n + 2) + vector * n * n)) << 2);
  for (let i = 0; i < n; i++) {
    const own = first + ((<usize>i) << 6);
    const own0 = v128.load(own);
    const own1 = v128.load(own, 16);
    const own2 = v128.load(own, 32);
    const own3 = v128.load(own, 48);
    for (let j = 0; j < n; j++) {
      const other = first + ((<usize>j) << 6);
      let wins = i8x16.gt_u(v128.load(other), own0);
      if (blocks > 1) wins = i8x16.add(wins, i8x16.gt_u(v128.load(other, 16), own1));
      if (blocks > 2) wins = i8x16.add(wins, i8x16.gt_u(v128.load(other, 32), own2));
      if (blocks > 3) wins = i8x16.add(wins, i8x16.gt_u(v128.load(other, 48), own3));
      const eighths = i16x8.extadd_pairwise_i8x16_s(wins);
      const quarters = i32x4.dot_i16x8_s(eighths, i16x8.splat(-1));
      const halves = i32x4.add(quarters, v128.shuffle<i32>(quarters, quarters, 2, 3, 0, 1));
      const all = i32x4.extract_lane(halves, 0) + i32x4.extract_lane(halves, 1);
      store<u32>(counter, load<u32>(counter) + all);
      counter += 4;
    }
  }
}
