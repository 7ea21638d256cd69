import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions, positiveRule } from "../options.js";
import type { Study } from "../study/study.js";

export interface InterpretiveStructureOptions {
  /** Weakest influence that counts, 0 < cut ≤ 1000. @default 1 */
  readonly cut?: number;
}

export interface InterpretiveStructure {
  /** Reachability, n × n of 0 and 1, diagonal 1: `reachability[i][j]` is 1 where i reaches j through influences ≥ the cut. */
  readonly reachability: readonly (readonly number[])[];
  /** Row sums of the reachability. */
  readonly drivingPower: readonly number[];
  /** Column sums of the reachability. */
  readonly dependencePower: readonly number[];
  /** Level of each variable: 1 at the top (results), the last one at the root (drivers). */
  readonly levels: readonly number[];
}

/**
 * Interpretive structural modelling (ISM): in which layers do the variables lie, from results down to drivers?
 *
 * Influences ≥ `cut` become a relation, closed under transitivity (Warshall), each variable reaching itself. Level 1 holds the
 * variables whose reachable set lies within their antecedent set; they are taken away and the rest is levelled again.
 *
 * Source: Warfield 1974, doi:10.1109/TSMC.1974.5408524. Cost: O(n³ ÷ 32).
 *
 * @example
 * interpretiveStructure(study, { cut: 2 }).levels;
 */
export function interpretiveStructure(
  input: Study | InfluenceMatrix,
  options: InterpretiveStructureOptions = {},
): InterpretiveStructure {
  const { cut } = completeOptions<InterpretiveStructureOptions>({ cut: 1 }, { cut: positiveRule(1000) }, options);
  const { size, values } = matrixOf(input);
  const words = Math.ceil(size / 32);
  const rows = Array.from({ length: size }, (_, from) => {
    const bits = new Uint32Array(words);
    for (let to = 0; to < size; to++)
      if (from === to || values[from * size + to]! >= cut) bits[to >>> 5]! |= 1 << (to & 31);
    return bits;
  });
  const reaches = (from: number, to: number) => ((rows[from]![to >>> 5]! >>> (to & 31)) & 1) === 1;
  for (let via = 0; via < size; via++) {
    for (let from = 0; from < size; from++) {
      if (!reaches(from, via)) continue;
      for (let word = 0; word < words; word++) rows[from]![word]! |= rows[via]![word]!;
    }
  }
  const indices = rows.map((_, i) => i);
  const reachability = indices.map((from) => indices.map((to) => (reaches(from, to) ? 1 : 0)));
  return {
    reachability,
    drivingPower: reachability.map((row) => row.reduce<number>((sum, value) => sum + value, 0)),
    dependencePower: indices.map((to) => reachability.reduce((sum, row) => sum + row[to]!, 0)),
    levels: levelsOf(reachability),
  };
}

/** Level by level: a variable is on the next one when every remaining variable it reaches reaches it too. */
function levelsOf(reachability: readonly (readonly number[])[]): number[] {
  const levels = new Array<number>(reachability.length).fill(0);
  let remaining = reachability.map((_, i) => i);
  for (let level = 1; remaining.length > 0; level++) {
    const top = remaining.filter((i) => remaining.every((j) => reachability[i]![j] === 0 || reachability[j]![i] === 1));
    for (const variable of top) levels[variable] = level;
    remaining = remaining.filter((i) => levels[i] === 0);
  }
  return levels;
}
