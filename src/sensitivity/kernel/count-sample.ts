import type { BatchPlan } from "../batch-plan.js";
import { countsLayout } from "../counts.js";

/** Adds one sample, given its four vectors of sums, to the counters: ranks, classes and pairs. */
export function countSample(plan: BatchPlan, vectors: readonly Float64Array[], counts: Uint32Array): void {
  const { size, pairwise } = plan;
  const layout = countsLayout(size, pairwise);
  const high = vectors.map((sums, vector) => {
    const losses = sums.map((own) => sums.reduce((above, other) => above + (other > own ? 1 : 0), 0));
    losses.forEach((loss, variable) => {
      counts[layout.ranks(vector, variable) + loss]! += 1;
    });
    if (pairwise) countPairs(sums, counts, (variable) => layout.pairs(vector, variable));
    return highSums(plan, sums, losses, plan.lines[vector >> 1]!);
  });
  for (const plane of [0, 1]) {
    const [influence, dependence] = [high[2 * plane]!, high[2 * plane + 1]!];
    const live = vectors[2 * plane]!.some((sum) => sum > 0);
    const baseline = plan.baseline[plane]!;
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

/** Which sums are high: at or above the line, in comparisons that the kernel makes too. */
function highSums({ size, threshold }: BatchPlan, sums: Float64Array, losses: Float64Array, line: number): boolean[] {
  if (threshold === "median") return Array.from(losses, (above) => above <= Math.floor((size + 1) / 2) - 1);
  if (threshold === "number") return Array.from(sums, (sum) => sum >= line);
  if (threshold === "midrange") {
    const ends = sums.reduce((least, sum) => Math.min(least, sum)) + sums.reduce((most, sum) => Math.max(most, sum));
    return Array.from(sums, (sum) => sum * 2 >= ends);
  }
  const total = sums.reduce((all, sum) => all + sum, 0);
  return Array.from(sums, (sum) => sum * size >= total);
}

function countPairs(sums: Float64Array, counts: Uint32Array, rowAt: (variable: number) => number): void {
  for (let variable = 0; variable < sums.length; variable++) {
    const row = rowAt(variable);
    for (let other = 0; other < sums.length; other++) {
      if (sums[variable]! > sums[other]!) counts[row + other]! += 1;
    }
  }
}
