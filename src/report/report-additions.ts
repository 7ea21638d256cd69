import type { CellInfluence } from "../sensitivity/cell-influence.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import type { Robustness } from "../sensitivity/robustness.js";
import type { ThresholdTable } from "../sensitivity/threshold-table.js";
import type { VariableRemoval } from "../sensitivity/variable-removal.js";
import type { Section } from "./document.js";
import type { ReportContext } from "./report-context.js";
import { choicesSection } from "./sections/choices-section.js";
import type { ReportMaking } from "./sections/making-section.js";
import { robustnessSection } from "./sections/robustness-section.js";
import { sensitivityClassesSection } from "./sections/sensitivity-classes-section.js";
import { sensitivityRanksSection } from "./sections/sensitivity-ranks-section.js";

/** What a report may hold beside the analysis. Each is of the same study; what is not given has no section. */
export interface ReportAdditions {
  /** How the matrix came about; its section comes before that of the matrix. */
  readonly making?: ReportMaking;
  readonly sensitivity?: SensitivityResult;
  readonly robustness?: Robustness;
  readonly cellInfluence?: CellInfluence;
  readonly variableRemoval?: VariableRemoval;
  readonly thresholdTable?: ThresholdTable;
}

/** The sections of what is given beside its making: classes and ranks of the batch, judgements, then variables, lines and powers. */
export function additionalSections(context: ReportContext, additions: ReportAdditions): Section[] {
  const { sensitivity, robustness, cellInfluence, variableRemoval, thresholdTable } = additions;
  return [
    ...(sensitivity === undefined
      ? []
      : [sensitivityClassesSection(context, sensitivity), sensitivityRanksSection(context, sensitivity)]),
    ...(robustness === undefined && cellInfluence === undefined
      ? []
      : [robustnessSection(context, robustness, cellInfluence)]),
    ...(variableRemoval === undefined && thresholdTable === undefined
      ? []
      : [choicesSection(context, variableRemoval, thresholdTable)]),
  ];
}
