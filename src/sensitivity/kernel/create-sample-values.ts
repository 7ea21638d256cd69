import type { BatchPlan } from "../batch-plan.js";
import { drawnValues } from "./drawn-values.js";
import { expertValues } from "./expert-values.js";
import type { SampleValues } from "./sample-values.js";

/** How the values of a batch's samples are drawn: cell by cell, or contribution by contribution. */
export function createSampleValues(plan: BatchPlan): SampleValues {
  return plan.experts === null ? drawnValues(plan) : expertValues(plan, plan.experts);
}
