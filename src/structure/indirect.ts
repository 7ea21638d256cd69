import { type Connectivity, connectivity } from "../matrix/connectivity.js";
import type { InfluenceMatrix } from "../matrix/influence-matrix.js";
import { classify, classifyReals } from "./classification.js";
import { dematel } from "./dematel.js";
import type { Plane } from "./plane.js";
import { type RankingHistory, rankingHistory, stablePower } from "./ranking-history.js";
import type { Threshold } from "./threshold.js";

/** How indirect influences add up: Mᵏ, Σ αʲ⁻¹ Mʲ, or N(I − N)⁻¹. */
export type Measure = "power" | "attenuated" | "dematel";

export const MEASURES: readonly Measure[] = ["power", "attenuated", "dematel"];

/**
 * Why the rankings of a plane are not stable: no loops, so the powers vanish; a pattern that comes round every few powers;
 * parts that do not influence one another and grow at paces of their own; not within `maxPower`; or the power asked for
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
  /** @default "power" */
  readonly measure?: Measure;
  /** An integer from 1 to `maxPower`, or the smallest stable one. @default "stable" */
  readonly power?: number | "stable";
  /** @default 50 */
  readonly maxPower?: number;
  /** α of `attenuated`, 0 < α ≤ 1. @default 0.5 */
  readonly attenuation?: number;
  /** @default "mean" */
  readonly threshold?: Threshold;
}

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
 * const plane = indirect(influenceMatrix(study));
 * plane.power; // 7
 */
export function indirect(
  matrix: InfluenceMatrix,
  options: IndirectOptions = {},
  history?: RankingHistory,
): IndirectPlane {
  const { measure = "power", power = "stable", maxPower = 50, attenuation = 0.5, threshold = "mean" } = options;
  if (measure === "dematel") {
    const total = dematel(matrix);
    return { ...classifyReals(total.influence, total.dependence, threshold), power: null, stable: true, reason: null };
  }
  const { influence, dependence, ...ranks } =
    history ?? rankingHistory(matrix, maxPower, measure === "attenuated" ? attenuation : null);
  const pattern = connectivity(matrix);
  const vanishes = pattern.nilpotent && measure === "power";
  const settled = vanishes ? null : stablePower({ influence, dependence, ...ranks });
  const chosen = power === "stable" ? (settled ?? maxPower) : power;
  const stable = settled !== null && chosen >= settled;
  const plane = classify(influence[chosen - 1]!.sums(), dependence[chosen - 1]!.sums(), threshold);
  return { ...plane, power: chosen, stable, reason: stable ? null : settled !== null ? "early" : reasonOf(pattern) };
}

function reasonOf({ nilpotent, period, irreducible }: Connectivity): InstabilityReason {
  if (nilpotent) return "nilpotent";
  if (period > 1) return "periodic";
  return irreducible ? "slow" : "reducible";
}
