import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import type { Rules } from "../options.js";
import { direct } from "../structure/direct.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions, indirect } from "../structure/indirect.js";
import type { Plane } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { LARGEST_SCORE_RULE, type OneStepChanges, oneStepChanges } from "./one-step-changes.js";

/** What every analysis of changed studies takes. */
export interface ChangedStudyOptions extends Pick<IndirectOptions, "power" | "maxPower" | "threshold"> {
  /** Upper end of the scale of scores; `scale` reads it from the study (3 where it names none). @default "scale" */
  readonly largestScore?: number | "scale";
}

export const CHANGED_STUDY_DEFAULTS: Readonly<Required<ChangedStudyOptions>> = Object.freeze({
  power: INDIRECT_DEFAULTS.power,
  maxPower: INDIRECT_DEFAULTS.maxPower,
  threshold: INDIRECT_DEFAULTS.threshold,
  largestScore: "scale",
});

export const CHANGED_STUDY_RULES: Rules<ChangedStudyOptions> = {
  power: INDIRECT_RULES.power,
  maxPower: INDIRECT_RULES.maxPower,
  threshold: INDIRECT_RULES.threshold,
  largestScore: LARGEST_SCORE_RULE,
};

/** A study as it is, with all its one-step changes. The power found on it stays fixed for every change. */
export interface UnchangedStudy {
  readonly matrix: InfluenceMatrix;
  readonly steps: OneStepChanges;
  readonly power: number;
  readonly stable: boolean;
  readonly direct: Plane;
  readonly indirect: Plane;
}

/** The planes of a study before anything changes. */
export function unchangedStudy(
  input: Study | InfluenceMatrix,
  { power, maxPower, threshold, largestScore }: Required<ChangedStudyOptions>,
): UnchangedStudy {
  const matrix = matrixOf(input);
  const steps = oneStepChanges(input, largestScore);
  const plane = indirect(matrix, { power, maxPower, threshold });
  // Only `dematel` has no power.
  return {
    matrix,
    steps,
    power: plane.power!,
    stable: plane.stable,
    direct: direct(matrix, { threshold }),
    indirect: plane,
  };
}
