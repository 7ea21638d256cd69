import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Study } from "../study/study.js";
import { type LargestModuli, largestModuli } from "./arnoldi.js";
import { connectivity } from "./connectivity.js";
import { type InfluenceMatrix, matrixOf } from "./influence-matrix.js";
import { limitVector } from "./limit-vector.js";
import { rankReals } from "./ranking.js";
import { type SparseMatrix, sparseMatrix, transposeSparse } from "./sparse-matrix.js";

/** What the powers of a matrix tend to. */
export interface Spectrum {
  /** Spectral radius: by how much indirect influences grow from a power to the next, in the long run. */
  readonly radius: number;
  /** Second largest eigenvalue modulus, counted with multiplicity. */
  readonly secondRadius: number;
  /** secondRadius ÷ radius, how fast the rankings settle: near 0 at once, near 1 slowly; null when nilpotent. */
  readonly ratio: number | null;
  readonly irreducible: boolean;
  /** How many powers the pattern of zeros takes to come round; 1 is aperiodic. */
  readonly period: number;
  /** No loops: the powers vanish. */
  readonly nilpotent: boolean;
  /** Strongly connected components as ids, in the order of their first variable. */
  readonly components: readonly (readonly string[])[];
  /** Whether both radii have settled to 1e-8. */
  readonly converged: boolean;
  /** Ranks that the influences tend to as the power grows; null where there is no such limit, or it was not found. */
  readonly limitInfluenceRank: readonly number[] | null;
  readonly limitInfluenceReason: LimitReason | null;
  readonly limitDependenceRank: readonly number[] | null;
  readonly limitDependenceReason: LimitReason | null;
}

/**
 * Why there is no limit ranking: no loops; the part with the radius comes round every few powers; several parts have
 * the same radius; some variable does not influence that part (or is not influenced by it), so that its sums fall behind; or
 * the powers settle too slowly for the limit to be found.
 */
export type LimitReason = "nilpotent" | "periodic" | "several-parts" | "unreached" | "slow";

/** Moduli this close to the radius count as equal to it. */
const CLOSE = 1 - 1e-9;

/** Components up to this size are solved whole; larger ones by Arnoldi's method. */
const DENSE_LIMIT = 64;

/**
 * What the powers of an influence matrix tend to, and how fast: radius, second radius, period, components, limit rankings.
 *
 * The eigenvalues of M are those of its strongly connected components, each found by ml-matrix (up to 64 variables) or Arnoldi's
 * method. The limit of the influence ranking is that of the dominant right eigenvector (M·x = ρ·x), of the dependence
 * ranking that of the left one; it exists where a single aperiodic component has the radius and every variable influences it
 * (or, for dependence, is influenced by it), by Perron and Frobenius (Meyer, Matrix Analysis, 2000, chapter 8). Entries that differ by less than 1e-9
 * of their size share a limit rank.
 *
 * Without loops both radii are 0. Cost: O(c³) a component up to 64 variables, about O(100 · cells + 10⁴ · n) above.
 *
 * @example
 * spectrum(study).ratio; // 0.37: after seven powers the rest weighs about 0.1 %
 */
export function spectrum(input: Study | InfluenceMatrix): Spectrum {
  const matrix = matrixOf(input);
  const { components, irreducible, periods, period, nilpotent } = connectivity(matrix);
  const solved = components.map((component) => componentModuli(matrix, component));
  const moduli = solved.flatMap(({ first, second }) => [first, second]).sort((a, b) => b - a);
  const radius = moduli[0]!;
  const secondRadius = moduli[1]!;
  const dominant = solved.flatMap(({ first }, i) => (first >= radius * CLOSE ? [i] : []));
  const limit = (direction: SparseMatrix): { rank: number[] | null; reason: LimitReason | null } => {
    if (nilpotent) return { rank: null, reason: "nilpotent" };
    if (dominant.some((i) => periods[i]! > 1)) return { rank: null, reason: "periodic" };
    if (dominant.length > 1) return { rank: null, reason: "several-parts" };
    if (secondRadius >= radius * CLOSE) return { rank: null, reason: "slow" };
    const vector = limitVector(direction, components[dominant[0]!]!);
    if (typeof vector === "string") return { rank: null, reason: vector };
    return { rank: Array.from(rankReals(vector)), reason: null };
  };
  const sparse = sparseMatrix(matrix);
  const influence = limit(sparse);
  const dependence = limit(transposeSparse(sparse));
  return {
    radius,
    secondRadius,
    ratio: nilpotent ? null : secondRadius / radius,
    irreducible,
    period,
    nilpotent,
    components: components.map((component) => component.map((i) => matrix.labels[i]!)),
    converged: solved.every(({ converged }) => converged),
    limitInfluenceRank: influence.rank,
    limitInfluenceReason: influence.reason,
    limitDependenceRank: dependence.rank,
    limitDependenceReason: dependence.reason,
  };
}

function componentModuli(matrix: InfluenceMatrix, component: readonly number[]): LargestModuli {
  if (component.length === 1) return { first: 0, second: 0, converged: true };
  const size = component.length;
  const values = new Float64Array(size * size);
  component.forEach((from, row) => {
    component.forEach((to, column) => {
      values[row * size + column] = matrix.values[from * matrix.size + to]!;
    });
  });
  if (size > DENSE_LIMIT) return largestModuli(sparseMatrix({ size, values, labels: [] }));
  // The decomposition squares values: those beyond 1e154 would overflow. A power of two changes no digit.
  const scale = 2 ** Math.floor(Math.log2(values.reduce((most, value) => Math.max(most, value), 0)));
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    Matrix.from1DArray(
      size,
      size,
      Array.from(values, (value) => value / scale),
    ),
  );
  const moduli = realEigenvalues
    .map((real, i) => scale * Math.hypot(real, imaginaryEigenvalues[i]!))
    .sort((a, b) => b - a);
  return { first: moduli[0]!, second: moduli[1]!, converged: true };
}
