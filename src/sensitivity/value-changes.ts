import { describeValue, type Issue, MotriceError, OptionsError } from "../errors.js";
import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { completeOptions } from "../options.js";
import { direct } from "../structure/direct.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions, indirect } from "../structure/indirect.js";
import type { Plane } from "../structure/plane.js";
import type { Threshold } from "../structure/threshold.js";
import type { Study } from "../study/study.js";
import { CLASS_OF_CODE, changedPlane } from "./changed-plane.js";
import type { OneStepChange } from "./one-step-changes.js";
import { type ClassChange, changeScore, classChanges, placesGained, placesMoved } from "./rank-moves.js";

/** One cell that takes another value. `from` and `to` are ids. */
export interface ValueChange {
  readonly from: string;
  readonly to: string;
  readonly changedTo: number;
}

export interface ValueChangePlane {
  readonly classChanges: readonly ClassChange[];
  /** Places moved by all variables in both rankings. */
  readonly rankMoves: number;
}

export interface ValueChangeEffect extends ValueChange {
  /** What the cell counts before: 0 where it is blank or P. */
  readonly value: number;
  /** (n − 1) × classes changed + places moved, over both planes, as in `cellInfluence`. */
  readonly score: number;
  readonly direct: ValueChangePlane;
  readonly indirect: ValueChangePlane;
}

export type ValueChangesOptions = Pick<IndirectOptions, "power" | "maxPower" | "threshold">;

export interface ValueChanges {
  readonly options: Required<ValueChangesOptions>;
  /** The power of the unchanged study, fixed for every change. */
  readonly power: number;
  readonly stable: boolean;
  /** In the order asked for. */
  readonly changes: readonly ValueChangeEffect[];
}

export const VALUE_CHANGES_DEFAULTS: Readonly<Required<ValueChangesOptions>> = Object.freeze({
  power: INDIRECT_DEFAULTS.power,
  maxPower: INDIRECT_DEFAULTS.maxPower,
  threshold: INDIRECT_DEFAULTS.threshold,
});

export const VALUE_CHANGES_RULES = {
  power: INDIRECT_RULES.power,
  maxPower: INDIRECT_RULES.maxPower,
  threshold: INDIRECT_RULES.threshold,
};

/** Variables up to which changes are tried: the walk counts of larger studies take too much memory. */
const MOST_VARIABLES = 300;

/**
 * Which classes and ranks would change if one cell held another value? One change at a time, exactly, whatever the value: {@link cellInfluence} for steps that one chooses.
 *
 * A blank or a P counts 0 before. Ranks and classes are exact, the power is that of the unchanged study; where a plane has no classes to begin with none changes.
 *
 * Cost: O(k·n·cells + changes × (k² + k·n)). Throws `options-invalid` for options and changes that are none, `study-too-large` above 300 variables.
 *
 * @example
 * const tie = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 1], [1, null]] });
 * const [change] = valueChanges(tie, [{ from: "a", to: "b", changedTo: 3 }], { power: 1 }).changes;
 * change.direct.classChanges; // [{ id: "a", from: "relay", to: "motor" }, { id: "b", from: "relay", to: "dependent" }]
 */
