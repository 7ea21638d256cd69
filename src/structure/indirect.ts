import { connectivity } from "../matrix/connectivity.js";
import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { spectrum } from "../matrix/spectrum.js";
import { choiceRule, completeOptions, integerRule, type Rules, rangeRule } from "../options.js";
import type { Study } from "../study/study.js";
import { classify, classifyReals } from "./classification.js";
import { dematel } from "./dematel.js";
import type { Plane } from "./plane.js";
import { type RankingHistory, rankingHistory, stablePower } from "./ranking-history.js";
import { THRESHOLD_RULE, type Threshold } from "./threshold.js";

/** How indirect influences add up: Mᵏ, Σ αʲ⁻¹ Mʲ, or N(I − N)⁻¹. */
export type Measure = "power" | "attenuated" | "dematel";

const MEASURES: readonly Measure[] = ["power", "attenuated", "dematel"];

/**
 * Why the rankings of a plane are not stable: no loops, so the powers vanish; a leading part whose pattern comes round every few
 * powers; parts that do not influence one another and grow at paces of their own; not within `maxPower`; or the power asked for
 * comes before the stable one.
 */
export type InstabilityReason = "nilpotent" | "periodic" | "reducible" | "slow" | "early";

export interface IndirectPlane extends Plane {
  /** The power, or the number of terms of the attenuated sum; null for dematel, which has all of them. */
  readonly power: number | null;
  /** Whether both rankings are the same from this power to `maxPower`. */
  readonly stable: boolean;
  readonly reason: InstabilityReason | null;
}

export interface IndirectOptions {
  /** How indirect influences add up. @default "power" */
  readonly measure?: Measure;
  /** Power of the matrix: an integer from 1 to `maxPower`, or the smallest stable one. @default "stable" */
  readonly power?: number | "stable";
  /** Largest power looked at, from 1 to 200. @default 50 */
  readonly maxPower?: number;
  /** α of `attenuated`, from 0.000001 to 1. @default 0.5 */
  readonly attenuation?: number;
  /** Line between low and high: a name, a number or a formula such as `mean + std / 2`. @default "mean" */
  readonly threshold?: Threshold;
}

export const INDIRECT_DEFAULTS: Readonly<Required<IndirectOptions>> = Object.freeze({
  power: "stable",
  maxPower: 50,
  measure: "power",
  attenuation: 0.5,
  threshold: "mean",
});

export const INDIRECT_RULES: Rules<IndirectOptions> = {
  power: {
    expected: ({ maxPower }) => `stable, or an integer from 1 to maxPower (${maxPower})`,
    test: (power, { maxPower }) => power === "stable" || integerRule(1, maxPower as number).test(power, {}),
  },
  maxPower: integerRule(1, 200),
  measure: choiceRule(MEASURES),
  attenuation: rangeRule(1e-6, 1),
  threshold: THRESHOLD_RULE,
};

/**
 * The indirect plane: who influences and who depends, chains of influences counted.
 *
 * - `power`: row and column sums of Mᵏ, diagonal kept (Godet 2006, chapter 3).
 * - `attenuated`: sums of M + αM² + … + αᵏ⁻¹Mᵏ, diagonal kept.
 * - `dematel`: sums of N(I − N)⁻¹, N = M ÷ the largest row or column sum.
 *
 * `power: "stable"` takes the smallest k from which both rankings, ties included, hold to `maxPower`, at least five powers
 * further; where there is none, `maxPower`, `stable: false` and the reason. Sums and rankings of the first two are exact at any
 * power. A matrix without loops has zero sums beyond its longest chain, and then no classes.
 *
 * Cost: O(maxPower × non-zero cells); `dematel` O(n³). Throws `analysis-undefined` where sums pass float64 or N(I − N)⁻¹ does not exist.
 *
 * @example
 * const plane = indirect(study);
 * plane.power; // 7
 */
export function indirect(input: Study | InfluenceMatrix, options: IndirectOptions = {}): IndirectPlane {
  const resolved = completeOptions(INDIRECT_DEFAULTS, INDIRECT_RULES, options);
  const matrix = matrixOf(input);
  return indirectPlane(matrix, resolved, historyFor(matrix, resolved));
}

/** The rankings a plane and its stability rest on. DEMATEL has no powers of its own: its stability is that of the plain ones. */
export function historyFor(
  matrix: InfluenceMatrix,
  options: Pick<Required<IndirectOptions>, "measure" | "maxPower" | "attenuation">,
): RankingHistory {
  return rankingHistory(matrix, options.maxPower, options.measure === "attenuated" ? options.attenuation : null);
}

/** {@link indirect} on rankings at hand, options checked. */
export function indirectPlane(
  matrix: InfluenceMatrix,
  options: Required<IndirectOptions>,
  history: RankingHistory,
): IndirectPlane {
  const { measure, power, maxPower, threshold } = options;
  if (measure === "dematel") {
    const total = dematel(matrix);
    return { ...classifyReals(total.influence, total.dependence, threshold), power: null, stable: true, reason: null };
  }
  const vanishes = measure === "power" && connectivity(matrix).nilpotent;
  const settled = vanishes ? null : stablePower(history);
  const chosen = power === "stable" ? (settled ?? maxPower) : power;
  const stable = settled !== null && chosen >= settled;
  const plane = classify(history.influence[chosen - 1]!.sums(), history.dependence[chosen - 1]!.sums(), threshold);
  return { ...plane, power: chosen, stable, reason: stable ? null : settled !== null ? "early" : instability(matrix) };
}

/** Why no power is stable, by what sets the pace in the long run. */
function instability(matrix: InfluenceMatrix): InstabilityReason {
  const { irreducible, limitInfluenceReason, limitDependenceReason } = spectrum(matrix);
  for (const reason of [limitInfluenceReason, limitDependenceReason]) {
    if (reason === "nilpotent" || reason === "periodic") return reason;
  }
  return irreducible ? "slow" : "reducible";
}
