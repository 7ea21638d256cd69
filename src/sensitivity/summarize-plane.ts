import { CLASSES, type Plane } from "../structure/plane.js";
import type { CountsLayout } from "./counts.js";
import type { ConvergenceState, RankSpread, SensitivityPlane } from "./result.js";

/** What the counters of a batch say, with how to read them. */
export interface Tally {
  readonly totals: Float64Array;
  readonly layout: CountsLayout;
  readonly samples: number;
  /** The plan's index of each variable of the study. */
  readonly placeOf: readonly number[];
}

/** The plan's index of each variable of the study, from the study's index of each variable of the plan. */
export function placesOf(order: readonly number[]): readonly number[] {
  return order.map((_, variable) => order.indexOf(variable));
}

/** Shares of the four classes, variable by variable; null where no sample has classes. */
export function membershipOf({ totals, layout, samples, placeOf }: Tally, plane: 0 | 1): number[][] | null {
  const classed = samples - totals[layout.classless(plane)]!;
  if (classed === 0) return null;
  return placeOf.map((place) => {
    const start = layout.classes(plane, place);
    return Array.from(totals.subarray(start, start + 4), (count) => count / classed);
  });
}

/** One plane of the result. Cost: O(n²). */
export function summarizePlane(
  tally: Tally,
  plane: 0 | 1,
  baseline: Plane,
  top: number,
  exact: boolean,
): SensitivityPlane {
  const { totals, layout, samples } = tally;
  const membership = membershipOf(tally, plane);
  const classless = totals[layout.classless(plane)]!;
  const modal = baseline.classes.map((own, variable) => {
    if (membership === null) return null;
    const shares = membership[variable]!;
    const largest = Math.max(...shares);
    return own !== null && shares[CLASSES.indexOf(own)] === largest ? own : CLASSES[shares.indexOf(largest)]!;
  });
  return {
    membership,
    standardError: membership && standardErrors(membership, samples - classless),
    modalClass: modal,
    modalIsBaseline: modal.map((name, variable) => name === baseline.classes[variable]),
    classless: classless / samples,
    exact,
    influenceRank: rankSpread(tally, 2 * plane, top),
    dependenceRank: rankSpread(tally, 2 * plane + 1, top),
  };
}

/** How far a plane has come, against the memberships of the checkpoint before. */
export function convergenceState(tally: Tally, plane: 0 | 1, before: number[][] | null | undefined): ConvergenceState {
  const { totals, layout, samples } = tally;
  const membership = membershipOf(tally, plane);
  const errors = membership && standardErrors(membership, samples - totals[layout.classless(plane)]!);
  const change =
    membership && before
      ? largest(membership.map((shares, i) => shares.map((share, place) => Math.abs(share - before[i]![place]!))))
      : null;
  return {
    standardError: errors && largest(errors),
    change,
    classificationKept: totals[layout.kept(plane)]! / samples,
  };
}

function standardErrors(membership: readonly (readonly number[])[], samples: number): number[][] {
  return membership.map((shares) => shares.map((share) => Math.sqrt((share * (1 - share)) / samples)));
}

function largest(rows: readonly (readonly number[])[]): number {
  return rows.reduce((most, row) => row.reduce((larger, value) => Math.max(larger, value), most), 0);
}

function rankSpread({ totals, layout, samples, placeOf }: Tally, vector: number, top: number): RankSpread {
  const size = placeOf.length;
  const spreads = placeOf.map((place) => {
    const start = layout.ranks(vector, place);
    return ranksOf(totals.subarray(start, start + size), samples, top);
  });
  const pairwise = layout.length > layout.pairs(0, 0);
  return {
    minimum: spreads.map(({ minimum }) => minimum),
    p5: spreads.map(({ p5 }) => p5),
    median: spreads.map(({ median }) => median),
    p95: spreads.map(({ p95 }) => p95),
    maximum: spreads.map(({ maximum }) => maximum),
    amongFirst: spreads.map(({ amongFirst }) => amongFirst),
    above: pairwise
      ? placeOf.map((place) => placeOf.map((other) => totals[layout.pairs(vector, place) + other]! / samples))
      : null,
  };
}

/** The histogram of one variable's ranks, read: a quantile is the smallest rank that at least its share of the samples reaches. */
function ranksOf(histogram: Float64Array, samples: number, top: number) {
  const rank = (share: number) => {
    let reached = 0;
    let place = 0;
    while (place < histogram.length - 1) {
      reached += histogram[place]!;
      if (reached > 0 && reached >= share * samples) break;
      place++;
    }
    return place + 1;
  };
  const first = histogram.subarray(0, top).reduce((sum, count) => sum + count, 0);
  return {
    minimum: rank(0),
    p5: rank(0.05),
    median: rank(0.5),
    p95: rank(0.95),
    maximum: histogram.findLastIndex((count) => count > 0) + 1,
    amongFirst: first / samples,
  };
}
