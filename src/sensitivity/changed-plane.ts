import type { InfluenceMatrix } from "../matrix/influence-matrix.js";
import type { Class, Plane } from "../structure/plane.js";
import type { Threshold } from "../structure/threshold.js";
import { changeSums, emptyChangedSums } from "./changed-sums.js";
import { type AxisLine, highSums } from "./high-sums.js";
import type { OneStepChange } from "./one-step-changes.js";
import { planeAtPower } from "./plane-at-power.js";
import { countWalks, emptyWalkCounts } from "./walk-counts.js";

/** A class as a number: 2 × high influence + high dependence; 4 for none. */
export const CLASS_OF_CODE: readonly (Class | null)[] = ["autonomous", "dependent", "motor", "relay", null];

/** The classes of a plane for one changed matrix after another. Its arrays are filled anew by every change. */
export interface ChangedPlane {
  /** Takes a matrix as the one that changes. */
  readonly base: (matrix: InfluenceMatrix) => void;
  /** The class codes after one change of the base, exact. */
  readonly classesAfter: (change: OneStepChange) => Uint8Array;
  /** Sum − line of the last change, × n ÷ the total of the sums: 0 on the line, 0.1 a tenth of the mean sum above it. 0 where all sums are 0. */
  readonly influenceDistance: (variable: number) => number;
  readonly dependenceDistance: (variable: number) => number;
  /** The ranks of the last change, ties exact. */
  readonly ranks: () => { readonly influence: Int32Array; readonly dependence: Int32Array };
}

/** Least rounding of sums that are not exact: what is lost below the range of float64, with a wide margin. */
const LEAST_ERROR = 1e-280;

/** Half of 2⁵³: sums that pass it in float64 pass it in truth, whatever was rounded on the way. */
const EXACT_BELOW = 2 ** 52;

/**
 * The plane of Mᵏ after one change of M, exactly, without forming Mᵏ again.
 *
 * Where M is integer and every sum × n stays below 2⁵³, the sums are exact in float64. Above it they carry a known bound on their rounding: a sum farther than that
 * from its line is decided, and a plane with one that is not is computed again with exact integers of any size.
 *
 * Cost of a change: O(k² + k·n); of a base: O(k·n·non-zero cells).
 */
export function changedPlane(size: number, power: number, threshold: Threshold): ChangedPlane {
  const walks = emptyWalkCounts(size, power);
  const sums = emptyChangedSums(size, power);
  const above = emptyChangedSums(size, power);
  const influenceHigh = new Uint8Array(size);
  const dependenceHigh = new Uint8Array(size);
  const codes = new Uint8Array(size);
  // One for each axis: each keeps the order of its own sums.
  const influenceHighs = highSums(size, threshold);
  const dependenceHighs = highSums(size, threshold);
  const relativeError = 4 * power * (size + power + 8) * 2 ** -53;
  let matrix: InfluenceMatrix;
  let integer = false;
  let largestBefore = 0;
  let influenceLine: AxisLine | null = null;
  let dependenceLine: AxisLine | null = null;
  let error = 0;
  let change: OneStepChange;
  let plane: Plane | null = null;

  const base = (next: InfluenceMatrix) => {
    matrix = next;
    countWalks(walks, matrix.values);
    integer = matrix.values.every(Number.isInteger);
    const last = power * size;
    largestBefore = Math.max(largest(walks.influence, last), largest(walks.dependence, last));
  };

  /** Bound on the rounding of each sum: 0 where all are exact. */
  const roundingOf = (delta: number): number => {
    // Fewer walks after a step down: all that was subtracted is below what stood there before.
    const most = delta < 0 ? largestBefore : Math.max(largest(sums.influence, 0), largest(sums.dependence, 0));
    if (integer && Number.isInteger(delta) && most * size <= EXACT_BELOW) return 0;
    if (delta >= 0) return Math.max(LEAST_ERROR, relativeError * most);
    changeSums(walks, change.from, change.to, -delta, above);
    return Math.max(
      LEAST_ERROR,
      relativeError * largest(above.influence, 0),
      relativeError * largest(above.dependence, 0),
    );
  };

  const exactPlane = (): Plane => {
    plane ??= planeAtPower(withChange(matrix, change), power, threshold);
    return plane;
  };

  const classesAfter = (next: OneStepChange) => {
    change = next;
    plane = null;
    const delta = change.changedTo - change.value;
    changeSums(walks, change.from, change.to, delta, sums);
    error = roundingOf(delta);
    influenceLine = influenceHighs(sums.influence, error, influenceHigh);
    dependenceLine = dependenceHighs(sums.dependence, error, dependenceHigh);
    if (influenceLine === null || dependenceLine === null) {
      const { classes } = exactPlane();
      for (let i = 0; i < size; i++) codes[i] = CLASS_OF_CODE.indexOf(classes[i]!);
    } else if (influenceLine.total === 0) codes.fill(4);
    else for (let i = 0; i < size; i++) codes[i] = 2 * influenceHigh[i]! + dependenceHigh[i]!;
    return codes;
  };

  const distance = (axis: AxisLine | null, sum: number, exactSums: readonly number[], exactDistance: number) => {
    if (plane === null) {
      const { factor, line, total } = axis!;
      return total === 0 ? 0 : (size * (factor * sum - line)) / (factor * total);
    }
    const total = exactSums.reduce((all, value) => all + value, 0);
    return total === 0 ? 0 : (size * exactDistance) / total;
  };

  return {
    base,
    classesAfter,
    influenceDistance: (i) =>
      distance(influenceLine, sums.influence[i]!, plane?.influence ?? [], plane?.influenceDistance[i] ?? 0),
    dependenceDistance: (i) =>
      distance(dependenceLine, sums.dependence[i]!, plane?.dependence ?? [], plane?.dependenceDistance[i] ?? 0),
    ranks: () => {
      const influence = ranksOf(sums.influence, error) ?? Int32Array.from(exactPlane().influenceRank);
      const dependence = ranksOf(sums.dependence, error) ?? Int32Array.from(exactPlane().dependenceRank);
      return { influence, dependence };
    },
  };
}

/** The matrix after one change. Cost: O(n²). */
export function withChange(matrix: InfluenceMatrix, change: OneStepChange): InfluenceMatrix {
  const values = matrix.values.slice();
  values[change.from * matrix.size + change.to] = change.changedTo;
  return { ...matrix, values };
}

function largest(values: Float64Array, start: number): number {
  let most = 0;
  for (let i = start; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}

/** Competition ranks of sums that are right within `error`: 1 + how many are larger. null where two of them come too near to tell. */
function ranksOf(sums: Float64Array, error: number): Int32Array | null {
  const ascending = sums.slice().sort();
  // Exact sums may tie; others may only look as if they did, or as if they did not.
  if (error > 0 && ascending.some((sum, i) => i > 0 && !(sum - ascending[i - 1]! > 2 * error))) return null;
  const firstPlace = new Map<number, number>();
  ascending.forEach((sum, place) => {
    firstPlace.set(sum, sums.length - place);
  });
  return Int32Array.from(sums, (sum) => firstPlace.get(sum)!);
}
