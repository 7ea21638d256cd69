import {
  type Contribution,
  type ExpertFeedback,
  type ExpertFeedbackOptions,
  expertFeedback,
  potentialOf,
  type RoundStability,
  type RoundStabilityOptions,
  resolveAggregationOptions,
  roundStability,
  type Study,
} from "../../src/index.js";
import type { Member } from "../access/access.js";
import { RequestProblem } from "../problems.js";
import { type Round, roundsOf } from "../store/rounds.js";
import { type StoredSnapshot, snapshotOf } from "../store/snapshots.js";
import type { Database } from "../store/tables.js";
import { inOrderOf } from "./in-order-of.js";
import { type SnapshotContent, snapshotContent } from "./snapshot-content.js";
import { knownRound } from "./study-rounds.js";
import { fewestAnswersOfBoth, withholdThinMoves } from "./withhold-thin-cells.js";

export interface RoundFeedback extends ExpertFeedback {
  readonly round: number;
}

/**
 * What one expert is shown of a closed round, the last one by default. The group's figures need as many answers as the aggregation did then.
 *
 * Call it within `store.read`. Throws RequestProblem `round-unknown`, `round-open`.
 */
export async function feedbackOf(
  tx: Database,
  studyId: string,
  expert: string,
  number: number | null,
): Promise<RoundFeedback> {
  const round = number === null ? await lastClosed(tx, studyId) : await knownRound(tx, studyId, number);
  const content = snapshotContent(await closingSnapshot(tx, studyId, round));
  const { study, contributions } = content;
  const own = contributions.some(({ id }) => id === expert) ? [] : [blankContribution(study, expert)];
  const feedback = expertFeedback(study, [...contributions, ...own], expert, feedbackOptions(content));
  return { round: round.number, ...feedback };
}

/** A closed round compared with the one before it, and the snapshot that decides who may see it. */
export interface StabilityInput {
  readonly before: SnapshotContent;
  readonly after: SnapshotContent;
  readonly snapshot: StoredSnapshot;
}

/** Reads what `stabilityOf` compares. Call it within `store.read`. Throws RequestProblem `round-unknown`, `round-open`. */
export async function readStability(tx: Database, studyId: string, number: number): Promise<StabilityInput> {
  const round = await knownRound(tx, studyId, number);
  if (number === 1) throw new RequestProblem("round-unknown", "There is no round before the first.");
  const snapshot = await closingSnapshot(tx, studyId, round);
  const before = await closingSnapshot(tx, studyId, await knownRound(tx, studyId, number - 1));
  return { before: snapshotContent(before), after: snapshotContent(snapshot), snapshot };
}

/**
 * How far answers moved from a round to the next, on the variables of the later one, as a member may know it: the facilitator all of it, others what the
 * cells with enough answers tell of the group, and an expert his own moves in all of his cells. A P counts as in the aggregate of the later round, unless the options say
 * otherwise. Throws `options-invalid`.
 */
export function stabilityOf(
  { before, after }: Pick<StabilityInput, "before" | "after">,
  { role, participantId }: Pick<Member, "role" | "participantId">,
  asked: RoundStabilityOptions,
): RoundStability {
  const { study, contributions, settings } = after;
  const options = { ...potentialOf(settings["aggregation"] ?? {}), ...asked };
  const earlier = inOrderOf(study, before.study, before.contributions);
  if (role === "facilitator") return roundStability(study, earlier, contributions, options);
  const shown = withholdThinMoves(earlier, contributions, fewestAnswersOfBoth(before, after));
  const own = [earlier, contributions].map((all) => all.filter(({ id }) => id === participantId));
  const { experts } = roundStability(study, own[0]!, own[1]!, options);
  return { ...roundStability(study, shown.before, shown.after, options), experts };
}

async function lastClosed(tx: Database, studyId: string): Promise<Round> {
  const round = (await roundsOf(tx, studyId)).findLast(({ state }) => state === "closed");
  if (round !== undefined) return round;
  throw new RequestProblem("round-open", "No round has been closed yet.");
}

async function closingSnapshot(tx: Database, studyId: string, { number, snapshot }: Round): Promise<StoredSnapshot> {
  const stored = snapshot === null ? null : await snapshotOf(tx, studyId, snapshot);
  if (stored !== null) return stored;
  throw new RequestProblem("round-open", `Round ${number} has not been closed yet.`);
}

function feedbackOptions({ settings }: SnapshotContent): ExpertFeedbackOptions {
  const aggregation = settings["aggregation"] ?? {};
  return { ...potentialOf(aggregation), minimumAnswers: resolveAggregationOptions(aggregation).minimumAnswers };
}

function blankContribution({ variables }: Study, id: string): Contribution {
  return { id, answers: variables.map(() => variables.map(() => null)) };
}
