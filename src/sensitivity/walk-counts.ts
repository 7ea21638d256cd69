import { MotriceError } from "../errors.js";

/**
 * The walks of a matrix, counted by length: what the sums of Mᵏ turn into after a change of one cell follows from them.
 *
 * W(t) = Mᵗ for t = 0 … k − 1; influence(t) = W(t)·1 and dependence(t) = 1ᵀ·W(t) for t = 0 … k.
 */
export interface WalkCounts {
  readonly size: number;
  readonly power: number;
  /** W(t)(i, m) at (i × power + t) × size + m. */
  readonly rows: Float64Array;
  /** W(t)(m, i) at (i × power + t) × size + m. */
  readonly columns: Float64Array;
  /** At t × size + i, t = 0 … power. */
  readonly influence: Float64Array;
  readonly dependence: Float64Array;
}

/** Most numbers one set of walk counts may hold, per layout: 80 MB. */
const MOST_COUNTS = 1e7;

/** Empty walk counts for matrices of a size. Throws `study-too-large` where n² × power passes ten million. */
export function emptyWalkCounts(size: number, power: number): WalkCounts {
  const count = size * size * power;
  if (count > MOST_COUNTS) {
    throw new MotriceError(
      "study-too-large",
      `every change of one judgement can be tried up to ${MOST_COUNTS} walk counts (variables² × power), and ${size} variables at power ${power} have ${count}: choose a smaller power`,
      [{ path: "power", expected: `variables² × power up to ${MOST_COUNTS}`, received: String(count) }],
    );
  }
  const sums = () => new Float64Array((power + 1) * size);
  return {
    size,
    power,
    rows: new Float64Array(count),
    columns: new Float64Array(count),
    influence: sums(),
    dependence: sums(),
  };
}

/** Counts the walks of a matrix, in place. Cost: O(power × n × non-zero cells), n² × power for the second layout. */
export function countWalks(walks: WalkCounts, values: Float64Array): void {
  const { size, power, rows, columns, influence, dependence } = walks;
  rows.fill(0);
  influence.fill(0);
  dependence.fill(0);
  for (let i = 0; i < size; i++) {
    rows[i * power * size + i] = 1;
    influence[i] = 1;
    dependence[i] = 1;
  }
  for (let t = 1; t < power; t++) {
    for (let from = 0; from < size; from++) {
      const target = (from * power + t) * size;
      for (let via = 0; via < size; via++) {
        const value = values[from * size + via]!;
        if (value === 0) continue;
        const source = (via * power + t - 1) * size;
        for (let m = 0; m < size; m++) rows[target + m]! += value * rows[source + m]!;
      }
    }
  }
  for (let t = 1; t <= power; t++) {
    const last = (t - 1) * size;
    for (let from = 0; from < size; from++) {
      const starts = dependence[last + from]!;
      let sum = 0;
      for (let to = 0; to < size; to++) {
        const value = values[from * size + to]!;
        if (value === 0) continue;
        sum += value * influence[last + to]!;
        dependence[t * size + to]! += starts * value;
      }
      influence[t * size + from] = sum;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let t = 0; t < power; t++) {
      for (let m = 0; m < size; m++) columns[(m * power + t) * size + i] = rows[(i * power + t) * size + m]!;
    }
  }
}
