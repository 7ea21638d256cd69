import { completeOptions, integerRule, type Rule, type Rules } from "../options.js";
import type { Study } from "../study/study.js";
import { type Perturbation, type ResolvedModel, resolvePerturbation } from "./perturbations/perturbation.js";

/** What a batch does; each option is written in the result. */
export interface SensitivityOptions {
  /** Perturbed matrices drawn, at most where there is a `targetError`; from 1 to 10¹⁵. @default 10000 */
  readonly samples?: number;
  /** Seed of every draw, an integer from 0 to 2³² − 1. @default 1 */
  readonly seed?: number;
  /** How a matrix is perturbed: a model, or several one after the other. @default { kind: "step", probability: 0.1 } */
  readonly perturbation?: Perturbation;
  /** Power of the indirect plane, the same in all samples: an integer from 1 to 200, or the stable one of the study as it is. @default "stable" */
  readonly power?: number | "stable";
  /** Line between low and high in every sample. Formulas are for single planes only. @default "mean" */
  readonly threshold?: "mean" | "median" | "midrange" | number;
  /** How many first ranks `amongFirst` looks at, at least 1; all variables where there are fewer. @default 5 */
  readonly top?: number;
  /** Stop, after 1 000 samples at least, at the first checkpoint whose largest standard error of a membership is at most this. @default null */
  readonly targetError?: number | null;
  /** Whether to count the pairs, n² numbers for each ranking; up to 256 variables. @default true up to 256 variables */
  readonly pairwise?: boolean;
}

/** What does not change the result: how it is computed. */
export interface RunOptions {
  /** Stops the batch: what has been counted by then is the result, with `complete: false`. */
  readonly signal?: AbortSignal | undefined;
  /** Called between chunks with the samples counted so far and those asked for. */
  readonly onProgress?: ((progress: { readonly samples: number; readonly total: number }) => void) | undefined;
  /** Threads, from 1 to 256; 0 to stay on this one, in slices of some milliseconds. @default as many as there are processors, none for a short batch */
  readonly workers?: number | undefined;
}

/** The options of a batch, complete. */
export interface ResolvedSensitivityOptions extends Required<Omit<SensitivityOptions, "perturbation">> {
  readonly perturbation: readonly ResolvedModel[];
}

/** Variables up to which pairs are counted. */
const MAX_PAIRWISE = 256;

type Plain = Omit<SensitivityOptions, "perturbation"> & RunOptions & { readonly perturbation?: unknown };

const anything: Rule = { expected: "anything", test: () => true };

const RULES: Rules<Plain> = {
  samples: integerRule(1, 1e15),
  seed: integerRule(0, 2 ** 32 - 1),
  power: {
    expected: "stable, or an integer from 1 to 200",
    test: (power) => power === "stable" || integerRule(1, 200).test(power, {}),
  },
  threshold: {
    expected: "mean, median, midrange or a finite number (a batch takes no formula)",
    test: (threshold) =>
      typeof threshold === "number"
        ? Number.isFinite(threshold)
        : ["mean", "median", "midrange"].includes(threshold as string),
  },
  top: integerRule(1, 1e6),
  targetError: {
    expected: "a number above 0 and below 1, or null",
    test: (value) => value === null || (typeof value === "number" && value > 0 && value < 1),
  },
  pairwise: { expected: "true or false", test: (value) => typeof value === "boolean" },
  perturbation: anything,
  signal: {
    expected: "an AbortSignal",
    test: (value) => value === undefined || typeof (value as AbortSignal | null)?.aborted === "boolean",
  },
  onProgress: { expected: "a function", test: (value) => value === undefined || typeof value === "function" },
  workers: {
    expected: "an integer from 0 to 256",
    test: (value) => value === undefined || integerRule(0, 256).test(value, {}),
  },
};

/** Checks and completes the options of a batch. Throws `OptionsError` with all that is wrong with them. */
export function resolveSensitivityOptions(
  study: Study,
  given: SensitivityOptions & RunOptions = {},
): { readonly options: ResolvedSensitivityOptions; readonly run: RunOptions } {
  const size = study.variables.length;
  const defaults = {
    samples: 10_000,
    seed: 1,
    power: "stable",
    threshold: "mean",
    top: 5,
    targetError: null,
    pairwise: size <= MAX_PAIRWISE,
    perturbation: { kind: "step" },
    signal: undefined,
    onProgress: undefined,
    workers: undefined,
  } as const;
  const rules: Rules<Plain> =
    size <= MAX_PAIRWISE
      ? RULES
      : { ...RULES, pairwise: { expected: `false above ${MAX_PAIRWISE} variables`, test: (value) => value === false } };
  const complete = completeOptions<Plain>(defaults as unknown as Required<Plain>, rules, given);
  const { signal, onProgress, workers, perturbation, ...options } = complete;
  return {
    options: {
      ...options,
      top: Math.min(options.top, size),
      perturbation: resolvePerturbation(study, perturbation as Perturbation),
    },
    run: { signal, onProgress, workers },
  };
}
