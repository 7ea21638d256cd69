import type { Text } from "../language/text.js";
import type { Cell } from "../study/study.js";
import type { Aggregate } from "./aggregate.js";
import { potentialOf, type ResolvedAggregationOptions } from "./aggregation-options.js";
import { type Contribution, checkContributions } from "./contribution.js";
import { type KrippendorffAlpha, krippendorffAlpha } from "./krippendorff-alpha.js";
import { numberOf } from "./potential-options.js";

/** A decision with its reason. `from` and `to` are ids; null leaves the cell blank on purpose. */
export interface ReasonedDecision {
  readonly from: string;
  readonly to: string;
  readonly value: Cell;
  readonly reason: Text;
}

/** A decision that says something else than the experts who answered the cell do together. */
export interface DepartingDecision extends ReasonedDecision {
  /** What their answers make of the cell; null where they make nothing. */
  readonly aggregate: Cell;
}

/** How an agreed matrix came about, in counts: nobody is named. */
export interface MatrixMaking {
  /** Experts who answered at least one cell. */
  readonly experts: number;
  /** What they answered: numbers, P and `?`. */
  readonly answers: number;
  /** Cells off the diagonal, n² − n. */
  readonly cells: number;
  /** Cells that someone answered. */
  readonly answered: number;
  /** How their answers become one value per cell. */
  readonly aggregation: ResolvedAggregationOptions;
  readonly decisions: number;
  /** Decisions in cells that were answered, whose value is not that of the answers; row by row. */
  readonly departing: readonly DepartingDecision[];
  /** Krippendorff's ordinal alpha, a P counting as in the aggregate; null where it has no value. */
  readonly alpha: number | null;
  /** Why it has none: no cell with two scores (`no-overlap`), or the same score throughout (`no-variation`). */
  readonly alphaReason: KrippendorffAlpha["reason"];
}

/**
 * Who made the agreed matrix, and how: experts and answers counted, the rule that makes one value of several, the decisions that depart from it, how far the experts
 * agree. Decisions in cells that nobody answered came with the study or fill a gap: they are counted, not listed.
 *
 * Cost: O(n² · m) for m experts. Throws `options-invalid` for contributions that are none.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const experts = [{ id: "e1", answers: [[null, 1], [2, null]] }];
 * const decisions = [{ from: "a", to: "b", value: 3, reason: "agreed in session" }];
 * matrixMaking(aggregate(list, experts), experts, decisions).departing[0].aggregate; // 1
 */
export function matrixMaking(
  group: Pick<Aggregate, "variables" | "direct" | "options">,
  contributions: readonly Contribution[],
  decisions: readonly ReasonedDecision[],
): MatrixMaking {
  const { variables, direct, options } = group;
  checkContributions({ variables: variables.map((id) => ({ id })) }, contributions);
  const size = variables.length;
  const placeOf = new Map(variables.map((id, place) => [id, place]));
  const places = variables.flatMap((_, from) => variables.flatMap((_, to) => (from === to ? [] : [{ from, to }])));
  const counts = contributions.map(
    ({ answers }) => places.filter(({ from, to }) => answers[from]![to] !== null).length,
  );
  const isAnswered = (from: number, to: number) => contributions.some(({ answers }) => answers[from]![to] !== null);
  const answering = contributions.filter((_, expert) => counts[expert]! > 0);
  const departing = decisions.flatMap(({ from, to, value, reason }) => {
    const [row, column] = [placeOf.get(from)!, placeOf.get(to)!];
    const aggregate = direct[row]![column]!;
    if (aggregate === value || !isAnswered(row, column)) return [];
    return [{ place: row * size + column, decision: { from, to, value, reason, aggregate } }];
  });
  const reading = potentialOf(options);
  const ratings = answering.map(({ answers }) => places.map(({ from, to }) => numberOf(answers[from]![to]!, reading)));
  const { alpha, reason } = krippendorffAlpha(ratings);
  return {
    experts: answering.length,
    answers: counts.reduce((sum, count) => sum + count, 0),
    cells: places.length,
    answered: places.filter(({ from, to }) => isAnswered(from, to)).length,
    aggregation: options,
    decisions: decisions.length,
    departing: departing.sort((a, b) => a.place - b.place).map(({ decision }) => decision),
    alpha,
    alphaReason: reason,
  };
}
