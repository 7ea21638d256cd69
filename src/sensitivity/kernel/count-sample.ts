import type { BatchPlan } from "../batch-plan.js";
import { countsLayout } from "../counts.js";

/** Adds one sample, given its four vectors of sums, to the counters: ranks, classes and pairs. */
export type CountSample = (vectors: readonly Float64Array[], counts: Uint32Array) => void;

export function sampleCounter(plan: BatchPlan): CountSample {
  const { size, pairwise } = plan;
  const layout = countsLayout(size, pairwise);
  const high = Array.from({ length: 4 }, () => new Uint8Array(size));
  const losses = new Uint32Array(size);
  return (vectors, counts) => {
    for (let vector = 0; vector < 4; vector++) {
      const sums = vectors[vector]!;
      losses.fill(0);
      for (let own = 0; own < size; own++) {
        const row = layout.pairs(vector, own);
        for (let other = 0; other < size; other++) {
          if (!(sums[own]! > sums[other]!)) continue;
          losses[other]! += 1;
          if (pairwise) counts[row + other]! += 1;
        }
      }
      for (let own = 0; own < size; own++) counts[layout.ranks(vector, own) + losses[own]!]! += 1;
      markHigh(plan, sums, losses, plan.lines[vector >> 1]!, high[vector]!);
    }
    for (const plane of [0, 1])
      countClasses(plane, vectors[2 * plane]!, high[2 * plane]!, high[2 * plane + 1]!, counts);
  };

  function countClasses(
    plane: number,
    sums: Float64Array,
    influence: Uint8Array,
    dependence: Uint8Array,
    counts: Uint32Array,
  ) {
    const baseline = plan.baseline[plane]!;
    const live = sums.some((sum) => sum > 0);
    let kept = live === (baseline !== null);
    if (!live) counts[layout.classless(plane)]! += 1;
    for (let variable = 0; live && variable < size; variable++) {
      const place = influence[variable] ? (dependence[variable] ? 1 : 0) : dependence[variable] ? 2 : 3;
      counts[layout.classes(plane, variable) + place]! += 1;
      if (baseline?.[variable] !== place) kept = false;
    }
    if (kept) counts[layout.kept(plane)]! += 1;
  }
}

/** Marks which sums are high, at or above the line, by the very comparisons that the kernel makes. */
function markHigh(
  { size, threshold }: BatchPlan,
  sums: Float64Array,
  losses: Uint32Array,
  number: number,
  high: Uint8Array,
): void {
  if (threshold === "median") {
    // At or above the median is to have fewer than half of the variables above.
    const most = Math.floor((size + 1) / 2) - 1;
    for (let i = 0; i < size; i++) high[i] = losses[i]! <= most ? 1 : 0;
    return;
  }
  const factor = threshold === "mean" ? size : threshold === "midrange" ? 2 : 1;
  const line = threshold === "mean" ? total(sums) : threshold === "midrange" ? ends(sums) : number;
  for (let i = 0; i < size; i++) high[i] = sums[i]! * factor >= line ? 1 : 0;
}

function total(sums: Float64Array): number {
  let sum = 0;
  for (const value of sums) sum += value;
  return sum;
}

function ends(sums: Float64Array): number {
  let least = sums[0]!;
  let most = least;
  for (const value of sums) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least + most;
}
