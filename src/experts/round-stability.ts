import { toNumber } from "../matrix/exact-sums.js";
import { completeOptions, type Rules, rangeRule } from "../options.js";
import { ascendingNumbers } from "./cell-agreement.js";
import { type Answer, type Contribution, checkContributions, type VariableList } from "./contribution.js";
import { wholeDecimals } from "./decimals.js";
import { numberOf, POTENTIAL_DEFAULTS, POTENTIAL_RULES, type PotentialOptions } from "./potential-options.js";
import { spreadOf } from "./spread.js";

export interface RoundStabilityOptions extends PotentialOptions {
  /** Net change of a cell's distribution below which it is stable, from 0 to 1. @default 0.15 */
  readonly stableBelow?: number;
}

export const ROUND_STABILITY_DEFAULTS: Readonly<Required<RoundStabilityOptions>> = Object.freeze({
  ...POTENTIAL_DEFAULTS,
  stableBelow: 0.15,
});

const RULES: Rules<RoundStabilityOptions> = { ...POTENTIAL_RULES, stableBelow: rangeRule(0, 1) };

/** How answers moved from one round to the next; null where nothing can be compared. */
interface Change {
  /** Answers compared: those given in both rounds. */
  readonly answers: number;
  /** Share of them that stayed the same. */
  readonly unchanged: number | null;
  /** Mean |after − before| of the scores given in both rounds, in points of the scale. */
  readonly meanAbsoluteChange: number | null;
}

export interface ExpertChange extends Change {
  readonly id: string;
}

export interface CellChange extends Change {
  readonly from: string;
  readonly to: string;
  readonly medianBefore: number | null;
  readonly medianAfter: number | null;
  readonly interquartileRangeBefore: number | null;
  readonly interquartileRangeAfter: number | null;
  /** After − before: below 0 the group has drawn together. */
  readonly interquartileRangeChange: number | null;
  /** Least share of the experts whose moves explain the change of the distribution, 0 to 1. */
  readonly netChange: number | null;
  readonly stable: boolean | null;
}

export interface RoundStability extends Change {
  readonly options: Required<RoundStabilityOptions>;
  /** Mean over the compared cells. */
  readonly interquartileRangeChange: number | null;
  /** Cells that at least one expert answered in both rounds. */
  readonly cellsCompared: number;
  /** The index: share of the compared cells that are stable; null where none is compared. */
  readonly stability: number | null;
  /** Experts of both rounds, in the order of the later one. */
  readonly experts: readonly ExpertChange[];
  /** Every cell off the diagonal, row by row. */
  readonly cells: readonly CellChange[];
}

/**
 * Is another round worth while? What changed between two rounds, for each expert, each cell and overall.
 *
 * Compared are the answers (numbers, P, `?`) that one expert gave to one cell in both rounds. `netChange` of a cell is ½ Σ |count after − count before| over the distinct answers ÷ answers
 * compared: two experts who change places move nothing. A cell is stable where it is below `stableBelow`, 15 % by default, and `stability` is the share of the compared cells that are.
 * Quartiles as in {@link agreement}, over the same experts in both rounds; a P counts as there, and a change from 0 to P is a change.
 *
 * Experts of one round only are left out; nothing to compare gives null. Cost: O(n² · m log m) for m experts. Throws `options-invalid`.
 *
 * Source: net person-changes below 15 % as the end of a Delphi: Scheibe, Skutsch and Schofer, Experiments in Delphi methodology, in Linstone and Turoff, The Delphi Method, 1975, chapter IV.C.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, first, second) => ({ id, answers: [[null, first], [second, null]] });
 * const moved = roundStability(list, [of("e1", 0, 2), of("e2", 3, 2)], [of("e1", 2, 2), of("e2", 3, 2)]);
 * moved.unchanged; // 0.75
 * moved.cells.map((cell) => cell.netChange); // [0.5, 0]
 * moved.stability; // 0.5
 */
