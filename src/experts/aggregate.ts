import type { Cell } from "../study/study.js";
import { aggregateCell, type LackReason, type WeighedAnswer } from "./aggregate-cell.js";
import {
  type AggregationOptions,
  type ResolvedAggregationOptions,
  resolveAggregationOptions,
} from "./aggregation-options.js";
import { type Contribution, checkContributions, type VariableList } from "./contribution.js";

/** A cell that stays blank for lack of answers. */
export interface LackingCell {
  readonly from: string;
  readonly to: string;
  readonly answers: number;
  readonly dontKnow: number;
  readonly reason: LackReason;
}

export interface Aggregate {
  readonly options: ResolvedAggregationOptions;
  /** Ids of the variables, in the order of rows and columns. */
  readonly variables: readonly string[];
  /** Ids of the experts. */
  readonly experts: readonly string[];
  /** n × n: the group's score of each cell; null on the diagonal and where answers lack. */
  readonly direct: readonly (readonly Cell[])[];
  /** n × n: how many answers count in each cell. */
  readonly answers: readonly (readonly number[])[];
  /** The blank cells off the diagonal, row by row. */
  readonly lacking: readonly LackingCell[];
}

/**
 * What does the group say? One matrix from the experts' contributions, cell by cell.
 *
 * The answers of a cell are its numbers and P; blank and `?` are none. In this order: a cell is blank where `dontKnow` has it so, or where it has fewer than
 * `minimumAnswers`; it is P where more than half of the answers are (`potential: "majority"`); else it is the mean, median or mode of the
 * numbers, each P counting `potentialValue`. Halves (« more than half ») are of weights where the method has weights, of heads where it has none; an expert of weight 0 says
 * nothing with the method `expert`.
 *
 * Means and medians are rounded to two decimals, halves up, though never beyond the lowest or the highest score that counts: where all agree, the value is their score to its last
 * decimal. An average of opinions knows no more, and the exact rankings of a matrix of hundredths stay cheap. Where several scores are the most frequent, the mode is the one nearest
 * to the median, then the lower one. No contribution at all gives a blank matrix.
 *
 * The order of the experts does not matter. Cost: O(n² · m log m) for m experts. Throws `options-invalid` for options and contributions that are none.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, answer) => ({ id, answers: [[null, answer], [1, null]] });
 * aggregate(list, [of("e1", 3), of("e2", 2), of("e3", "?")]).direct; // [[null, 2.5], [1, null]]
 * aggregate(list, [of("e1", "P"), of("e2", "P"), of("e3", 2)]).direct; // [[null, "P"], [1, null]]
 */
export function aggregate(
  list: VariableList,
  contributions: readonly Contribution[],
  options: AggregationOptions = {},
): Aggregate {
  const resolved = resolveAggregationOptions(options);
  checkContributions(list, contributions);
  const rows = list.variables.map((_, row) => aggregateRow(list, contributions, row, resolved));
  return {
    options: resolved,
    variables: list.variables.map(({ id }) => id),
    experts: contributions.map(({ id }) => id),
    direct: rows.map(({ direct }) => direct),
    answers: rows.map(({ answers }) => answers),
    lacking: rows.flatMap(({ lacking }) => lacking),
  };
}

/** One row of an aggregate. */
export interface AggregateRow {
  readonly direct: readonly Cell[];
  readonly answers: readonly number[];
  /** The blank cells of the row, but for the diagonal. */
  readonly lacking: readonly LackingCell[];
}

/**
 * One row of {@link aggregate}, for those who cannot take all rows in one go. The contributions are taken as they are, unchecked. Cost: O(n · m log m) for m
 * experts.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, answer) => ({ id, answers: [[null, answer], [1, null]] });
 * aggregateRow(list, [of("e1", 3), of("e2", 2)], 0, resolveAggregationOptions()).direct; // [null, 2.5]
 */
export function aggregateRow(
  { variables }: VariableList,
  contributions: readonly Contribution[],
  row: number,
  options: ResolvedAggregationOptions,
): AggregateRow {
  const lacking: LackingCell[] = [];
  const cells = variables.map(({ id: to }, column) => {
    if (row === column) return { value: null, answers: 0 };
    const given: WeighedAnswer[] = [];
    for (const { answers, confidence, weight = 1 } of contributions) {
      const answer = answers[row]![column]!;
      if (answer !== null) given.push({ answer, confidence: confidence?.[row]?.[column] ?? null, weight });
    }
    const { value, answers, dontKnow, lack } = aggregateCell(given, options);
    if (lack !== null) lacking.push({ from: variables[row]!.id, to, answers, dontKnow, reason: lack });
    return { value, answers };
  });
  return { direct: cells.map(({ value }) => value), answers: cells.map(({ answers }) => answers), lacking };
}
