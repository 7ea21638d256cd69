import { describeValue, OptionsError } from "../../errors.js";
import type { Rules } from "../../options.js";
import type { Cell } from "../../study/study.js";
import { type CellModel, type CellPlace, type Outcome, unchanged } from "./cell-model.js";
import { completeModel, isProbability, PROBABILITY_RULE } from "./model-options.js";

/** A probability for each confidence of a judgement: 1 conjecture, 2 plausible, 3 well established. */
interface ByConfidence {
  readonly 1: number;
  readonly 2: number;
  readonly 3: number;
}

export interface StepOptions {
  readonly kind: "step";
  /**
   * Probability that a cell moves, half of it down, half up; one for all, or one for each confidence of the judgements, a
   * cell without one counting as a conjecture. Not together with `down` and `up`. @default 0.1
   */
  readonly probability?: number | ByConfidence;
  /** Probability of a step down, for a scoring thought to lean one way; `down` + `up` ≤ 1. @default half of `probability` */
  readonly down?: number;
  /** Probability of a step up. @default half of `probability` */
  readonly up?: number;
  /** Probability that a cell scored 0 becomes 1. @default 0 */
  readonly zeroProbability?: number;
}

/** Options of the model, complete: down and up for each confidence. */
export interface ResolvedStep {
  readonly kind: "step";
  readonly down: ByConfidence;
  readonly up: ByConfidence;
  readonly zeroProbability: number;
}

const DEFAULT_PROBABILITY = 0.1;

type Checked = {
  kind: "step";
  probability: number | ByConfidence | null;
  down: number | null;
  up: number | null;
  zeroProbability: number;
};

const orNothing = {
  expected: PROBABILITY_RULE.expected,
  test: (value: unknown) => value === null || isProbability(value),
};

const RULES: Rules<Checked> = {
  kind: { expected: "step", test: (kind) => kind === "step" },
  probability: {
    expected: "a probability from 0 to 1, or one for each confidence: { 1: …, 2: …, 3: … }",
    test: (value) => value === null || isProbability(value) || isByConfidence(value),
  },
  down: orNothing,
  up: orNothing,
  zeroProbability: PROBABILITY_RULE,
};

function isByConfidence(value: unknown): value is ByConfidence {
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length === 3 && entries.every(([name, entry]) => ["1", "2", "3"].includes(name) && isProbability(entry))
  );
}

/** Checks the options of a `step`. Throws {@link OptionsError}. */
export function resolveStep(path: string, given: StepOptions): ResolvedStep {
  const defaults: Checked = { kind: "step", probability: null, down: null, up: null, zeroProbability: 0 };
  const { probability, down, up, zeroProbability } = completeModel<Checked>(path, defaults, RULES, given as Checked);
  if (probability !== null && (down !== null || up !== null)) {
    const expected = "either probability, or down and up";
    throw new OptionsError([{ path, expected, received: "both" }]);
  }
  if ((down ?? 0) + (up ?? 0) > 1) {
    const received = describeValue((down ?? 0) + (up ?? 0));
    throw new OptionsError([{ path, expected: "down and up that sum to at most 1", received }]);
  }
  if (down !== null || up !== null) {
    return { kind: "step", down: forAll(down ?? 0), up: forAll(up ?? 0), zeroProbability };
  }
  const whole = probability ?? DEFAULT_PROBABILITY;
  const by = typeof whole === "number" ? forAll(whole) : whole;
  const half = { 1: by[1] / 2, 2: by[2] / 2, 3: by[3] / 2 };
  return { kind: "step", down: half, up: half, zeroProbability };
}

function forAll(probability: number): ByConfidence {
  return { 1: probability, 2: probability, 3: probability };
}

/**
 * `step`: a judge might have given the score beside. Each cell other than 0 moves with its probability by one, half of it down, half
 * up, clamped to 0 and the top of the scale: a 3 that would rise stays. A 0 becomes 1 with `zeroProbability`.
 */
export function stepModel({ down, up, zeroProbability }: ResolvedStep): CellModel {
  return {
    outcomes: (cell: Cell, { confidence, max }: CellPlace): readonly Outcome[] => {
      if (typeof cell !== "number") return unchanged(cell);
      if (cell === 0) {
        return [
          { cell: 0, probability: 1 - zeroProbability },
          { cell: Math.min(1, max), probability: zeroProbability },
        ];
      }
      return [
        { cell: Math.max(0, cell - 1), probability: down[confidence] },
        { cell, probability: 1 - (down[confidence] + up[confidence]) },
        { cell: Math.max(cell, Math.min(max, cell + 1)), probability: up[confidence] },
      ];
    },
  };
}
