import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import { classify } from "../structure/classification.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions, indirect } from "../structure/indirect.js";
import type { Class } from "../structure/plane.js";
import { rankingHistory } from "../structure/ranking-history.js";
import { THRESHOLD_RULE, type Threshold } from "../structure/threshold.js";
import type { Study } from "../study/study.js";

export interface ThresholdTableOptions extends Pick<IndirectOptions, "power" | "maxPower" | "threshold"> {
  /** Lines to try, 1 to 20 of them. @default ["mean", "median", "midrange"] */
  readonly thresholds?: readonly Threshold[];
  /** Powers to try: 1 (the direct plane) to this one, at most 200. @default 10 */
  readonly powers?: number;
}

export interface ThresholdTableRow {
  readonly id: string;
  /** Class at the baseline: `power` and `threshold` of the options. */
  readonly baseline: Class | null;
  /** Class at each setting; null where the plane of that power is all zero. */
  readonly classes: readonly (Class | null)[];
  /** Part of the settings, 0 to 1, whose class is the baseline's; null without a baseline class. */
  readonly share: number | null;
}

export interface ThresholdTable {
  readonly options: Required<ThresholdTableOptions>;
  /** Power of the baseline. */
  readonly power: number;
  readonly stable: boolean;
  /** Every threshold at power 1, 2 …, one threshold after the other; `kept` counts the variables in their baseline class. */
  readonly settings: readonly { readonly threshold: Threshold; readonly power: number; readonly kept: number }[];
  readonly variables: readonly ThresholdTableRow[];
}

export const THRESHOLD_TABLE_DEFAULTS: Readonly<Required<ThresholdTableOptions>> = Object.freeze({
  power: INDIRECT_DEFAULTS.power,
  maxPower: INDIRECT_DEFAULTS.maxPower,
  threshold: INDIRECT_DEFAULTS.threshold,
  thresholds: Object.freeze(["mean", "median", "midrange"]),
  powers: 10,
});

const RULES: Rules<ThresholdTableOptions> = {
  power: INDIRECT_RULES.power,
  maxPower: INDIRECT_RULES.maxPower,
  threshold: THRESHOLD_RULE,
  thresholds: {
    expected: "a list of 1 to 20 different thresholds (mean, median, midrange, numbers or formulas)",
    test: (value) =>
      Array.isArray(value) &&
      value.length >= 1 &&
      value.length <= 20 &&
      new Set(value).size === value.length &&
      value.every((threshold) => THRESHOLD_RULE.test(threshold, {})),
  },
  powers: integerRule(1, 200),
};

/**
 * Does a class hang on the choice of the line or of the power? The class of every variable for each threshold at each power from 1 to `powers`.
 *
 * The baseline is the indirect plane at `power` (stable by default) and `threshold`. `share` is the part of all settings that give the
 * baseline's class. A power that vanishes has no classes, which differ from any. Exact, as every plane. Cost: O(powers × (non-zero cells + thresholds × n log n)).
 * Throws `options-invalid`, and `analysis-undefined` where sums pass float64.
 *
 * @example
 * const table = thresholdTable(study);
 * table.settings.length; // 30
 * table.variables[1].share; // 1
 */
export function thresholdTable(input: Study | InfluenceMatrix, options: ThresholdTableOptions = {}): ThresholdTable {
  const resolved = completeOptions(THRESHOLD_TABLE_DEFAULTS, RULES, options);
  const { power, maxPower, threshold, thresholds, powers } = resolved;
  const matrix = matrixOf(input);
  const baseline = indirect(matrix, { power, maxPower, threshold });
  const history = rankingHistory(matrix, powers);
  const sums = history.influence.map((influence, index) => ({
    power: index + 1,
    influence: influence.sums(),
    dependence: history.dependence[index]!.sums(),
  }));
  const planes = thresholds.flatMap((line) =>
    sums.map((at) => ({
      threshold: line,
      power: at.power,
      classes: classify(at.influence, at.dependence, line).classes,
    })),
  );
  const same = (classes: readonly (Class | null)[], i: number) =>
    classes[i] !== null && classes[i] === baseline.classes[i];
  return {
    options: resolved,
    // Only `dematel` has no power.
    power: baseline.power!,
    stable: baseline.stable,
    settings: planes.map(({ classes, ...setting }) => ({
      ...setting,
      kept: classes.filter((_, i) => same(classes, i)).length,
    })),
    variables: matrix.labels.map((id, i) => ({
      id,
      baseline: baseline.classes[i]!,
      classes: planes.map(({ classes }) => classes[i]!),
      share:
        baseline.classes[i] === null ? null : planes.filter(({ classes }) => same(classes, i)).length / planes.length,
    })),
  };
}
