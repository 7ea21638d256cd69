import type { BatchPlan } from "../batch-plan.js";
import { expertValues } from "./expert-values.js";
import { sampleGenerator, seedKeys } from "./generator.js";

/**
 * Puts the values of all cells in one sample into `into[offset + stride × cell]`. Cells that do not move are left to the caller,
 * who starts from the plan's fixed values.
 */
export type SampleValues = (sample: number, into: Float64Array, offset: number, stride: number) => void;

export function sampleValues(plan: BatchPlan): SampleValues {
  return plan.experts === null ? drawnValues(plan) : expertValues(plan, plan.experts);
}

/** One number a moving cell; the value is that of the last limit the number passes. */
function drawnValues({ seed, drawn }: BatchPlan): SampleValues {
  const { cells, starts, limits, values, first } = drawn;
  const keys = seedKeys(seed);
  return (sample, into, offset, stride) => {
    const next = sampleGenerator(keys, sample);
    for (let index = 0; index < cells.length; index++) {
      const number = next();
      let value = first[index]!;
      for (let limit = starts[index]!; limit < starts[index + 1]! && number > limits[limit]!; limit++)
        value = values[limit]!;
      into[offset + stride * cells[index]!] = value;
    }
  };
}
