import { type ExactSums, toDecimal, toNumber } from "../matrix/exact-sums.js";
import type { Rule } from "../options.js";
import { evaluateFormula, parseFormula } from "./threshold-formula.js";

/** Line between low and high sums: a name, a number, or a formula over mean median min max std q1 q3 n, such as `mean + std / 2`. */
export type Threshold = "mean" | "median" | "midrange" | number | (string & {});

/** A threshold as an exact fraction of the sums' numerators, or as a float64 (formulas). */
export type ThresholdLine =
  | { readonly kind: "exact"; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: "real"; readonly value: number };

/** A threshold is one of three names, a finite number or a formula that {@link parseFormula} accepts. */
export const THRESHOLD_RULE: Rule = {
  expected: ({ threshold }) =>
    `mean, median, midrange, a number or a formula such as mean + std / 2${typeof threshold === "string" ? ` (${parseFormula(threshold).refusal})` : ""}`,
  test: (threshold) => {
    if (typeof threshold === "number") return Number.isFinite(threshold);
    return typeof threshold === "string" && (threshold === "midrange" || parseFormula(threshold).formula !== null);
  },
};

/** The line of a threshold on exact sums, in units of their numerators. Ties with the line are decided exactly, but for formulas. */
export function exactThreshold(sums: ExactSums, threshold: Threshold): ThresholdLine {
  const { numerators, denominator } = sums;
  const sorted = [...numerators].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const size = numerators.length;
  if (threshold === "mean") {
    const total = numerators.reduce((sum, value) => sum + value, 0n);
    return { kind: "exact", numerator: total, denominator: BigInt(size) };
  }
  if (threshold === "median") {
    const pair = sorted[(size - 1) >> 1]! + sorted[size >> 1]!;
    return { kind: "exact", numerator: pair, denominator: 2n };
  }
  if (threshold === "midrange") return { kind: "exact", numerator: sorted[0]! + sorted[size - 1]!, denominator: 2n };
  if (typeof threshold === "number") {
    const { mantissa, digits } = toDecimal(threshold);
    return { kind: "exact", numerator: mantissa * denominator, denominator: 10n ** BigInt(digits) };
  }
  return realThreshold(
    numerators.map((numerator) => toNumber(numerator, denominator)),
    threshold,
  );
}

/** The line of a threshold on real-valued sums, in float64. */
export function realThreshold(
  values: readonly number[],
  threshold: Threshold,
): { readonly kind: "real"; readonly value: number } {
  if (typeof threshold === "number") return { kind: "real", value: threshold };
  const formula = threshold === "midrange" ? "(min + max) / 2" : threshold;
  return { kind: "real", value: evaluateFormula(formula, values) };
}
