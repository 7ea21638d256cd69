import type { InfluenceMatrix } from "../matrix/influence-matrix.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import type { Class } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import {
  type ChangeSearch,
  changeSearch,
  type FoundChanges,
  type PlaneFlips,
  type SearchProgress,
} from "./change-search.js";
import { CLASS_OF_CODE } from "./changed-plane.js";
import {
  CHANGED_STUDY_DEFAULTS,
  CHANGED_STUDY_RULES,
  type ChangedStudyOptions,
  type UnchangedStudy,
  unchangedStudy,
} from "./changed-study.js";
import type { ChunkedComputation, CountedChunk } from "./chunk.js";
import type { Flip, FlipList, Flips } from "./nearest-flips.js";
import { judgementChange } from "./one-step-changes.js";

export interface RobustnessOptions extends ChangedStudyOptions {
  /** Whether to try every two changes too. @default true */
  readonly pairs?: boolean;
  /** Most flips listed for each variable, plane and number of changes, from 0 to 10 000; all are counted. @default 20 */
  readonly limit?: number;
  /**
   * Multiplications the pairs may take, from 0 to 10¹⁵; 10⁹ take two or three seconds; all pairs of 29 variables take fewer than 10⁹ at power 8, and fewer than 10¹⁰ up to power 50.
   * Where all pairs take more, those of the changes that come nearest to a flip are tried. @default 1e10
   */
  readonly maxOperations?: number;
}

/** How many one-step changes the class of a variable withstands. */
export interface VariableRobustness {
  readonly id: string;
  readonly class: Class | null;
  /** 0: one change flips the class; 1: no one does, some two do; 2: neither one nor two do. null where there is no class. */
  readonly radius: 0 | 1 | 2 | null;
  /** Whether the radius may be larger, as more changes were not tried: true of every 2, which reads « 2+ ». */
  readonly atLeast: boolean;
  /** Single changes that flip the class. */
  readonly single: Flips;
  /** Pairs of changes that flip the class while neither does alone. */
  readonly pairs: Flips;
}

export interface RobustnessPlane {
  /** In the order of the study. */
  readonly variables: readonly VariableRobustness[];
}

export interface Robustness {
  readonly options: Required<RobustnessOptions>;
  /** The power of the unchanged study, fixed for every change. */
  readonly power: number;
  /** Whether the rankings of the unchanged study are stable from this power on. */
  readonly stable: boolean;
  readonly changes: {
    /** Upper end of the scale. */
    readonly largestScore: number;
    /** Cells that can change: off the diagonal, with a number. */
    readonly judgements: number;
    /** Cells that do not change: not scored, or P. */
    readonly blanks: number;
    readonly potentials: number;
    /** Single changes there are, and tried. */
    readonly single: number;
    readonly singleTried: number;
    /** Pairs of changes there are, and tried. */
    readonly pairs: number;
    readonly pairsTried: number;
  };
  /** Whether everything asked for was tried. */
  readonly complete: boolean;
  readonly direct: RobustnessPlane;
  readonly indirect: RobustnessPlane;
}

export const ROBUSTNESS_DEFAULTS: Readonly<Required<RobustnessOptions>> = Object.freeze({
  ...CHANGED_STUDY_DEFAULTS,
  pairs: true,
  limit: 20,
  maxOperations: 1e10,
});

const RULES: Rules<RobustnessOptions> = {
  ...CHANGED_STUDY_RULES,
  pairs: { expected: "true or false", test: (value) => typeof value === "boolean" },
  limit: integerRule(0, 10_000),
  maxOperations: {
    expected: "a number from 0 to 1e15",
    test: (value) => typeof value === "number" && value >= 0 && value <= 1e15,
  },
};

/**
 * Which judgements decide the class of each variable? Every single change, and every two, are tried; nothing is sampled.
 *
 * A change moves one judgement by one step: 1 down to at least 0 or 1 up to at most the end of the scale, zeros included. Blanks (never judged)
 * and P (counted 0) stay as they are. Two changes are two judgements moved by a step each, or one moved by two steps. The radius of a
 * variable on a plane is the number of changes its class withstands whatever they are: 0, 1, or 2 for two or more. A changed plane without classes flips
 * every class; a plane that has none to begin with (all sums zero, a single variable) has nothing to flip: radius null.
 *
 * Flips are listed nearest first: those that land farthest beyond the crossed line, |sum − line| × n ÷ total of the sums of the changed plane;
 * equal ones in the order of their cells, row by row, down before up. A pair is listed where neither change flips the class alone.
 *
 * The power is that of the unchanged study. Classes are exact, ties with the line included (a formula is compared as in every plane). Sums follow from
 * walk counts: see {@link changeSums}. Cost of a change: O(k² + k·n), of all pairs of 29 variables on both planes about a second;
 * beyond `maxOperations` (about 50 variables) `complete` is false and `pairsTried` says how far it went.
 *
 * Throws `options-invalid`; `study-too-large` where n² × power passes ten million; `analysis-undefined` where sums pass float64 or a formula has no value on a changed plane.
 *
 * @example
 * const { indirect } = robustness(study, { pairs: false });
 * indirect.variables.filter((variable) => variable.radius === 0).length; // 12
 *
 * const tie = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 1], [1, null]] });
 * const [first] = robustness(tie).direct.variables;
 * first.class; // "relay"
 * first.radius; // 0
 * first.single.nearest[0]; // { changes: [{ from: "a", to: "b", value: 1, changedTo: 0 }], to: "dependent", margin: 1 }
 */
