import type { BatchPlan } from "../batch-plan.js";
import { sampleGenerator, seedKeys } from "./generator.js";
import type { SampleValues } from "./sample-values.js";

/** One number a moving cell; the value is that of the last limit the number passes. */
export function drawnValues({ seed, drawn }: BatchPlan): SampleValues {
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
