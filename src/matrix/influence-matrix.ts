import { StudyError } from "../errors.js";
import type { Study } from "../study/study.js";

/** A square matrix of influences: `values[from * size + to]` is how strongly variable `from` influences variable `to`. */
export interface InfluenceMatrix {
  readonly size: number;
  /** Row-major, n × n, every value finite and ≥ 0. */
  readonly values: Float64Array;
  /** Ids of the variables, in the order of rows and columns. */
  readonly labels: readonly string[];
}

/**
 * The matrix of direct influences of a study (MID); with a value for P, the potential one (MIDP).
 *
 * Blank counts 0; P counts `potentialValue`, 0 by default. Cost: O(n²).
 *
 * @example
 * influenceMatrix(study).values; // P as 0
 * influenceMatrix(study, 3).values; // P as 3
 */
export function influenceMatrix(study: Study, potentialValue = 0): InfluenceMatrix {
  const size = study.variables.length;
  const values = new Float64Array(size * size);
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      values[from * size + to] = cell === "P" ? potentialValue : (cell ?? 0);
    });
  });
  return { size, values, labels: study.variables.map((variable) => variable.id) };
}

/** A study, or its matrix at hand: what every analysis of the structure takes. Throws {@link StudyError} on a matrix that is none. */
export function matrixOf(input: Study | InfluenceMatrix): InfluenceMatrix {
  if (!("values" in input)) return influenceMatrix(input);
  const { size, values, labels } = input;
  if (sizeFits(input) && values.every((value) => value >= 0 && value <= 1e6)) return input;
  throw new StudyError([
    {
      path: "matrix",
      expected: "size × size numbers from 0 to 1000000 and a label for each variable",
      received: `size ${size}, ${values.length} numbers, ${labels.length} labels${sizeFits(input) ? ", a number out of range" : ""}`,
    },
  ]);
}

function sizeFits({ size, values, labels }: InfluenceMatrix): boolean {
  return values.length === size * size && labels.length === size;
}

/** The matrix read the other way: influence becomes dependence. Cost: O(n²). */
export function transpose(matrix: InfluenceMatrix): InfluenceMatrix {
  const { size, labels } = matrix;
  const values = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) values[to * size + from] = matrix.values[from * size + to]!;
  }
  return { size, values, labels };
}