export function roundStability(
  list: VariableList,
  before: readonly Contribution[],
  after: readonly Contribution[],
  options: RoundStabilityOptions = {},
): RoundStability {
  const resolved = completeOptions(ROUND_STABILITY_DEFAULTS, RULES, options);
  checkContributions(list, before);
  checkContributions(list, after);
  const ids = list.variables.map(({ id }) => id);
  const both = after.flatMap((later) => {
    const earlier = before.find(({ id }) => id === later.id);
    return earlier === undefined ? [] : [{ id: later.id, earlier, later }];
  });
  const places = ids.flatMap((_, from) => ids.flatMap((_, to) => (from === to ? [] : [{ from, to }])));
  const pairsAt = ({ from, to }: { readonly from: number; readonly to: number }) =>
    both.map(({ earlier, later }) => [earlier.answers[from]![to]!, later.answers[from]![to]!] as const);
  const pairs = places.map(pairsAt);
  const cells = places.map(({ from, to }, index) => ({
    from: ids[from]!,
    to: ids[to]!,
    ...cellChange(pairs[index]!.filter(isCompared), resolved),
  }));
  const compared = cells.filter(({ answers }) => answers > 0);
  const ranged = compared.filter((cell) => cell.interquartileRangeChange !== null);
  return {
    options: resolved,
    ...changeOf(pairs.flat().filter(isCompared), resolved),
    interquartileRangeChange: meanChange(
      ranged.map((cell) => cell.interquartileRangeBefore!),
      ranged.map((cell) => cell.interquartileRangeAfter!),
    ),
    cellsCompared: compared.length,
    stability: shareOf(compared.filter(({ stable }) => stable).length, compared.length),
    experts: both.map(({ id }, index) => ({
      id,
      ...changeOf(pairs.map((given) => given[index]!).filter(isCompared), resolved),
    })),
    cells,
  };
}

/** What one expert answered before and after. */
type Pair = readonly [before: Answer, after: Answer];

function isCompared([before, after]: Pair): boolean {
  return before !== null && after !== null;
}

function changeOf(pairs: readonly Pair[], options: Required<PotentialOptions>): Change {
  const moves = pairs.flatMap(([before, after]) => {
    const [from, to] = [numberOf(before, options), numberOf(after, options)];
    return from === null || to === null ? [] : [Math.abs(to - from)];
  });
  return {
    answers: pairs.length,
    unchanged: shareOf(pairs.filter(([before, after]) => before === after).length, pairs.length),
    meanAbsoluteChange: shareOf(
      moves.reduce((sum, move) => sum + move, 0),
      moves.length,
    ),
  };
}

function cellChange(pairs: readonly Pair[], options: Required<RoundStabilityOptions>): Omit<CellChange, "from" | "to"> {
  const [before, after] = [0, 1].map((round) => pairs.map((pair) => pair[round]!)) as [Answer[], Answer[]];
  const [earlier, later] = [spreadOf(ascendingNumbers(before, options)), spreadOf(ascendingNumbers(after, options))];
  const [rangeBefore, rangeAfter] = [earlier.interquartileRange, later.interquartileRange];
  const net = netChange(before, after);
  return {
    ...changeOf(pairs, options),
    medianBefore: earlier.median,
    medianAfter: later.median,
    interquartileRangeBefore: rangeBefore,
    interquartileRangeAfter: rangeAfter,
    interquartileRangeChange:
      rangeBefore === null || rangeAfter === null ? null : meanChange([rangeBefore], [rangeAfter]),
    netChange: net,
    stable: net === null ? null : net < options.stableBelow,
  };
}

function netChange(before: readonly Answer[], after: readonly Answer[]): number | null {
  const counts = new Map<Answer, number>();
  for (const answer of after) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  for (const answer of before) counts.set(answer, (counts.get(answer) ?? 0) - 1);
  const moved = [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
  return shareOf(moved / 2, after.length);
}

/** Mean of after − before, from the decimals as they are written: 0 where they balance, and below 0 only where they have shrunk. */
function meanChange(before: readonly number[], after: readonly number[]): number | null {
  if (before.length === 0) return null;
  const { units, scale } = wholeDecimals([...before, ...after]);
  const sum = units.reduce((total, unit, at) => (at < before.length ? total - unit : total + unit), 0n);
  return toNumber(sum, scale * BigInt(before.length));
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
