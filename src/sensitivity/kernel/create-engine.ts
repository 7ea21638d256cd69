import type { BatchPlan } from "../batch-plan.js";
import type { Engine } from "./engine.js";
import { createKernel } from "./kernel.js";
import { createTwin } from "./twin.js";

/** The kernel in WebAssembly, or its plain twin where WebAssembly with SIMD is missing or forbidden. */
export async function createEngine(plan: BatchPlan): Promise<Engine> {
  return (await createKernel(plan)) ?? createTwin(plan);
}
