import type { Cell } from "../../study/study.js";
import type { BatchPlan, ExpertsPlan } from "../batch-plan.js";
import { type DrawnValue, drawnValue } from "../perturbations/drawn-value.js";
import { cellModel } from "../perturbations/perturbation.js";
import { sampleGenerator, seedKeys } from "./generator.js";
import type { SampleValues } from "./sample-values.js";

/** Outcomes remembered of one kind of cell; beyond, they are forgotten and made again. */
const MAX_KNOWN = 10_000;

/**
 * Draws as many contributions as there are, with replacement, aggregates each cell again, then lets the other models act on the
 * score: one number for each contribution drawn, then one for each cell.
 */
export function expertValues({ seed, columns }: BatchPlan, experts: ExpertsPlan): SampleValues {
  const { count, scores, models, scale, places } = experts;
  const keys = seedKeys(seed);
  const aggregate = experts.aggregation === "mean" ? mean : median;
  const weights = new Float64Array(count);
  const act = models.length === 0 ? null : actOn(experts);
  return (sample, into, offset, stride) => {
    const next = sampleGenerator(keys, sample);
    weights.fill(0);
    for (let draw = 0; draw < count; draw++) weights[Math.floor(((next() >>> 0) / 2 ** 32) * count)]! += 1;
    for (let cell = 0; cell < columns.length; cell++) {
      const score = aggregate(scores, cell * count, weights);
      const value =
        act === null ? (typeof score === "number" ? score : 0) : act(score, places[cell]!.confidence, next());
      into[offset + stride * cell] = value * scale;
    }
  };
}

/** The value after the models, for a score and a number drawn. */
function actOn({ models, places }: ExpertsPlan): (score: Cell, confidence: 1 | 2 | 3, number: number) => number {
  const model = cellModel(models);
  const max = places[0]?.max ?? 0;
  const known = [1, 2, 3].map(() => new Map<Cell, DrawnValue>());
  return (score, confidence, number) => {
    const remembered = known[confidence - 1]!;
    let drawn = remembered.get(score);
    if (drawn === undefined) {
      // None of the models that may follow looks at the place itself.
      drawn = drawnValue(model.outcomes(score, { from: 0, to: 0, confidence, max }));
      if (remembered.size >= MAX_KNOWN) remembered.clear();
      remembered.set(score, drawn);
    }
    let index = 0;
    while (index < drawn.limits.length && number > drawn.limits[index]!) index++;
    return drawn.values[index]!;
  };
}

/** The mean of the drawn scores of a cell; P counts 0, and is the score where there is nothing else. */
function mean(scores: Float64Array, start: number, weights: Float64Array): Cell {
  let total = 0;
  let scored = 0;
  let potential = 0;
  for (let expert = 0; expert < weights.length; expert++) {
    const score = scores[start + expert]!;
    if (Number.isNaN(score)) continue;
    scored += weights[expert]!;
    if (score < 0) potential += weights[expert]!;
    else total += weights[expert]! * score;
  }
  if (scored === 0) return null;
  return potential === scored ? "P" : total / scored;
}

/** The median of the drawn scores, the mean of the two in the middle; P as in {@link mean}. */
function median(scores: Float64Array, start: number, weights: Float64Array): Cell {
  const drawn: number[] = [];
  let potential = 0;
  for (let expert = 0; expert < weights.length; expert++) {
    const score = scores[start + expert]!;
    for (let times = weights[expert]!; times > 0 && !Number.isNaN(score); times--) drawn.push(Math.max(0, score));
    if (score < 0) potential += weights[expert]!;
  }
  if (drawn.length === 0) return null;
  if (potential === drawn.length) return "P";
  drawn.sort((a, b) => a - b);
  return (drawn[(drawn.length - 1) >> 1]! + drawn[drawn.length >> 1]!) / 2;
}
