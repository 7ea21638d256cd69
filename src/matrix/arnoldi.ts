import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { multiplyVector, type SparseMatrix } from "./sparse-matrix.js";

/** The moduli of the two eigenvalues of largest modulus, and whether both have settled. */
export interface LargestModuli {
  readonly first: number;
  readonly second: number;
  readonly converged: boolean;
}

/** Residual, relative to the first modulus, below which a Ritz value counts as an eigenvalue. */
const TOLERANCE = 1e-8;

/** Sizes of the Krylov space at which convergence is looked at; each look is a dense eigenvalue problem of that size. */
const CHECKPOINTS = [40, 80, 120, 180, 260, 360];

/** A vector that keeps this share of its length is orthogonal to the basis after one pass (Daniel et al. 1976, doi:10.1090/S0025-5718-1976-0431641-8). */
const ORTHOGONAL_SHARE = Math.SQRT1_2;

/**
 * The two largest eigenvalue moduli of a large irreducible matrix, by Arnoldi's method.
 *
 * An orthonormal basis of the Krylov space x, Mx, M²x … turns M into a small Hessenberg matrix whose eigenvalues (Ritz
 * values) approach the outer eigenvalues of M first (Saad, Numerical Methods for Large Eigenvalue Problems, 2nd ed. 2011, §6.2).
 * The start vector is fixed and pseudo-random, orthogonalisation is done twice where once takes much away. Two Ritz values with residuals below 1e-8 of
 * the first end it; at a space of 360, or of n, it ends with what it has.
 *
 * Cost: O(m · non-zero cells + m² · n + m³), m ≤ 360 the size of the space.
 */
export function largestModuli(matrix: SparseMatrix): LargestModuli {
  const size = matrix.size;
  const limit = Math.min(size, CHECKPOINTS.at(-1)!);
  const basis: Float64Array[] = [normalize(pseudoRandomVector(size, 0))];
  const hessenberg = Matrix.zeros(limit, limit);
  for (let step = 0; step < limit; step++) {
    const next = multiplyVector(matrix, basis[step]!);
    const before = norm(next);
    for (let pass = 0, length = before; pass < 2; pass++) {
      basis.forEach((vector, row) => {
        const along = dot(vector, next);
        for (let i = 0; i < size; i++) next[i]! -= along * vector[i]!;
        hessenberg.set(row, step, hessenberg.get(row, step) + along);
      });
      const left = norm(next);
      if (left > ORTHOGONAL_SHARE * length) break;
      length = left;
    }
    const rest = norm(next);
    const broken = rest <= 1e-12 * before;
    const space = step + 1;
    if (space === limit || (CHECKPOINTS.includes(space) && !broken)) {
      const found = ritz(hessenberg.subMatrix(0, step, 0, step), broken || space === size ? 0 : rest);
      if (found.converged || space === limit) return found;
    }
    if (space === limit) break;
    if (!broken) hessenberg.set(space, step, rest);
    basis.push(broken ? freshDirection(basis, size) : next.map((value) => value / rest));
  }
  throw new RangeError("largestModuli requires a matrix that is not empty");
}

/** The two outer eigenvalues of a dense matrix, and whether the residuals (rest × last entry of the vector) are small. */
function ritz(hessenberg: Matrix, rest: number): LargestModuli {
  const size = hessenberg.rows;
  const decomposition = new EigenvalueDecomposition(hessenberg);
  const real = decomposition.realEigenvalues;
  const imaginary = decomposition.imaginaryEigenvalues;
  const vectors = decomposition.eigenvectorMatrix;
  const moduli = real.map((value, i) => Math.hypot(value, imaginary[i]!));
  const order = moduli.map((_, i) => i).sort((a, b) => moduli[b]! - moduli[a]! || a - b);
  const residual = (i: number) => {
    const pair = imaginary[i]! > 0 ? [i, i + 1] : imaginary[i]! < 0 ? [i - 1, i] : [i];
    const columns = pair.map((column) => vectors.getColumn(column));
    const length = Math.hypot(...columns.map((column) => norm(column)));
    return (rest * Math.hypot(...columns.map((column) => column[size - 1]!))) / length;
  };
  const first = moduli[order[0]!]!;
  const outer = order.slice(0, 2);
  const converged = rest === 0 || outer.every((i) => residual(i) <= TOLERANCE * first);
  return { first, second: size > 1 ? moduli[order[1]!]! : 0, converged };
}

/** A unit vector orthogonal to the basis, for when the Krylov space closes early. */
function freshDirection(basis: readonly Float64Array[], size: number): Float64Array {
  const vector = pseudoRandomVector(size, basis.length);
  for (let pass = 0; pass < 2; pass++) {
    for (const known of basis) {
      const along = dot(known, vector);
      for (let i = 0; i < size; i++) vector[i]! -= along * known[i]!;
    }
  }
  return normalize(vector);
}

/** Values in 0.5 … 1.5 by a fixed multiplicative hash of the index. */
function pseudoRandomVector(size: number, salt: number): Float64Array {
  return Float64Array.from(
    { length: size },
    (_, i) => 0.5 + (Math.imul(i + 1 + salt * size, 0x9e3779b1) >>> 0) / 2 ** 32,
  );
}

function normalize(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return vector.map((value) => value / length);
}

function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(dot(vector, vector));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
