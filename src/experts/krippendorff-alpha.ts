import { choiceRule, completeOptions, type Rules } from "../options.js";

export interface KrippendorffAlphaOptions {
  /** What counts as a larger difference: order alone, equality alone, or the distance of the numbers. @default "ordinal" */
  readonly metric?: "ordinal" | "nominal" | "interval";
}

export interface KrippendorffAlpha {
  /** At most 1; null where it has no value. */
  readonly alpha: number | null;
  /** Why it has none: no unit with two values (`no-overlap`), or a single value throughout (`no-variation`). */
  readonly reason: "no-overlap" | "no-variation" | null;
  /** Units with at least two values. */
  readonly units: number;
  /** Values in those units: what the measure rests on. */
  readonly values: number;
}

const DEFAULTS: Readonly<Required<KrippendorffAlphaOptions>> = Object.freeze({ metric: "ordinal" });

const RULES: Rules<KrippendorffAlphaOptions> = { metric: choiceRule(["ordinal", "nominal", "interval"]) };

/**
 * Krippendorff's alpha: do the observers agree beyond what chance would give? 1 perfect, 0 chance, below 0 systematic disagreement.
 *
 * `ratings[observer][unit]` is a number or null where the observer left the unit out. With n the values in units that have at least two, o(c, k) the coincidences
 * of the values c and k (a unit of m values gives each of its ordered pairs 1 ÷ (m − 1)) and n(c) their sums, α = 1 − (n − 1) Σ o(c, k) δ²(c, k) ÷ Σ n(c) n(k) δ²(c, k).
 * Ordinal: δ(c, k) = Σ n(g) over the values g from c to k, less (n(c) + n(k)) ÷ 2; nominal: 1 where they differ; interval: c − k.
 *
 * Without a unit that two observers rated, or with one value throughout, there is nothing to compare: null with the reason. Krippendorff asks for α ≥ 0.8 to
 * rely on data, and for ≥ 0.667 to draw tentative conclusions.
 *
 * Cost: O(values + v² · (units + v)) for v distinct values. Throws RangeError where the observers rated different numbers of units and for values that are NaN or infinite, `options-invalid` for an unknown metric.
 *
 * Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, https://repository.upenn.edu/asc_papers/43; Hayes and Krippendorff 2007, doi:10.1080/19312450709336664.
 *
 * @example
 * const two = [[1, 2, 3, 3], [1, 2, 3, 2]];
 * krippendorffAlpha(two).alpha; // 0.79
 * krippendorffAlpha([[1, 2, null]]); // { alpha: null, reason: "no-overlap", units: 0, values: 0 }
 */
export function krippendorffAlpha(
  ratings: readonly (readonly (number | null)[])[],
  options: KrippendorffAlphaOptions = {},
): KrippendorffAlpha {
  const { metric } = completeOptions(DEFAULTS, RULES, options);
  const count = ratings[0]?.length ?? 0;
  if (ratings.some((row) => row.length !== count)) {
    throw new RangeError("krippendorffAlpha requires as many units from every observer");
  }
  const odd = ratings.flat().find((value) => value !== null && !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`krippendorffAlpha requires finite values or null, got ${odd}`);
  const units = Array.from({ length: count }, (_, unit) =>
    ratings.map((row) => row[unit]!).filter((value) => value !== null),
  ).filter((values) => values.length > 1);
  const given = units.flat();
  const values = [...new Set(given)].sort((a, b) => a - b);
  const total = given.length;
  const size = { units: units.length, values: total };
  if (units.length === 0) return { alpha: null, reason: "no-overlap", ...size };
  if (values.length === 1) return { alpha: null, reason: "no-variation", ...size };
  const countsOf = (list: readonly number[]) => {
    const counts = new Map<number, number>();
    for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const totals = countsOf(given);
  const frequency = values.map((value) => totals.get(value)!);
  const squared = squaredDifferences(values, frequency, metric);
  const place = new Map(values.map((value, i) => [value, i]));
  let observed = 0;
  for (const unit of units) {
    const counts = [...countsOf(unit)].map(([value, times]) => ({ at: place.get(value)!, times }));
    let sum = 0;
    for (const a of counts) for (const b of counts) sum += a.times * b.times * squared[a.at]![b.at]!;
    observed += sum / (unit.length - 1);
  }
  let expected = 0;
  frequency.forEach((a, c) => {
    frequency.forEach((b, k) => {
      expected += a * b * squared[c]![k]!;
    });
  });
  return { alpha: 1 - ((total - 1) * observed) / expected, reason: null, ...size };
}

function squaredDifferences(
  values: readonly number[],
  frequency: readonly number[],
  metric: Required<KrippendorffAlphaOptions>["metric"],
): number[][] {
  /** Values up to and with the c-th, the c-th itself by half: an ordinal difference is one of these. */
  let before = 0;
  const middles = frequency.map((times) => {
    before += times;
    return before - times / 2;
  });
  const difference = (c: number, k: number) => {
    if (metric === "nominal") return c === k ? 0 : 1;
    return metric === "interval" ? values[c]! - values[k]! : middles[c]! - middles[k]!;
  };
  return values.map((_, c) => values.map((_, k) => difference(c, k) ** 2));
}
