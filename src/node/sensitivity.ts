import { availableParallelism } from "node:os";
import type { RunOptions, SensitivityOptions } from "../sensitivity/options.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import { runSensitivity } from "../sensitivity/run-sensitivity.js";
import type { Study } from "../study/study.js";
import { threads } from "./threads.js";

/**
 * How sure is each class? The batch of `motrice`'s own `sensitivity`, counted by worker threads: as many as there are processors where
 * `workers` is not given, none for a batch that takes less time than to start them. The same bytes whoever counts.
 *
 * @example
 * const { classificationKept } = await sensitivity(study, { samples: 1000, seed: 7, workers: 0 });
 * classificationKept.indirect < 1; // true
 */
export function sensitivity(study: Study, options: SensitivityOptions & RunOptions = {}): Promise<SensitivityResult> {
  return runSensitivity(study, options, threads, Math.min(64, availableParallelism()));
}
