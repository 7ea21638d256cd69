import { type InfluenceMatrix, parseStudy, type Study } from "../src/index.js";
import { randomMatrix, seededRandom } from "../tests/matrices.js";

/** Sizes of the core computations, with the share of cells that hold an influence. */
export const MATRIX_FILLS: ReadonlyMap<number, number> = new Map([
  [10, 0.5],
  [29, 0.25],
  [70, 0.25],
  [200, 0.25],
  [1000, 0.1],
]);

export function seededMatrix(size: number, fill: number, seed: number): InfluenceMatrix {
  return randomMatrix(size, fill, seed + size);
}

/** A study of random scores in blocks of ten variables; `potentials` is the share of the influences that are a P. */
export function seededStudy(size: number, fill: number, potentials: number, seed: number): Study {
  const { values, labels } = seededMatrix(size, fill, seed);
  const random = seededRandom(seed + size + 1);
  const blockOf = (index: number) => `block-${Math.floor(index / 10) + 1}`;
  const blocks = new Set(labels.map((_, index) => blockOf(index)));
  return parseStudy({
    blocks: [...blocks].map((id) => ({ id, label: id })),
    variables: labels.map((id, index) => ({ id, label: id, block: blockOf(index) })),
    direct: labels.map((_, from) =>
      labels.map((__, to) => {
        const value = values[from * size + to]!;
        if (from === to) return null;
        return value > 0 && random() < potentials ? "P" : value;
      }),
    ),
  });
}
