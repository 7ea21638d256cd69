import { stronglyConnectedComponents } from "./components.js";
import type { InfluenceMatrix } from "./influence-matrix.js";
import { greatestCommonDivisor, period } from "./period.js";
import { sparseMatrix } from "./sparse-matrix.js";

/** What the pattern of non-zero cells alone says of the powers of a matrix. */
export interface Connectivity {
  /** Strongly connected components as indices, by first variable. */
  readonly components: readonly (readonly number[])[];
  /** Whether every variable influences every other one, directly or not. */
  readonly irreducible: boolean;
  /** How many powers the pattern of zeros takes to come round: the least common multiple of the components' periods; 1 without loops. */
  readonly period: number;
  /** Whether there are no loops at all: the powers vanish. */
  readonly nilpotent: boolean;
}

/** The strongly connected components of a matrix and what follows from them. Cost: O(n²). A single variable is nilpotent, not irreducible. */
export function connectivity(matrix: InfluenceMatrix): Connectivity {
  const sparse = sparseMatrix(matrix);
  const components = stronglyConnectedComponents(sparse);
  const periods = components.map((component) => period(sparse, component)).filter((length) => length > 0);
  return {
    components,
    irreducible: components.length === 1 && periods.length === 1,
    period: periods.reduce((multiple, length) => (multiple / greatestCommonDivisor(multiple, length)) * length, 1),
    nilpotent: periods.length === 0,
  };
}
