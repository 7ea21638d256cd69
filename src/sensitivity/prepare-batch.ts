import { direct } from "../structure/direct.js";
import { type IndirectPlane, indirect } from "../structure/indirect.js";
import type { Plane } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { type CompiledBatch, compileBatch } from "./compile-batch.js";
import type { ResolvedSensitivityOptions } from "./options.js";
import type { ResolvedModel } from "./perturbations/perturbation.js";
import type { ConvergencePoint, DescribedModel, SensitivityResult } from "./result.js";
import { summarizePlane, type Tally } from "./summarize-plane.js";

/** What a batch counted. */
export interface BatchOutcome {
  readonly tally: Tally;
  readonly convergence: readonly ConvergencePoint[];
  readonly complete: boolean;
}

/** A batch before the first sample: the planes of the study as it is, and the plan. */
export interface PreparedBatch {
  readonly variables: readonly string[];
  readonly options: ResolvedSensitivityOptions;
  readonly baseline: { readonly direct: Plane; readonly indirect: IndirectPlane };
  readonly batch: CompiledBatch;
}

/** Powers looked at for the stable one, as in `indirect`. */
const MAX_POWER = 50;

export function prepareBatch(study: Study, options: ResolvedSensitivityOptions): PreparedBatch {
  const { power, threshold } = options;
  const maxPower = Math.max(MAX_POWER, power === "stable" ? 0 : power);
  const baseline = { direct: direct(study, { threshold }), indirect: indirect(study, { power, maxPower, threshold }) };
  return {
    variables: study.variables.map(({ id }) => id),
    options,
    baseline,
    batch: compileBatch(study, options, baseline.indirect.power!, [baseline.direct, baseline.indirect]),
  };
}

/** The result of what a batch counted, one sample at least. */
export function batchResult(
  { variables, options, baseline, batch }: PreparedBatch,
  { tally, convergence, complete }: BatchOutcome,
): SensitivityResult {
  const last = convergence.at(-1)!;
  return {
    samples: tally.samples,
    seed: options.seed,
    options: describe(options),
    variables,
    baseline,
    direct: summarizePlane(tally, 0, baseline.direct, options.top, batch.exact[0]),
    indirect: summarizePlane(tally, 1, baseline.indirect, options.top, batch.exact[1]),
    classificationKept: { direct: last.direct.classificationKept, indirect: last.indirect.classificationKept },
    convergence,
    complete,
  };
}

function describe(options: ResolvedSensitivityOptions): SensitivityResult["options"] {
  const describeModel = (model: ResolvedModel): DescribedModel =>
    "contributions" in model ? { ...model, contributions: model.contributions.length } : model;
  return { ...options, perturbation: options.perturbation.map(describeModel) };
}
