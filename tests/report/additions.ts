import type { ReportAdditions } from "../../src/report/report-additions.js";
import { cellInfluence } from "../../src/sensitivity/cell-influence.js";
import { robustness } from "../../src/sensitivity/robustness.js";
import { sensitivity } from "../../src/sensitivity/sensitivity.js";
import { thresholdTable } from "../../src/sensitivity/threshold-table.js";
import { variableRemoval } from "../../src/sensitivity/variable-removal.js";
import type { Study } from "../../src/study/study.js";

/** All a report can hold beside the analysis, at a size for tests. */
export async function additionsOf(study: Study, pairs = true): Promise<Required<Omit<ReportAdditions, "making">>> {
  return {
    sensitivity: await sensitivity(study, { samples: 500, workers: 0 }),
    robustness: robustness(study, { pairs }),
    cellInfluence: cellInfluence(study),
    variableRemoval: variableRemoval(study),
    thresholdTable: thresholdTable(study),
  };
}
