import { completeOptions, type Rules, rangeRule } from "../options.js";
import { type CellAgreement, cellAgreement, pairsOf } from "./cell-agreement.js";
import { type Contribution, checkContributions, type VariableList } from "./contribution.js";
import { type ExpertDistances, expertDistances } from "./expert-distances.js";
import { type ExpertSeverity, expertSeverity } from "./expert-severity.js";
import { type KrippendorffAlpha, krippendorffAlpha } from "./krippendorff-alpha.js";
import { numberOf, POTENTIAL_DEFAULTS, POTENTIAL_RULES, type PotentialOptions } from "./potential-options.js";
import { type Concordance, rankingConcordance } from "./ranking-concordance.js";

export interface AgreementOptions extends PotentialOptions {
  /** Share of the cells an expert must have scored for his ranking of the variables to be compared, from 0 to 1. @default 0.8 */
  readonly completeness?: number;
}

export const AGREEMENT_DEFAULTS: Readonly<Required<AgreementOptions>> = Object.freeze({
  ...POTENTIAL_DEFAULTS,
  completeness: 0.8,
});

const RULES: Rules<AgreementOptions> = { ...POTENTIAL_RULES, completeness: rangeRule(0, 1) };

export interface Agreement {
  readonly options: Required<AgreementOptions>;
  /** Ids of the variables. */
  readonly variables: readonly string[];
  /** Ids of the experts: the order of `severity` and of `distances`. */
  readonly experts: readonly string[];
  /** Every cell off the diagonal, row by row. */
  readonly cells: readonly CellAgreement[];
  /** Share of the pairs of answers to one cell that are the very same, over all cells; null without such a pair. */
  readonly exactAgreement: number | null;
  /** Krippendorff's alpha, ordinal; the cells are its units, the experts its observers. */
  readonly alpha: KrippendorffAlpha;
  /** Kendall's W of the experts' rankings of the variables. */
  readonly concordance: Concordance;
  readonly distances: ExpertDistances;
  readonly severity: readonly ExpertSeverity[];
}

/**
 * How far do the experts agree, on what, and who stands where?
 *
 * For each cell the distribution of the answers, median and quartiles ({@link spreadOf}), exact agreement and dispersion; over all cells {@link krippendorffAlpha};
 * {@link kendallW} of the rankings; distances and severity of the experts. Blank and `?` are missing answers everywhere (`?` is counted). A P counts
 * `potentialValue`, 0 by default as in the direct matrix, or is left out (`potential: "ignore"`); for exact agreement and in the distribution it is an answer of its own, equal to no number.
 *
 * What has no value is null with its reason: one expert, no cell that two scored, no variation. No contribution at all is no error.
 *
 * Cost: O(experts² × n²). Throws `options-invalid` for options and contributions that are none.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, first, second) => ({ id, answers: [[null, first], [second, null]] });
 * const group = agreement(list, [of("e1", 3, 0), of("e2", 3, 1), of("e3", 1, "?")]);
 * group.cells[0].distribution; // [{ answer: 1, count: 1 }, { answer: 3, count: 2 }]
 * group.cells.map((cell) => cell.exactAgreement?.toFixed(2)); // ["0.33", "0.00"]
 * group.severity[2].severity; // -2
 */
export function agreement(
  list: VariableList,
  contributions: readonly Contribution[],
  options: AgreementOptions = {},
): Agreement {
  const resolved = completeOptions(AGREEMENT_DEFAULTS, RULES, options);
  checkContributions(list, contributions);
  const variables = list.variables.map(({ id }) => id);
  const places = variables.flatMap((_, from) => variables.flatMap((_, to) => (from === to ? [] : [{ from, to }])));
  const cells = places.map(({ from, to }) =>
    cellAgreement(
      variables[from]!,
      variables[to]!,
      contributions.map(({ answers }) => answers[from]![to]!),
      resolved,
    ),
  );
  const ratings = contributions.map(({ answers }) =>
    places.map(({ from, to }) => numberOf(answers[from]![to]!, resolved)),
  );
  return {
    options: resolved,
    variables,
    experts: contributions.map(({ id }) => id),
    cells,
    exactAgreement: overallExactAgreement(cells),
    alpha: krippendorffAlpha(ratings),
    concordance: rankingConcordance(contributions, resolved),
    distances: expertDistances(contributions, resolved),
    severity: expertSeverity(contributions, resolved),
  };
}

function overallExactAgreement(cells: readonly CellAgreement[]): number | null {
  let [same, pairs] = [0, 0];
  for (const { answers, exactAgreement } of cells) {
    if (exactAgreement === null) continue;
    // Whole numbers again: the share is a quotient of two of them.
    same += Math.round(exactAgreement * pairsOf(answers));
    pairs += pairsOf(answers);
  }
  return pairs === 0 ? null : same / pairs;
}
