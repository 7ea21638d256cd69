import { MotriceError } from "../errors.js";
import { type ExactSums, toNumber } from "../matrix/exact-sums.js";
import { rankIntegers, rankReals } from "../matrix/ranking.js";
import type { Class, Plane } from "./plane.js";
import { exactThreshold, realThreshold, type Threshold } from "./threshold.js";

/** One axis of a plane: the sums with all that follows from them. */
interface Axis {
  readonly sums: readonly number[];
  readonly shares: readonly number[];
  readonly ranks: readonly number[];
  readonly threshold: number;
  readonly distances: readonly number[];
  readonly high: readonly boolean[];
  readonly zero: boolean;
}

/** Rounding allowed where a line comes from a formula: a sum this close below it, relative to it, is high. */
const FORMULA_TOLERANCE = 1e-12;

/**
 * The four classes of an influence–dependence plane, from exact sums.
 *
 * A sum ≥ its threshold is high: motor is high in influence and low in dependence, relay high in both, dependent low and high,
 * autonomous low in both. Sums, ranks and comparisons with `mean`, `median`, `midrange` and numbers are exact;
 * a formula is compared in float64 with a tolerance of 1e-12. A plane whose sums are all zero has no classes (`null`).
 *
 * Cost: O(n log n). Throws `analysis-undefined` where a sum passes the range of float64.
 */
export function classify(influence: ExactSums, dependence: ExactSums, threshold: Threshold): Plane {
  return toPlane(exactAxis(influence, threshold), exactAxis(dependence, threshold));
}

/** The four classes from real-valued sums; values that differ by less than 1e-9 of their size tie, in rank and with the line. */
export function classifyReals(
  influence: readonly number[],
  dependence: readonly number[],
  threshold: Threshold,
): Plane {
  return toPlane(realAxis(influence, threshold), realAxis(dependence, threshold));
}

function exactAxis(exact: ExactSums, threshold: Threshold): Axis {
  const { numerators, denominator } = exact;
  const total = numerators.reduce((sum, value) => sum + value, 0n);
  const sums = numerators.map((numerator) => toNumber(numerator, denominator));
  if (!Number.isFinite(toNumber(total, denominator))) {
    const message =
      "the sums at this power pass the range of float64 (1.8e308): choose a smaller power or smaller cell values";
    throw new MotriceError("analysis-undefined", message, [
      { path: "power", expected: "sums below 1.8e308", received: "larger ones" },
    ]);
  }
  const line = exactThreshold(exact, threshold);
  const common = {
    sums,
    shares: numerators.map((numerator) => (total === 0n ? 0 : toNumber(10_000n * numerator, total))),
    ranks: Array.from(rankIntegers(numerators)),
    zero: total === 0n,
  };
  if (line.kind === "real") {
    const distances = sums.map((sum) => sum - line.value);
    const slack = FORMULA_TOLERANCE * Math.abs(line.value);
    return { ...common, threshold: line.value, distances, high: distances.map((distance) => distance >= -slack) };
  }
  const beyond = numerators.map((numerator) => numerator * line.denominator - line.numerator);
  const unit = line.denominator * denominator;
  return {
    ...common,
    threshold: signedNumber(line.numerator, unit),
    distances: beyond.map((difference) => signedNumber(difference, unit)),
    high: beyond.map((difference) => difference >= 0n),
  };
}

function realAxis(sums: readonly number[], threshold: Threshold): Axis {
  const total = sums.reduce((sum, value) => sum + value, 0);
  const line = realThreshold(sums, threshold).value;
  const distances = sums.map((sum) => sum - line);
  return {
    sums,
    shares: sums.map((sum) => (total === 0 ? 0 : (10_000 * sum) / total)),
    ranks: Array.from(rankReals(sums)),
    threshold: line,
    distances,
    high: distances.map((distance) => distance >= -1e-9 * Math.abs(line)),
    zero: total === 0,
  };
}

function toPlane(influence: Axis, dependence: Axis): Plane {
  const zero = influence.zero && dependence.zero;
  const classOf = (i: number): Class => {
    if (influence.high[i]) return dependence.high[i] ? "relay" : "motor";
    return dependence.high[i] ? "dependent" : "autonomous";
  };
  return {
    influence: influence.sums,
    dependence: dependence.sums,
    influenceShare: influence.shares,
    dependenceShare: dependence.shares,
    influenceRank: influence.ranks,
    dependenceRank: dependence.ranks,
    influenceThreshold: influence.threshold,
    dependenceThreshold: dependence.threshold,
    influenceDistance: influence.distances,
    dependenceDistance: dependence.distances,
    classes: influence.sums.map((_, i) => (zero ? null : classOf(i))),
  };
}

function signedNumber(numerator: bigint, denominator: bigint): number {
  return numerator < 0n ? -toNumber(-numerator, denominator) : toNumber(numerator, denominator);
}
