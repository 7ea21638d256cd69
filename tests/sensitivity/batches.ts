import { compileBatch } from "../../src/sensitivity/compile-batch.js";
import { resolveSensitivityOptions, type SensitivityOptions } from "../../src/sensitivity/options.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import type { Study } from "../../src/study/study.js";

/** A batch made ready, as `sensitivity` does it. */
export function batchOf(study: Study, given: SensitivityOptions = {}) {
  const { options } = resolveSensitivityOptions(study, given);
  const { power, threshold } = options;
  const planes = [direct(study, { threshold }), indirect(study, { power, threshold })] as const;
  return compileBatch(study, options, planes[1].power!, planes);
}
