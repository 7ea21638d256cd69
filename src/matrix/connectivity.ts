import { stronglyConnectedComponents } from "./components.js";
import type { InfluenceMatrix } from "./influence-matrix.js";
import { period } from "./period.js";
import { sparseMatrix } from "./sparse-matrix.js";

/** What the pattern of non-zero cells alone says of the powers of a matrix. */
export interface Connectivity {
  /** Strongly connected components as indices, by first variable. */
  readonly components: readonly (readonly number[])[];
  /** Whether every variable influences every other one, directly or not. */
  readonly irreducible: boolean;
  /** Period of each component; 0 for a variable on its own, which has no loop. */
  readonly periods: readonly number[];
  /** How many powers the pattern of zeros takes to come round: the least common multiple of the periods, as float64; 1 without loops. */
  readonly period: number;
  /** Whether there are no loops at all: the powers vanish. */
  readonly nilpotent: boolean;
}

/** The strongly connected components of a matrix and what follows from them. Cost: O(n²). A single variable is nilpotent, not irreducible. */
export function connectivity(matrix: InfluenceMatrix): Connectivity {
  const sparse = sparseMatrix(matrix);
  const components = stronglyConnectedComponents(sparse);
  const periods = components.map((component) => period(sparse, component));
  const rounds = [...new Set(periods.filter((length) => length > 0))].map(BigInt);
  return {
    components,
    irreducible: components.length === 1 && periods[0]! > 0,
    periods,
    period: Number(
      rounds.reduce((multiple, length) => (multiple / greatestCommonDivisor(multiple, length)) * length, 1n),
    ),
    nilpotent: rounds.length === 0,
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
