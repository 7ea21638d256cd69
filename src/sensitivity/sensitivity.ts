import type { Study } from "../study/study.js";
import type { RunOptions, SensitivityOptions } from "./options.js";
import type { SensitivityResult } from "./result.js";
import { runSensitivity } from "./run-sensitivity.js";
import { webWorkers } from "./web-workers.js";

/**
 * How sure is each class? Draws perturbed matrices by the thousand or million and counts classes, ranks and pairs in the direct
 * and in the indirect plane.
 *
 * Sample s is a function of the seed and of s alone (xoshiro128++ from a hash of both), each cell's draw tied to the ids of its
 * variables: the same seed gives the same bytes on any number of workers, in Node and in browsers, and reordering the variables permutes the
 * result. A membership is the share p of samples in which a variable has a class, its standard error √(p(1 − p) ÷ samples).
 * All samples have the power of the baseline. Sums are float64, exact for integers below 2⁵³ (`exact` says whether all are).
 *
 * Samples whose sums are all zero have no classes: memberships are shares of the others, and null where there are none. One
 * variable, or an all-zero matrix, is such a case. Blanks stay 0. Cost of a sample: O(power × non-zero cells + n²), in WebAssembly with
 * SIMD about a microsecond for 29 variables; memory does not grow with `samples`.
 *
 * In browsers web workers count, elsewhere the calling thread, in slices of some milliseconds; `motrice/node` has threads. Throws
 * {@link OptionsError}, `analysis-undefined` as {@link indirect} does, and the signal's reason where it comes before the first sample.
 *
 * Source: the perturbed rankings of MICMAC matrices and their classes; Metropolis and Ulam 1949, doi:10.1080/01621459.1949.10483310.
 *
 * @example
 * const { indirect } = await sensitivity(study, { samples: 2000, perturbation: { kind: "step", probability: 0.2 } });
 * indirect.membership?.[0]; // shares of motor, relay, dependent, autonomous
 */
export function sensitivity(study: Study, options: SensitivityOptions & RunOptions = {}): Promise<SensitivityResult> {
  const { navigator } = globalThis as { readonly navigator?: { readonly hardwareConcurrency?: number } };
  return runSensitivity(study, options, webWorkers, Math.min(64, navigator?.hardwareConcurrency ?? 1));
}
