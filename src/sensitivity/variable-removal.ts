import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions } from "../options.js";
import { direct } from "../structure/direct.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions, indirect } from "../structure/indirect.js";
import type { Class, Plane } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { planeAtPower } from "./plane-at-power.js";
import { type ClassChange, changeScore, classChanges, placesGained, placesMoved } from "./rank-moves.js";

export type VariableRemovalOptions = Pick<IndirectOptions, "power" | "maxPower" | "threshold">;

/** One plane without a variable; arrays in the order of `remaining`. */
export interface RemovalPlane {
  readonly classes: readonly (Class | null)[];
  readonly classChanges: readonly ClassChange[];
  readonly influenceRank: readonly number[];
  readonly dependenceRank: readonly number[];
  /** Places gained among the remaining variables: rank before, the removed one left out, − rank after. */
  readonly influenceRankChange: readonly number[];
  readonly dependenceRankChange: readonly number[];
  /** Places moved by all remaining variables in both rankings. */
  readonly rankMoves: number;
}

export interface Removal {
  /** The variable removed. */
  readonly id: string;
  readonly remaining: readonly string[];
  /** (remaining − 1) × classes changed + places moved, over both planes. */
  readonly score: number;
  readonly direct: RemovalPlane;
  readonly indirect: RemovalPlane;
}

export interface VariableRemoval {
  readonly options: Required<VariableRemovalOptions>;
  /** The power of the whole study, fixed for every removal. */
  readonly power: number;
  readonly stable: boolean;
  /** In the order of the study. */
  readonly removals: readonly Removal[];
  /** Ids, the variable whose removal changes most first. */
  readonly mostDecisive: readonly string[];
}

export const VARIABLE_REMOVAL_DEFAULTS: Readonly<Required<VariableRemovalOptions>> = Object.freeze({
  power: INDIRECT_DEFAULTS.power,
  maxPower: INDIRECT_DEFAULTS.maxPower,
  threshold: INDIRECT_DEFAULTS.threshold,
});

const { power, maxPower, threshold } = INDIRECT_RULES;

/**
 * What changes when one variable is left out of the study? Each is removed in turn, row and column, and the others are ranked and classed again on both planes.
 *
 * The power is that of the whole study, so that only the removal speaks. Ranks before are counted among the remaining variables: a variable does not gain a place
 * because a stronger one is gone, only by passing another. Lines follow the remaining sums. A removal scores (remaining − 1) × classes changed +
 * places moved, over both planes; equal scores stand in the order of the study. A removal that empties a plane changes all its classes to null;
 * where the plane has none to begin with none changes. A single variable cannot be removed: an empty list.
 *
 * Exact. Cost: O(n × (n² + k × non-zero cells)). Throws `options-invalid`, and `analysis-undefined` as {@link indirect} does.
 *
 * @example
 * const { removals, mostDecisive } = variableRemoval(study);
 * removals.find((removal) => removal.id === mostDecisive[0])?.indirect.classChanges;
 */
export function variableRemoval(input: Study | InfluenceMatrix, options: VariableRemovalOptions = {}): VariableRemoval {
  const rules = { power, maxPower, threshold };
  const resolved = completeOptions<VariableRemovalOptions>(VARIABLE_REMOVAL_DEFAULTS, rules, options);
  const matrix = matrixOf(input);
  const whole = indirect(matrix, resolved);
  const before = { direct: direct(matrix, { threshold: resolved.threshold }), indirect: whole };
  const positions = matrix.size === 1 ? [] : matrix.labels.map((_, i) => i);
  const removals = positions.map((removed): Removal => {
    const rest = withoutVariable(matrix, removed);
    const planeOf = (plane: Plane, planePower: number) =>
      removalPlane(rest.labels, withoutRank(plane, removed), planeAtPower(rest, planePower, resolved.threshold));
    // Only `dematel` has no power.
    const planes = { direct: planeOf(before.direct, 1), indirect: planeOf(before.indirect, whole.power!) };
    const classesChanged = planes.direct.classChanges.length + planes.indirect.classChanges.length;
    const places = planes.direct.rankMoves + planes.indirect.rankMoves;
    return {
      id: matrix.labels[removed]!,
      remaining: rest.labels,
      score: changeScore(rest.size, classesChanged, places),
      ...planes,
    };
  });
  return {
    options: resolved,
    power: whole.power!,
    stable: whole.stable,
    removals,
    mostDecisive: [...removals].sort((a, b) => b.score - a.score).map((removal) => removal.id),
  };
}

type Standing = Pick<Plane, "classes" | "influenceRank" | "dependenceRank">;

function removalPlane(ids: readonly string[], before: Standing, after: Plane): RemovalPlane {
  const influenceRankChange = placesGained(before.influenceRank, after.influenceRank);
  const dependenceRankChange = placesGained(before.dependenceRank, after.dependenceRank);
  return {
    classes: after.classes,
    classChanges: classChanges(ids, before.classes, after.classes),
    influenceRank: after.influenceRank,
    dependenceRank: after.dependenceRank,
    influenceRankChange,
    dependenceRankChange,
    rankMoves: placesMoved(influenceRankChange, dependenceRankChange),
  };
}

/** Ranks and classes of the others, ranks counted among them. */
function withoutRank(plane: Plane, removed: number): Standing {
  const among = (ranks: readonly number[]) =>
    ranks.filter((_, i) => i !== removed).map((rank) => (rank > ranks[removed]! ? rank - 1 : rank));
  return {
    classes: plane.classes.filter((_, i) => i !== removed),
    influenceRank: among(plane.influenceRank),
    dependenceRank: among(plane.dependenceRank),
  };
}

function withoutVariable({ size, values, labels }: InfluenceMatrix, removed: number): InfluenceMatrix {
  const kept = (_: unknown, cell: number) => Math.floor(cell / size) !== removed && cell % size !== removed;
  return { size: size - 1, values: values.filter(kept), labels: labels.filter((_, i) => i !== removed) };
}