export function valueChanges(
  input: Study | InfluenceMatrix,
  changes: readonly ValueChange[],
  options: ValueChangesOptions = {},
): ValueChanges {
  const resolved = completeOptions(VALUE_CHANGES_DEFAULTS, VALUE_CHANGES_RULES, options);
  const { power: wanted, maxPower, threshold } = resolved;
  const matrix = matrixOf(input);
  const { size, labels, values } = matrix;
  if (size > MOST_VARIABLES) {
    const expected = `up to ${MOST_VARIABLES}`;
    const message = `valueChanges tries changes of up to ${MOST_VARIABLES} variables, got ${size}`;
    throw new MotriceError("study-too-large", message, [{ path: "/variables", expected, received: String(size) }]);
  }
  const places = checkChanges(labels, changes);
  const indirectPlane = indirect(matrix, { power: wanted, maxPower, threshold });
  // Only `dematel` has no power.
  const power = indirectPlane.power!;
  const factor = wholeFactor([...values, ...changes.map(({ changedTo }) => changedTo)], threshold);
  const scaled = (value: number) => (factor === 1 ? value : Math.round(value * factor));
  const planeOf = (before: Plane, planePower: number) => {
    const plane = changedPlane(size, planePower, threshold);
    plane.base({ ...matrix, values: values.map(scaled) });
    return ({ from, to, value, changedTo }: OneStepChange): ValueChangePlane => {
      const change = { from, to, value: scaled(value), changedTo: scaled(changedTo) };
      const classes = Array.from(plane.classesAfter(change), (code) => CLASS_OF_CODE[code]!);
      const ranks = plane.ranks();
      const moves = placesMoved(
        placesGained(before.influenceRank, ranks.influence),
        placesGained(before.dependenceRank, ranks.dependence),
      );
      return { classChanges: classChanges(labels, before.classes, classes), rankMoves: moves };
    };
  };
  const planes = { direct: planeOf(direct(matrix, { threshold }), 1), indirect: planeOf(indirectPlane, power) };
  return {
    options: resolved,
    power,
    stable: indirectPlane.stable,
    changes: changes.map(({ from, to, changedTo }, index) => {
      const place = places[index]!;
      const value = values[place.from * size + place.to]!;
      const effects = {
        direct: planes.direct({ ...place, value, changedTo }),
        indirect: planes.indirect({ ...place, value, changedTo }),
      };
      const flips = effects.direct.classChanges.length + effects.indirect.classChanges.length;
      const score = changeScore(size, flips, effects.direct.rankMoves + effects.indirect.rankMoves);
      return { from, to, value, changedTo, score, ...effects };
    }),
  };
}

/** Factors that make halves, quarters, fifths … and hundredths whole, the smallest first. */
const WHOLE_FACTORS = [1, 2, 4, 5, 10, 20, 25, 50, 100];

/**
 * What all values may be multiplied by to be whole: their sums then stay exact in float64 for longer. A factor changes no rank, and no class where the line follows the sums; 1 where the line
 * is a number or a formula, or where no such factor is there.
 */
function wholeFactor(values: readonly number[], threshold: Threshold): number {
  if (!["mean", "median", "midrange"].includes(String(threshold))) return 1;
  // The float64 nearest to k ÷ factor is read as that decimal everywhere.
  const isWhole = (value: number, factor: number) => Math.round(value * factor) / factor === value;
  return WHOLE_FACTORS.find((factor) => values.every((value) => isWhole(value, factor))) ?? 1;
}

function checkChanges(labels: readonly string[], changes: readonly ValueChange[]): { from: number; to: number }[] {
  const placeOf = new Map(labels.map((id, i) => [id, i]));
  const issues: Issue[] = [];
  const places = changes.map(({ from, to, changedTo }, index) => {
    const path = `changes/${index}`;
    const place = { from: placeOf.get(from) ?? -1, to: placeOf.get(to) ?? -1 };
    for (const [end, name] of [
      ["from", from],
      ["to", to],
    ] as const) {
      if (place[end] >= 0) continue;
      issues.push({ path: `${path}/${end}`, expected: "the id of a variable", received: describeValue(name) });
    }
    if (place.from >= 0 && place.from === place.to) {
      issues.push({ path, expected: "a cell off the diagonal", received: describeValue(from) });
    }
    if (!(changedTo >= 0 && changedTo <= 1_000_000)) {
      const expected = "a number from 0 to 1000000";
      issues.push({ path: `${path}/changedTo`, expected, received: describeValue(changedTo) });
    }
    return place;
  });
  if (issues.length > 0) throw new OptionsError(issues);
  return places;
}
