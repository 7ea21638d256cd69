import {
  type ExpertFeedbackOptions,
  type GroupFeedback,
  groupFeedback,
  potentialOf,
  type RoundStability,
  type RoundStabilityOptions,
  resolveAggregationOptions,
  roundStability,
} from "../../src/index.js";
import { inOrderOf } from "./in-order-of.js";
import type { SnapshotContent } from "./snapshot-content.js";
import { fewestAnswersOfBoth, withholdThinMoves } from "./withhold-thin-cells.js";

/** What the experts are shown of a closed round but for each one's own. The group's figures need as many answers as the aggregation did then. */
export function groupFeedbackOf(content: SnapshotContent): GroupFeedback {
  return groupFeedback(content.study, content.contributions, feedbackOptions(content));
}

/** A closed round and the one before it. */
export interface ComparedRounds {
  readonly before: SnapshotContent;
  readonly after: SnapshotContent;
}

/**
 * How far answers moved from a round to the next, on the variables of the later one: of the group all of it, or without thin cells what the cells with enough answers tell, as others
 * than the facilitator may know it; of each expert his own moves in all of his cells, which are for himself and the facilitator. A P counts as in the
 * aggregate of the later round, unless the options say otherwise. Throws `options-invalid`.
 */
export function stabilityOf(
  { before, after }: ComparedRounds,
  { thinCells }: { readonly thinCells: boolean },
  asked: RoundStabilityOptions,
): RoundStability {
  const { study, contributions, settings } = after;
  const options = { ...potentialOf(settings["aggregation"] ?? {}), ...asked };
  const earlier = inOrderOf(study, before.study, before.contributions);
  const whole = roundStability(study, earlier, contributions, options);
  if (thinCells) return whole;
  const shown = withholdThinMoves(earlier, contributions, fewestAnswersOfBoth(before, after));
  return { ...roundStability(study, shown.before, shown.after, options), experts: whole.experts };
}

function feedbackOptions({ settings }: SnapshotContent): ExpertFeedbackOptions {
  const aggregation = settings["aggregation"] ?? {};
  return { ...potentialOf(aggregation), minimumAnswers: resolveAggregationOptions(aggregation).minimumAnswers };
}
