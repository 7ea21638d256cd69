import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import { CLASSES, type Plane } from "../../src/structure/plane.js";
import { matrixFrom } from "../matrices.js";

/** What a cell may become, and how likely. */
export type CellOutcomes = readonly (readonly [value: number, probability: number])[];

/** Exact probabilities in one plane, by listing every matrix that can come out and analysing each with exact sums. */
export interface EveryOutcome {
  /** `[variable][class]`, among matrices that have classes. */
  readonly membership: number[][];
  readonly classless: number;
  readonly kept: number;
  /** `[variable][rank − 1]` for influence and for dependence. */
  readonly ranks: readonly [number[][], number[][]];
  /** `[i][j]`: i strictly above j. */
  readonly above: readonly [number[][], number[][]];
}

/** `outcomes[row][column]`; the product of their lengths must stay small. */
export function everyOutcome(
  outcomes: readonly (readonly CellOutcomes[])[],
  options: { readonly power: number; readonly threshold: "mean" | "median" | "midrange" | number },
  baseline: { readonly direct: Plane; readonly indirect: Plane },
): { direct: EveryOutcome; indirect: EveryOutcome } {
  const size = outcomes.length;
  const planes = { direct: empty(size), indirect: empty(size) };
  const rows = outcomes.map((row) => row.map(() => 0));
  const visit = (cell: number, weight: number) => {
    if (cell === size * size) {
      const matrix = matrixFrom(rows);
      add(planes.direct, direct(matrix, { threshold: options.threshold }), baseline.direct, weight);
      add(planes.indirect, indirect(matrix, { ...options, maxPower: options.power }), baseline.indirect, weight);
      return;
    }
    for (const [value, probability] of merged(outcomes[Math.floor(cell / size)]![cell % size]!)) {
      rows[Math.floor(cell / size)]![cell % size] = value;
      visit(cell + 1, weight * probability);
    }
  };
  visit(0, 1);
  for (const plane of [planes.direct, planes.indirect]) {
    for (const row of plane.membership) for (let i = 0; i < 4; i++) row[i]! /= 1 - plane.classless;
  }
  return planes;
}

/** Equal values put together: fewer matrices to list. */
function merged(outcomes: CellOutcomes): Map<number, number> {
  const sum = new Map<number, number>();
  for (const [value, probability] of outcomes) sum.set(value, (sum.get(value) ?? 0) + probability);
  return sum;
}

type Counted = { -readonly [Key in keyof EveryOutcome]: EveryOutcome[Key] };

function empty(size: number): Counted {
  const square = () => Array.from({ length: size }, () => new Array<number>(size).fill(0));
  return {
    membership: Array.from({ length: size }, () => [0, 0, 0, 0]),
    classless: 0,
    kept: 0,
    ranks: [square(), square()],
    above: [square(), square()],
  };
}

function add(sum: Counted, plane: Plane, baseline: Plane, weight: number): void {
  if (plane.classes.every((name, i) => name === baseline.classes[i])) sum.kept += weight;
  if (plane.classes[0] === null) sum.classless += weight;
  plane.classes.forEach((name, i) => {
    if (name !== null) sum.membership[i]![CLASSES.indexOf(name)]! += weight;
  });
  [plane.influenceRank, plane.dependenceRank].forEach((ranks, axis) => {
    ranks.forEach((own, i) => {
      sum.ranks[axis]![i]![own - 1]! += weight;
      ranks.forEach((other, j) => {
        if (own < other) sum.above[axis]![i]![j]! += weight;
      });
    });
  });
}
