import { MotriceError } from "../errors.js";
import type { InfluenceMatrix } from "../matrix/influence-matrix.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import type { Plane } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { type ChangedPlane, CLASS_OF_CODE, changedPlane } from "./changed-plane.js";
import {
  CHANGED_STUDY_DEFAULTS,
  CHANGED_STUDY_RULES,
  type ChangedStudyOptions,
  unchangedStudy,
} from "./changed-study.js";
import type { OneStepChange } from "./one-step-changes.js";
import { type ClassChange, changeScore, classChanges, placesGained, placesMoved } from "./rank-moves.js";

export interface CellInfluenceOptions extends ChangedStudyOptions {
  /** How many of the first judgements are told variable by variable, from 0 to 10 000. @default 20 */
  readonly limit?: number;
}

/** What a step of one judgement does to one plane, in figures. */
export interface PlaneEffect {
  /** Variables whose class changes. */
  readonly classChanges: number;
  /** Places moved by all variables in both rankings. */
  readonly rankMoves: number;
  /** The farthest any variable moves towards or from a line, in mean sums of the plane; to nine decimals. */
  readonly distanceMove: number;
}

export interface StepEffect {
  readonly changedTo: number;
  /** (n − 1) × classes changed + places moved, over both planes. */
  readonly score: number;
  readonly direct: PlaneEffect;
  readonly indirect: PlaneEffect;
}

/** One judgement with what a step of it does. */
export interface CellInfluenceRow {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  /** The larger score of its steps. */
  readonly score: number;
  /** null at the end of the scale. */
  readonly down: StepEffect | null;
  readonly up: StepEffect | null;
}

/** What a step of one judgement does to one plane, variable by variable, in the order of `variables`. */
export interface DetailedPlaneEffect {
  readonly classChanges: readonly ClassChange[];
  /** Places gained: rank before − rank after. */
  readonly influenceRankChange: readonly number[];
  readonly dependenceRankChange: readonly number[];
  /** Change of (sum − line) ÷ mean sum; to nine decimals. */
  readonly influenceDistanceChange: readonly number[];
  readonly dependenceDistanceChange: readonly number[];
}

export interface DetailedStep {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly changedTo: number;
  readonly direct: DetailedPlaneEffect;
  readonly indirect: DetailedPlaneEffect;
}

export interface CellInfluence {
  readonly options: Required<CellInfluenceOptions>;
  /** The power of the unchanged study, fixed for every change. */
  readonly power: number;
  readonly stable: boolean;
  /** Upper end of the scale. */
  readonly largestScore: number;
  readonly variables: readonly string[];
  /** Every judgement, those to discuss first at the top. */
  readonly cells: readonly CellInfluenceRow[];
  /** The steps of the first `limit` judgements, down before up. */
  readonly details: readonly DetailedStep[];
}

export const CELL_INFLUENCE_DEFAULTS: Readonly<Required<CellInfluenceOptions>> = Object.freeze({
  ...CHANGED_STUDY_DEFAULTS,
  limit: 20,
});

const RULES: Rules<CellInfluenceOptions> = { ...CHANGED_STUDY_RULES, limit: integerRule(0, 10_000) };

/** Variables up to which every judgement is tried: 300 take some ten seconds. */
const MOST_VARIABLES = 300;

/** Distances are told to nine decimals: beyond them the order of additions shows where sums pass 2⁵³. */
const DISTANCE_UNITS = 1e9;

/**
 * Which judgements to discuss first? Each one is moved by one step, down and up within the scale, and both planes are ranked and classed again.
 *
 * A step scores (n − 1) × classes changed + places moved (|rank before − rank after|, both rankings, all variables), added over
 * both planes: a class changed weighs as much as a variable that crosses a whole ranking. A judgement scores as its stronger step. Equal scores stand in the order of
 * the farthest move of a distance to a line, then of their cells, row by row. Changes, power, blanks and P as in {@link robustness}; where a plane has no
 * classes to begin with none changes. A single variable has no judgements: an empty list.
 *
 * Ranks and classes are exact. Cost: O(n² × (k·n + n log n)), under a tenth of a second for 29 variables. Throws `options-invalid`, and `study-too-large` above 300 variables.
 *
 * @example
 * const { cells } = cellInfluence(study);
 * cells.slice(0, 5).map((cell) => `${cell.from} → ${cell.to}: ${cell.score}`);
 *
 * const pair = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 2], [1, null]] });
 * cellInfluence(pair, { power: 1 }).cells.map((cell) => [cell.from, cell.score]); // [["b", 8], ["a", 8]]
 */
