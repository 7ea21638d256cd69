import { completeOptions, integerRule, type Rules } from "../options.js";
import { ascendingNumbers } from "./cell-agreement.js";
import { type Contribution, checkContributions, type VariableList } from "./contribution.js";
import { POTENTIAL_DEFAULTS, POTENTIAL_RULES, type PotentialOptions } from "./potential-options.js";
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

/** What the group says of one cell, the same whoever is shown it. */
export interface GroupCell extends Spread {
  readonly from: string;
  readonly to: string;
  /** How many experts gave a number or P. */
  readonly answers: number;
  /** How many said P. */
  readonly potential: number;
  readonly dontKnow: number;
  /** What was written, in the order of the texts, blank ones left out. */
  readonly notes: readonly string[];
}

export interface GroupFeedback {
  readonly options: Required<ExpertFeedbackOptions>;
  /** Row by row, each without its cell on the diagonal. */
  readonly rows: readonly (readonly GroupCell[])[];
}

/**
 * What of {@link expertFeedback} is the same for every expert: where many are shown it, it is computed once, and {@link feedbackRow} puts each one's own beside it.
 *
 * It holds every note, whoever wrote it: it is not for an expert to see as it is. Cost: O(n² · m log m) for m experts. Throws `options-invalid`.
 */
export function groupFeedback(
  list: VariableList,
  contributions: readonly Contribution[],
  options: ExpertFeedbackOptions = {},
): GroupFeedback {
  const resolved = completeOptions(EXPERT_FEEDBACK_DEFAULTS, RULES, options);
  checkContributions(list, contributions);
  const ids = list.variables.map(({ id }) => id);
  const cellAt = (from: number, to: number): GroupCell => {
    const given = contributions.map(({ answers }) => answers[from]![to]!);
    const said = given.filter((answer) => answer !== null);
    const answers = said.filter((answer) => answer !== "?").length;
    const shown = answers >= resolved.minimumAnswers;
    const written = contributions.map(({ notes }) => notes?.[from]?.[to] ?? "");
    return {
      from: ids[from]!,
      to: ids[to]!,
      answers: shown ? answers : 0,
      potential: shown ? said.filter((answer) => answer === "P").length : 0,
      dontKnow: shown ? said.length - answers : 0,
      ...spreadOf(shown ? ascendingNumbers(given, resolved) : []),
      notes: shown ? written.filter((note) => note.trim() !== "").sort() : [],
    };
  };
  return {
    options: resolved,
    rows: ids.map((_, from) => ids.flatMap((_, to) => (from === to ? [] : [cellAt(from, to)]))),
  };
}
