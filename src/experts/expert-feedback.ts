import { describeValue, OptionsError } from "../errors.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import { ascendingNumbers } from "./cell-agreement.js";
import {
  type Answer,
  type Confidence,
  type Contribution,
  checkContributions,
  type VariableList,
} from "./contribution.js";
import { numberOf, POTENTIAL_DEFAULTS, POTENTIAL_RULES, type PotentialOptions } from "./potential-options.js";
import { type Spread, spreadOf } from "./spread.js";

export interface ExpertFeedbackOptions extends PotentialOptions {
  /** Fewest answers to a cell for the group's figures to be shown, from 1 to 1000: with two, each expert can tell what the other one said. @default 1 */
  readonly minimumAnswers?: number;
}

export const EXPERT_FEEDBACK_DEFAULTS: Readonly<Required<ExpertFeedbackOptions>> = Object.freeze({
  ...POTENTIAL_DEFAULTS,
  minimumAnswers: 1,
});

const RULES: Rules<ExpertFeedbackOptions> = { ...POTENTIAL_RULES, minimumAnswers: integerRule(1, 1000) };

/** One cell as its expert sees it after a round. */
export interface CellFeedback extends Spread {
  readonly from: string;
  readonly to: string;
  readonly own: Answer;
  readonly confidence: Confidence | null;
  readonly note: string | null;
  /** How many experts, this one included, gave a number or P. */
  readonly answers: number;
  /** How many said P. */
  readonly potential: number;
  readonly dontKnow: number;
  /** Whether the own score lies outside the quartiles: a reason is asked for there. null where there is nothing to compare. */
  readonly outside: boolean | null;
  /** What the others wrote, in the order of the texts: it tells nothing of who wrote what. */
  readonly notes: readonly string[];
}

export interface ExpertFeedback {
  readonly options: Required<ExpertFeedbackOptions>;
  readonly expert: string;
  /** Every cell off the diagonal, row by row. */
  readonly cells: readonly CellFeedback[];
}

/**
 * What one expert is shown between two rounds: each cell's own answer beside the median and the quartiles of the group, the expert included, with the notes of the others.
 *
 * No name and no other's score is in it. Notes stand in the order of their texts (by code unit), the same whoever wrote them and however the contributions are ordered; blank ones
 * are left out. A P counts as in {@link agreement}. Below `minimumAnswers` the figures of the group are null (the counts too are 0) and no note is shown.
 *
 * Cost: O(n² · m log m) for m experts. Throws `options-invalid`, also for an expert who is not among the contributions.
 *
 * Source: feedback of median and quartiles, reasons asked of those outside: Dalkey and Helmer 1963, doi:10.1287/mnsc.9.3.458; Linstone and Turoff, The Delphi Method, 1975.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, answer, note) => ({ id, answers: [[null, answer], [1, null]], notes: [[null, note], [null, null]] });
 * const [cell] = expertFeedback(list, [of("e1", 0, null), of("e2", 3, "strong since 2020"), of("e3", 3, null)], "e1").cells;
 * cell.median; // 3
 * cell.outside; // true
 * cell.notes; // ["strong since 2020"]
 */
export function expertFeedback(
  list: VariableList,
  contributions: readonly Contribution[],
  expert: string,
  options: ExpertFeedbackOptions = {},
): ExpertFeedback {
  const resolved = completeOptions(EXPERT_FEEDBACK_DEFAULTS, RULES, options);
  checkContributions(list, contributions);
  const own = contributions.find(({ id }) => id === expert);
  if (own === undefined) {
    const expected = "the id of an expert who contributed";
    throw new OptionsError([{ path: "expert", expected, received: describeValue(expert) }]);
  }
  const ids = list.variables.map(({ id }) => id);
  const cellAt = (from: number, to: number): CellFeedback => {
    const given = contributions.map(({ answers }) => answers[from]![to]!);
    const said = given.filter((answer) => answer !== null);
    const answers = said.filter((answer) => answer !== "?").length;
    const shown = answers >= resolved.minimumAnswers;
    const spread = spreadOf(shown ? ascendingNumbers(given, resolved) : []);
    const mine = own.answers[from]![to]!;
    const others = contributions.filter((each) => each !== own).map(({ notes }) => notes?.[from]?.[to] ?? "");
    return {
      from: ids[from]!,
      to: ids[to]!,
      own: mine,
      confidence: own.confidence?.[from]?.[to] ?? null,
      note: own.notes?.[from]?.[to] ?? null,
      answers: shown ? answers : 0,
      potential: shown ? said.filter((answer) => answer === "P").length : 0,
      dontKnow: shown ? said.length - answers : 0,
      ...spread,
      outside: isOutside(numberOf(mine, resolved), spread),
      notes: shown ? others.filter((note) => note.trim() !== "").sort() : [],
    };
  };
  return {
    options: resolved,
    expert,
    cells: ids.flatMap((_, from) => ids.flatMap((_, to) => (from === to ? [] : [cellAt(from, to)]))),
  };
}

function isOutside(score: number | null, { lowerQuartile, upperQuartile }: Spread): boolean | null {
  if (score === null || lowerQuartile === null || upperQuartile === null) return null;
  return score < lowerQuartile || score > upperQuartile;
}
