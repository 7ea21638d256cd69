import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell, Study } from "../../src/study/study.js";
import { seededRandom } from "../matrices.js";

/** A study with the ids a, b, c … (v26 from the 27th on). */
export function studyOf(direct: readonly (readonly Cell[])[], more: object = {}): Study {
  const variables = direct.map((_, i) => ({ id: idOf(i), label: `Variable ${idOf(i)}` }));
  return parseStudy({ variables, direct, ...more });
}

export const idOf = (i: number) => (i < 26 ? String.fromCharCode(97 + i) : `v${i}`);

/** A random square of scores; the diagonal stays 0. */
export function seededScores(
  size: number,
  fill: number,
  seed: number,
  values: readonly number[] = [1, 2, 3],
): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: size }, (_, from) =>
    Array.from({ length: size }, (_, to) => {
      const [filled, value] = [random() < fill, values[Math.floor(random() * values.length)]!];
      return from !== to && filled ? value : 0;
    }),
  );
}

/** The same system read the other way. */
export const transposed = (rows: readonly (readonly number[])[]) => rows.map((_, i) => rows.map((row) => row[i]!));