export function robustness(input: Study | InfluenceMatrix, options: RobustnessOptions = {}): Robustness {
  const slices = robustnessSlices(input, options);
  let slice = slices.next();
  while (slice.done !== true) slice = slices.next();
  return slice.value;
}

/**
 * {@link robustness} in slices of a few milliseconds, for workers, progress bars and cancelling: yields how many changes are tried.
 * `next(true)` stops it, and returns what was found until then with `complete: false`.
 *
 * @example
 * const slices = robustnessSlices(study);
 * slices.next().value; // how far it has come, out of how many
 * slices.next(true).value.complete; // false
 */
export function* robustnessSlices(
  input: Study | InfluenceMatrix,
  options: RobustnessOptions = {},
): Generator<SearchProgress, Robustness, boolean | undefined> {
  const prepared = prepare(input, options);
  const { plan, search } = prepared.search;
  const slices = search({ first: 0, last: plan.units });
  let slice = slices.next();
  while (slice.done !== true) slice = slices.next(yield { tried: slice.value, total: plan.total });
  return resultOf(prepared, slice.value.found);
}

/**
 * {@link robustness} cut into chunks of changes, for whoever tries them in several places, or over several days: the result of the merged chunks has the bytes of one go.
 *
 * A chunk takes well under a second. One that begins among the pairs needs all single changes too: they are tried once more by whoever has not.
 * Throws as {@link robustness}.
 *
 * @example
 * const chunks = robustnessChunks(study, { pairs: false });
 * chunkFrom(chunks.plan, 0)?.first; // 0
 * chunks.result(chunks.merge([]))?.complete; // false
 */
export function robustnessChunks(
  input: Study | InfluenceMatrix,
  options: RobustnessOptions = {},
): ChunkedComputation<Robustness> {
  const prepared = prepare(input, options);
  const { plan, search, nothingFound, add } = prepared.search;
  return {
    plan,
    count: function* ({ first, last }) {
      const { found, last: end } = yield* search({ first, last });
      return { first, last: end, done: triedOf(found), bytes: toBytes(found) };
    },
    merge: (chunks) => {
      const found = nothingFound();
      for (const { bytes } of chunks) add(found, fromBytes(bytes));
      return { first: 0, last: chunks.at(-1)?.last ?? 0, done: triedOf(found), bytes: toBytes(found) };
    },
    isComplete: ({ last }) => last === plan.units,
    result: ({ bytes }: CountedChunk) => resultOf(prepared, fromBytes(bytes)),
  };
}

function triedOf({ singleTried, pairsTried }: FoundChanges): number {
  return singleTried + pairsTried;
}

function toBytes(found: FoundChanges): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(found));
}

function fromBytes(bytes: Uint8Array): FoundChanges {
  return JSON.parse(new TextDecoder().decode(bytes)) as FoundChanges;
}

interface PreparedRobustness {
  readonly options: Required<RobustnessOptions>;
  readonly unchanged: UnchangedStudy;
  readonly search: ChangeSearch;
}

function prepare(input: Study | InfluenceMatrix, given: RobustnessOptions): PreparedRobustness {
  const options = completeOptions(ROBUSTNESS_DEFAULTS, RULES, given);
  const unchanged = unchangedStudy(input, options);
  return { options, unchanged, search: changeSearch(unchanged, options) };
}

function resultOf({ options, unchanged, search }: PreparedRobustness, found: FoundChanges): Robustness {
  const { matrix, steps, power, stable } = unchanged;
  const tried = {
    singles: found.singleTried === search.single,
    pairs: found.pairsTried === search.pairs,
  };
  const plane = (flips: PlaneFlips, codes: Uint8Array): RobustnessPlane => ({
    variables: matrix.labels.map((id, i) => variableRobustness(id, i, flips, codes, search, tried, matrix.labels)),
  });
  return {
    options,
    power,
    stable,
    changes: {
      largestScore: steps.largestScore,
      judgements: steps.judgements,
      blanks: steps.blanks,
      potentials: steps.potentials,
      single: search.single,
      singleTried: found.singleTried,
      pairs: search.pairs,
      pairsTried: found.pairsTried,
    },
    complete: tried.singles && (!options.pairs || tried.pairs),
    direct: plane(found.direct, search.codes.direct),
    indirect: plane(found.indirect, search.codes.indirect),
  };
}

function variableRobustness(
  id: string,
  position: number,
  flips: PlaneFlips,
  codes: Uint8Array,
  search: ChangeSearch,
  tried: { readonly singles: boolean; readonly pairs: boolean },
  ids: readonly string[],
): VariableRobustness {
  const named = (list: FlipList): Flips => ({
    count: list.count,
    nearest: list.entries.map(
      ({ first, second, code, margin }): Flip => ({
        changes: search.changesOf(first, second).map((change) => judgementChange(change, ids)),
        to: CLASS_OF_CODE[code]!,
        margin,
      }),
    ),
    truncated: list.entries.length < list.count,
  });
  const single = flips.single[position]!;
  const pairs = flips.pairs[position]!;
  const base = CLASS_OF_CODE[codes[position]!]!;
  const oneTried = tried.singles;
  const twoTried = oneTried && tried.pairs;
  const radius = single.count > 0 || !oneTried ? 0 : pairs.count > 0 || !twoTried ? 1 : 2;
  const found = radius === 0 ? single.count > 0 : radius === 1 && pairs.count > 0;
  return {
    id,
    class: base,
    radius: base === null ? null : radius,
    atLeast: base !== null && !found,
    single: named(single),
    pairs: named(pairs),
  };
}
