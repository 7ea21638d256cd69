import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { InfluenceMatrix } from "../src/matrix/influence-matrix.js";
import { parseStudy } from "../src/study/parse-study.js";
import type { Cell, Study } from "../src/study/study.js";

/** A matrix from literal rows, labelled a, b, c … */
export function matrixFrom(rows: readonly (readonly number[])[]): InfluenceMatrix {
  return {
    size: rows.length,
    values: Float64Array.from(rows.flat()),
    labels: rows.map((_, i) => `v${i + 1}`),
  };
}

/** A study from literal cells. */
export function studyFrom(cells: readonly (readonly Cell[])[]): Study {
  return parseStudy({
    variables: cells.map((_, i) => ({ id: `v${i + 1}`, label: `Variable ${i + 1}` })),
    direct: cells,
  });
}

/** Row sums of Mᵏ by schoolbook products of whole BigInt matrices: the second route of every exact sum. */
export function schoolbookPower(rows: readonly (readonly number[])[], power: number): bigint[][] {
  const base = rows.map((row) => row.map(BigInt));
  let result = base;
  for (let k = 1; k < power; k++) {
    result = result.map((row) => base.map((_, j) => row.reduce((sum, value, via) => sum + value * base[via]![j]!, 0n)));
  }
  return result;
}

/** Random matrices with an empty diagonal: scores 0 to 3, more zeros than not. */
export const scoreRows = (minSize = 1, maxSize = 7) =>
  fc.integer({ min: minSize, max: maxSize }).chain((size) =>
    fc
      .array(fc.array(fc.constantFrom<number>(0, 0, 0, 1, 2, 3), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      })
      .map((rows) => rows.map((row, i) => row.map((value, j) => (i === j ? 0 : value)))),
  );

/** A repeatable stream of numbers in 0 … 1 (mulberry32), for large matrices. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seeded random matrix of scores 1 to 3 at a fill rate. */
export function randomMatrix(size: number, fill: number, seed: number): InfluenceMatrix {
  const random = seededRandom(seed);
  const values = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from !== to && random() < fill) values[from * size + to] = 1 + Math.floor(random() * 3);
    }
  }
  return { size, values, labels: Array.from({ length: size }, (_, i) => `v${i + 1}`) };
}

/** A published case of the shared collection beside the project, or null (and a line that says so) where it is not there. */
export function publishedCase(name: string): Record<string, never> | null {
  const file = new URL(`../../shared/cases/${name}.json`, import.meta.url);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (process.env["CI"]) throw new Error(`published case ${name} is missing: ${file.pathname}`);
  console.log(`skipped: published case ${name} is not beside this checkout`);
  return null;
}

/** The rows permuted, and the columns alike: variable `order[i]` becomes variable i. */
export function permuted<T>(rows: readonly (readonly T[])[], order: readonly number[]): T[][] {
  return order.map((from) => order.map((to) => rows[from]![to]!));
}
