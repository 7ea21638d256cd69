import { describeValue, OptionsError } from "../errors.js";
import type { Answer, Confidence, Contribution, VariableList } from "./contribution.js";
import { type ExpertFeedbackOptions, type GroupFeedback, groupFeedback } from "./group-feedback.js";
import { numberOf } from "./potential-options.js";
import type { Spread } from "./spread.js";

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
  const group = groupFeedback(list, contributions, options);
  const own = contributions.find(({ id }) => id === expert);
  if (own === undefined) {
    const expected = "the id of an expert who contributed";
    throw new OptionsError([{ path: "expert", expected, received: describeValue(expert) }]);
  }
  const cells = group.rows.flatMap((cells, row) => feedbackRow(cells, row, own, group.options));
  return { options: group.options, expert, cells };
}

/**
 * One row of what an expert is shown: what the group says of its cells, with his own beside it and his own notes taken from the others'. `own` is null for one who is not of the group.
 *
 * Cost: O(n · m) for m notes to a cell.
 */
export function feedbackRow(
  cells: GroupFeedback["rows"][number],
  row: number,
  own: Contribution | null,
  options: GroupFeedback["options"],
): CellFeedback[] {
  return cells.map(({ from, to, answers, potential, dontKnow, notes, ...spread }, place) => {
    const column = place < row ? place : place + 1;
    const answer = own?.answers[row]?.[column] ?? null;
    const note = own?.notes?.[row]?.[column] ?? null;
    return {
      from,
      to,
      own: answer,
      confidence: own?.confidence?.[row]?.[column] ?? null,
      note,
      answers,
      potential,
      dontKnow,
      ...spread,
      outside: isOutside(numberOf(answer, options), spread),
      notes: without(notes, note),
    };
  });
}

/** Texts without one that is among them, once. */
function without(texts: readonly string[], text: string | null): readonly string[] {
  const place = text === null ? -1 : texts.indexOf(text);
  return place === -1 ? texts : [...texts.slice(0, place), ...texts.slice(place + 1)];
}

function isOutside(score: number | null, { lowerQuartile, upperQuartile }: Spread): boolean | null {
  if (score === null || lowerQuartile === null || upperQuartile === null) return null;
  return score < lowerQuartile || score > upperQuartile;
}