export function cellInfluence(input: Study | InfluenceMatrix, options: CellInfluenceOptions = {}): CellInfluence {
  const resolved = completeOptions(CELL_INFLUENCE_DEFAULTS, RULES, options);
  const unchanged = unchangedStudy(input, resolved);
  const { matrix, steps, power, stable } = unchanged;
  const { size, labels } = matrix;
  if (size > MOST_VARIABLES) {
    const message = `cellInfluence tries every judgement of up to ${MOST_VARIABLES} variables, got ${size}`;
    const expected = `up to ${MOST_VARIABLES}`;
    throw new MotriceError("study-too-large", message, [{ path: "/variables", expected, received: String(size) }]);
  }
  const planeOf = (plane: Plane, planePower: number) => {
    const changed = changedPlane(size, planePower, resolved.threshold);
    changed.base(matrix);
    return { changed, before: plane, ...meanDistances(plane) };
  };
  const planes = { direct: planeOf(unchanged.direct, 1), indirect: planeOf(unchanged.indirect, power) };
  const detail = (change: OneStepChange): DetailedStep => ({
    from: labels[change.from]!,
    to: labels[change.to]!,
    value: change.value,
    changedTo: change.changedTo,
    direct: detailedEffect(labels, planes.direct, change),
    indirect: detailedEffect(labels, planes.indirect, change),
  });
  const rows = judgementsOf(steps.changes).map((changes) => {
    const effects = changes.map((change) => stepEffect(size, detail(change)));
    const { from, to, value } = changes[0]!;
    const row: CellInfluenceRow = {
      from: labels[from]!,
      to: labels[to]!,
      value,
      score: Math.max(...effects.map((effect) => effect.score)),
      down: effects.find((effect) => effect.changedTo < value) ?? null,
      up: effects.find((effect) => effect.changedTo > value) ?? null,
    };
    const distance = Math.max(
      ...effects.flatMap(({ direct, indirect }) => [direct.distanceMove, indirect.distanceMove]),
    );
    return { row, distance, changes };
  });
  // The sort is stable: what is still equal keeps the order of the cells.
  rows.sort((a, b) => b.row.score - a.row.score || b.distance - a.distance);
  return {
    options: resolved,
    power,
    stable,
    largestScore: steps.largestScore,
    variables: labels,
    cells: rows.map(({ row }) => row),
    details: rows.slice(0, resolved.limit).flatMap(({ changes }) => changes.map(detail)),
  };
}

/** A plane that changes, with where it stood before. */
interface ChangingPlane {
  readonly changed: ChangedPlane;
  readonly before: Plane;
  readonly influenceDistance: readonly number[];
  readonly dependenceDistance: readonly number[];
}

/** The changes of each judgement together, in the order of the cells. */
function judgementsOf(changes: readonly OneStepChange[]): OneStepChange[][] {
  const judgements: OneStepChange[][] = [];
  for (const change of changes) {
    const first = judgements.at(-1)?.[0];
    if (first?.from === change.from && first.to === change.to) judgements.at(-1)!.push(change);
    else judgements.push([change]);
  }
  return judgements;
}

function stepEffect(size: number, { changedTo, direct, indirect }: DetailedStep): StepEffect {
  const effects = { direct: planeEffect(direct), indirect: planeEffect(indirect) };
  const classesChanged = effects.direct.classChanges + effects.indirect.classChanges;
  const places = effects.direct.rankMoves + effects.indirect.rankMoves;
  return { changedTo, score: changeScore(size, classesChanged, places), ...effects };
}

function planeEffect(effect: DetailedPlaneEffect): PlaneEffect {
  const distances = [...effect.influenceDistanceChange, ...effect.dependenceDistanceChange];
  return {
    classChanges: effect.classChanges.length,
    rankMoves: placesMoved(effect.influenceRankChange, effect.dependenceRankChange),
    distanceMove: distances.reduce((most, distance) => Math.max(most, Math.abs(distance)), 0),
  };
}

function detailedEffect(ids: readonly string[], plane: ChangingPlane, change: OneStepChange): DetailedPlaneEffect {
  const { changed, before } = plane;
  const classes = Array.from(changed.classesAfter(change), (code) => CLASS_OF_CODE[code]!);
  const ranks = changed.ranks();
  const moved = (after: (i: number) => number, from: readonly number[]) =>
    // Adding 0 turns −0 into 0.
    from.map((distance, i) => Math.round((after(i) - distance) * DISTANCE_UNITS) / DISTANCE_UNITS + 0);
  return {
    classChanges: classChanges(ids, before.classes, classes),
    influenceRankChange: placesGained(before.influenceRank, ranks.influence),
    dependenceRankChange: placesGained(before.dependenceRank, ranks.dependence),
    influenceDistanceChange: moved(changed.influenceDistance, plane.influenceDistance),
    dependenceDistanceChange: moved(changed.dependenceDistance, plane.dependenceDistance),
  };
}

/** Distances to the lines in mean sums; 0 where all sums are 0. */
function meanDistances(plane: Plane): Pick<ChangingPlane, "influenceDistance" | "dependenceDistance"> {
  const inMeans = (distances: readonly number[], sums: readonly number[]) => {
    const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length;
    return distances.map((distance) => (mean === 0 ? 0 : distance / mean));
  };
  return {
    influenceDistance: inMeans(plane.influenceDistance, plane.influence),
    dependenceDistance: inMeans(plane.dependenceDistance, plane.dependence),
  };
}
