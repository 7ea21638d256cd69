import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions, positiveRule, type Rules } from "../options.js";
import type { Study } from "../study/study.js";

export interface InterpretiveStructureOptions {
  /** Weakest influence that counts in the interpretive structural model, 0 < cut ≤ 1000. @default 1 */
  readonly cut?: number;
}

export const INTERPRETIVE_STRUCTURE_DEFAULTS: Readonly<Required<InterpretiveStructureOptions>> = Object.freeze({
  cut: 1,
});

export const INTERPRETIVE_STRUCTURE_RULES: Rules<InterpretiveStructureOptions> = { cut: positiveRule(1000) };

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
  const { cut } = completeOptions(INTERPRETIVE_STRUCTURE_DEFAULTS, INTERPRETIVE_STRUCTURE_RULES, options);
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
  const drivingPower = reachability.map((row) => row.reduce<number>((sum, value) => sum + value, 0));
  return {
    reachability,
    drivingPower,
    dependencePower: indices.map((to) => reachability.reduce((sum, row) => sum + row[to]!, 0)),
    levels: levelsOf(reachability, drivingPower),
  };
}

/** One more than the highest level among what a variable reaches and is not reached from: those that reach less come first. */
function levelsOf(reachability: readonly (readonly number[])[], drivingPower: readonly number[]): number[] {
  const levels = new Array<number>(reachability.length).fill(0);
  const order = drivingPower.map((_, i) => i).sort((a, b) => drivingPower[a]! - drivingPower[b]!);
  for (const i of order) {
    let below = 0;
    reachability[i]!.forEach((reached, j) => {
      if (reached === 1 && reachability[j]![i] === 0) below = Math.max(below, levels[j]!);
    });
    levels[i] = below + 1;
  }
  return levels;
}
