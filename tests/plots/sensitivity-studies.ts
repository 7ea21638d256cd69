import { analyze } from "../../src/analysis/analyze.js";
import type { SensitivityPlotInput } from "../../src/plots/sensitivity-plot-options.js";
import type { SensitivityOptions } from "../../src/sensitivity/options.js";
import { sensitivity } from "../../src/sensitivity/sensitivity.js";
import type { Study } from "../../src/study/study.js";

/** A study with its analysis and a batch, drawn on this thread. */
export async function batchOf(study: Study, options: SensitivityOptions = {}): Promise<SensitivityPlotInput> {
  const analysis = analyze(study, { loopLength: 2 });
  return { study, analysis, sensitivity: await sensitivity(study, { samples: 400, ...options, workers: 0 }) };
}
