import { direct } from "../structure/direct.js";
import { indirect } from "../structure/indirect.js";
import type { Study } from "../study/study.js";
import { compileBatch } from "./compile-batch.js";
import { type Crew, expectedMs, type Recruit } from "./crew.js";
import {
  type ResolvedSensitivityOptions,
  type RunOptions,
  resolveSensitivityOptions,
  type SensitivityOptions,
} from "./options.js";
import type { ResolvedModel } from "./perturbations/perturbation.js";
import type { DescribedModel, SensitivityResult } from "./result.js";
import { runBatch } from "./run-batch.js";
import { summarizePlane } from "./summarize-plane.js";

/** Powers looked at for the stable one, as in `indirect`. */
const MAX_POWER = 50;

/** Time a batch must take on one core for threads to be worth their start. */
const WORTH_THREADS_MS = 150;

/** A batch from study to result, counted by whom `recruit` brings; `processors` is how many workers are tried where none are asked for. */
export async function runSensitivity(
  study: Study,
  given: SensitivityOptions & RunOptions,
  recruit: Recruit,
  processors: number,
): Promise<SensitivityResult> {
  const { options, run } = resolveSensitivityOptions(study, given);
  run.signal?.throwIfAborted();
  const { power, threshold } = options;
  const maxPower = Math.max(MAX_POWER, power === "stable" ? 0 : power);
  const baseline = { direct: direct(study, { threshold }), indirect: indirect(study, { power, maxPower, threshold }) };
  const batch = compileBatch(study, options, baseline.indirect.power!, [baseline.direct, baseline.indirect]);
  const short = options.samples * expectedMs(batch.plan) < WORTH_THREADS_MS;
  const crew: Crew = await recruit(batch.plan, run.workers ?? (short ? 0 : processors));
  try {
    const { tally, convergence, complete } = await runBatch(batch, options, run, crew);
    const last = convergence.at(-1)!;
    return {
      samples: tally.samples,
      seed: options.seed,
      options: describe(options),
      variables: study.variables.map(({ id }) => id),
      baseline,
      direct: summarizePlane(tally, 0, baseline.direct, options.top, batch.exact[0]),
      indirect: summarizePlane(tally, 1, baseline.indirect, options.top, batch.exact[1]),
      classificationKept: { direct: last.direct.classificationKept, indirect: last.indirect.classificationKept },
      convergence,
      complete,
    };
  } finally {
    await crew.close();
  }
}

function describe(options: ResolvedSensitivityOptions): SensitivityResult["options"] {
  const describeModel = (model: ResolvedModel): DescribedModel =>
    "contributions" in model ? { ...model, contributions: model.contributions.length } : model;
  return { ...options, perturbation: options.perturbation.map(describeModel) };
}
