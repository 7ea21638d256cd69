import type { Cell } from "../study/study.js";
import type { ResolvedAggregationOptions } from "./aggregation-options.js";
import type { Answer, Confidence } from "./contribution.js";
import { hundredths, wholeDecimals } from "./decimals.js";

/** One expert's answer to one cell, with what may weigh it. */
export interface WeighedAnswer {
  readonly answer: Answer;
  readonly confidence: Confidence | null;
  /** Weight of the expert. */
  readonly weight: number;
}

/** Why a cell of an aggregate is blank. */
export type LackReason = "few-answers" | "dont-know";

export interface AggregatedCell {
  readonly value: Cell;
  /** Answers that count: numbers, and P unless it is left out. */
  readonly answers: number;
  readonly dontKnow: number;
  /** null where the cell has a value. */
  readonly lack: LackReason | null;
}

/** What an answer without a confidence weighs with the method `confidence`: plausible, the middle of the three. */
const USUAL_CONFIDENCE = 2;

/**
 * One cell of the aggregate, from what the experts said of it: the rules are those of {@link aggregate}. Sums, halves and roundings are those of the decimals as
 * they are written, exactly: the order of the answers does not matter. Cost: O(m log m) for m experts.
 *
 * @example
 * const say = (answer, weight) => ({ answer, confidence: null, weight });
 * aggregateCell([say(0, 1), say(0.29, 1)], resolveAggregationOptions()).value; // 0.15
 */
export function aggregateCell(given: readonly WeighedAnswer[], options: ResolvedAggregationOptions): AggregatedCell {
  const { method, potential, potentialValue, dontKnow: dontKnowRule, minimumAnswers } = options;
  const counted = given
    .map(({ answer, confidence, weight }) => {
      const weighs = method === "expert" ? weight : method === "confidence" ? (confidence ?? USUAL_CONFIDENCE) : 1;
      return { answer, weight: weighs };
    })
    .filter(({ answer, weight }) => answer !== null && weight > 0);
  const { units } = wholeDecimals(counted.map(({ weight }) => weight));
  const said = counted.map(({ answer }, place) => ({ answer, weight: units[place]! }));
  const doubts = said.filter(({ answer }) => answer === "?");
  const scored = said.filter(({ answer }) => answer !== "?" && !(answer === "P" && potential === "ignore"));
  const blank = (lack: LackReason) => ({ value: null, answers: scored.length, dontKnow: doubts.length, lack });
  const found = (value: Cell) => ({ value, answers: scored.length, dontKnow: doubts.length, lack: null });
  if (dontKnowRule === "blank-when-majority" && 2n * totalWeight(doubts) > totalWeight(said)) return blank("dont-know");
  if (scored.length < minimumAnswers) return blank("few-answers");
  const potentials = scored.filter(({ answer }) => answer === "P");
  if (potential === "majority" && 2n * totalWeight(potentials) > totalWeight(scored)) return found("P");
  const scores = scored.map(({ answer }) => (answer === "P" ? potentialValue : (answer as number)));
  if (method === "mode") return found(modeOf(scores));
  if (method === "median") {
    const { units, scale } = wholeDecimals(scores);
    return found(within(scores, hundredths(twiceTheMedian(units), 2n * scale)));
  }
  return found(within(scores, weightedMean(scores, scored)));
}

interface Weighed {
  readonly weight: bigint;
}

function totalWeight(list: readonly Weighed[]): bigint {
  return list.reduce((sum, { weight }) => sum + weight, 0n);
}

function weightedMean(scores: readonly number[], weighed: readonly Weighed[]): number {
  const { units, scale } = wholeDecimals(scores);
  const sum = units.reduce((total, score, place) => total + weighed[place]!.weight * score, 0n);
  return hundredths(sum, totalWeight(weighed) * scale);
}

/** A rounded value, held between the lowest and the highest of the scores it was made of: rounding takes 0.875 to 0.88, and 0.004 to 0. */
function within(scores: readonly number[], rounded: number): number {
  return Math.min(Math.max(rounded, Math.min(...scores)), Math.max(...scores));
}

/** The sum of the two middle numbers, or twice the one in the middle. */
function twiceTheMedian(units: readonly bigint[]): bigint {
  const ascending = [...units].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const last = ascending.length - 1;
  return ascending[Math.floor(last / 2)]! + ascending[Math.ceil(last / 2)]!;
}

/** The most frequent score; among equals the one nearest to the median, then the lower one. */
function modeOf(scores: readonly number[]): number {
  const { units } = wholeDecimals(scores);
  const median = twiceTheMedian(units);
  const counts = new Map<number, { readonly count: number; readonly distance: bigint }>();
  for (const [place, score] of scores.entries()) {
    const apart = 2n * units[place]! - median;
    counts.set(score, { count: (counts.get(score)?.count ?? 0) + 1, distance: apart < 0n ? -apart : apart });
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count));
  const tied = [...counts].filter(([, { count }]) => count === most).sort(([a], [b]) => a - b);
  return tied.reduce((best, next) => (next[1].distance < best[1].distance ? next : best))[0];
}
