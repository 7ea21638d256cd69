import type { BatchPlan } from "../batch-plan.js";
import { countsLayout } from "../counts.js";
import { sampleCounter } from "./count-sample.js";
import { createSampleValues } from "./create-sample-values.js";
import type { Engine } from "./engine.js";

/** Samples in one answer of {@link Engine.sums}. */
const BLOCK = 16;

/**
 * The kernel's twin in plain TypeScript: the same numbers, the same order of every addition, the same bytes. Where there is no
 * WebAssembly it does all the work; everywhere it counts what is left of a chunk after whole blocks.
 */
export function createTwin(plan: BatchPlan): Engine {
  const { size } = plan;
  const values = Float64Array.from(plan.fixed);
  const draw = createSampleValues(plan);
  const countSample = sampleCounter(plan);
  const ones = new Float64Array(size).fill(1);
  const vectors = Array.from({ length: 4 }, () => new Float64Array(size));
  const spare = Array.from({ length: 2 }, () => new Float64Array(size));
  const drawSums = (sample: number) => {
    draw(sample, values, 0, 1);
    propagate(plan, values, ones, vectors, spare);
  };
  return {
    kind: "twin",
    count: (first, samples) => {
      const counts = new Uint32Array(countsLayout(size, plan.pairwise).length);
      for (let sample = first; sample < first + samples; sample++) {
        drawSums(sample);
        countSample(vectors, counts);
      }
      return counts;
    },
    sums: (first) => {
      const all = new Float64Array(4 * size * BLOCK);
      for (let sample = 0; sample < BLOCK; sample++) {
        drawSums(first + sample);
        vectors.forEach((vector, index) => {
          vector.forEach((sum, variable) => {
            all[(index * size + variable) * BLOCK + sample] = sum;
          });
        });
      }
      return all;
    },
  };
}

/** Sums of the first and of the last power: x ← M·x and y ← Mᵀ·y from ones. */
function propagate(
  plan: BatchPlan,
  values: Float64Array,
  ones: Float64Array,
  vectors: readonly Float64Array[],
  spare: readonly Float64Array[],
): void {
  const [directX, directY, lastX, lastY] = vectors as [Float64Array, Float64Array, Float64Array, Float64Array];
  multiply(plan, values, ones, ones, directX, directY);
  lastX.set(directX);
  lastY.set(directY);
  for (let k = 2; k <= plan.power; k++) {
    spare[0]!.set(lastX);
    spare[1]!.set(lastY);
    multiply(plan, values, spare[0]!, spare[1]!, lastX, lastY);
  }
}

/** One product on both sides; terms are added row by row, columns rising, as the kernel adds them. */
function multiply(
  { size, rowStarts, columns }: BatchPlan,
  values: Float64Array,
  x: Float64Array,
  y: Float64Array,
  nextX: Float64Array,
  nextY: Float64Array,
): void {
  nextY.fill(0);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let cell = rowStarts[row]!; cell < rowStarts[row + 1]!; cell++) {
      const column = columns[cell]!;
      sum += values[cell]! * x[column]!;
      nextY[column]! += values[cell]! * y[row]!;
    }
    nextX[row] = sum;
  }
}
