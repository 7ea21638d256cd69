import { type Matrix as MathMatrix, matrix as mathMatrix, multiply, pow } from "mathjs";
import { Matrix } from "ml-matrix";
import type { InfluenceMatrix } from "../src/index.js";

type Engine = typeof import("./engine.js");

/** Both rankings, with the float64 sums that they rest on: null for the exact way, whose ranks are the truth. */
export interface Rankings {
  readonly influenceRank: Int32Array;
  readonly dependenceRank: Int32Array;
  readonly sums: { readonly influence: ArrayLike<number>; readonly dependence: ArrayLike<number> } | null;
}

/** One way to both rankings at a power. */
export interface Way {
  readonly name: string;
  readonly run: () => Rankings;
  /** Whether the time grows with n³. */
  readonly cubic: boolean;
}

export const EXACT_WAY = "Motrice, matrix–vector, exact";
export const ML_MATRIX_POWER = "ml-matrix, full power";

/** Every way to the rankings, the reference first. Each starts from its own library's matrix, made beforehand. */
export function waysToRank(engine: Engine, matrix: InfluenceMatrix, power: number): Way[] {
  const { size, values } = matrix;
  const rows = Array.from({ length: size }, (_, row) => Array.from(values.subarray(row * size, (row + 1) * size)));
  const dense = new Matrix(rows);
  const math = mathMatrix(rows);
  const ones = new Array<number>(size).fill(1);
  const ranked = (influence: ArrayLike<number>, dependence: ArrayLike<number>): Rankings => ({
    influenceRank: engine.rankReals(influence),
    dependenceRank: engine.rankReals(dependence),
    sums: { influence, dependence },
  });

  const exactVector = () => {
    const sparse = engine.sparseMatrix(matrix);
    const [influence, dependence] = [sparse, engine.transposeSparse(sparse)].map((direction) => {
      const source = engine.powerSums(direction);
      for (let k = 1; k < power; k++) source.next();
      return source.next().value;
    });
    return { influenceRank: influence!.ranks(), dependenceRank: dependence!.ranks(), sums: null };
  };

  const floatVector = () => {
    const sparse = engine.sparseMatrix(matrix);
    const [influence, dependence] = [sparse, engine.transposeSparse(sparse)].map((direction) => {
      let vector: Float64Array = new Float64Array(size).fill(1);
      for (let k = 0; k < power; k++) vector = engine.multiplyVector(direction, vector);
      return vector;
    });
    return ranked(influence!, dependence!);
  };

  const fullPower = () => {
    const full = Matrix.from1DArray(size, size, Array.from(engine.powerMatrix(matrix, power).values));
    return ranked(full.sum("row"), full.sum("column"));
  };

  const denseVector = () => {
    let influence = Matrix.columnVector(ones);
    let dependence = Matrix.rowVector(ones);
    for (let k = 0; k < power; k++) {
      influence = dense.mmul(influence);
      dependence = dependence.mmul(dense);
    }
    return ranked(influence.to1DArray(), dependence.to1DArray());
  };

  const densePower = () => {
    const full = dense.mpow(power);
    return ranked(full.sum("row"), full.sum("column"));
  };

  const mathVector = () => {
    let influence: MathMatrix = mathMatrix(ones);
    let dependence: MathMatrix = mathMatrix(ones);
    for (let k = 0; k < power; k++) {
      influence = multiply(math, influence);
      dependence = multiply(dependence, math);
    }
    return ranked(influence.toArray() as number[], dependence.toArray() as number[]);
  };

  const mathPower = () => {
    const full = pow(math, power) as MathMatrix;
    const influence = multiply(full, mathMatrix(ones)).toArray() as number[];
    return ranked(influence, multiply(mathMatrix(ones), full).toArray() as number[]);
  };
  return [
    { name: EXACT_WAY, run: exactVector, cubic: false },
    { name: "Motrice, matrix–vector, float64", run: floatVector, cubic: false },
    { name: "Motrice, full power", run: fullPower, cubic: true },
    { name: "ml-matrix, matrix–vector", run: denseVector, cubic: false },
    { name: ML_MATRIX_POWER, run: densePower, cubic: true },
    { name: "mathjs, matrix–vector", run: mathVector, cubic: false },
    { name: "mathjs, full power", run: mathPower, cubic: true },
  ];
}
