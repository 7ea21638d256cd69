import { stronglyConnectedComponents } from "../matrix/components.js";
import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import { type Influences, influenceEdges } from "./influences.js";
import { type Circuit, compareCircuits, edgesFrom, type StepCounter, strongestCircuits } from "./strongest-circuits.js";
import { surveyCircuits } from "./survey-circuits.js";

export interface FeedbackLoopsOptions {
  /** Most variables in a loop, from 2 to 12. @default 4 */
  readonly maxLength?: number;
  /** Most loops returned, from 0 to 10 000. @default 50 */
  readonly limit?: number;
  /** Most edges looked at, from 1 000 to 10⁹. @default 5 000 000 */
  readonly maxSteps?: number;
}

/** A chain of influences that comes back to its first variable. */
export interface FeedbackLoop {
  /** Ids, from the first variable in the order of the study; the last one influences the first. */
  readonly variables: readonly string[];
  /** Product of the strengths. */
  readonly product: number;
  /** The weakest of the strengths. */
  readonly weakest: number;
  /** Number of variables, which is the number of influences. */
  readonly length: number;
}

export interface FeedbackLoops {
  /** Strongest first. */
  readonly loops: readonly FeedbackLoop[];
  /** Whether `loops` holds every loop up to the chosen length: false where the limit or the bound on steps was hit. */
  readonly complete: boolean;
  /** Whether no loop left out is stronger than one in `loops`: false only where the bound on steps was hit. */
  readonly exact: boolean;
}

const DEFAULTS: Required<FeedbackLoopsOptions> = Object.freeze({ maxLength: 4, limit: 50, maxSteps: 5_000_000 });

export const FEEDBACK_LOOPS_RULES: Rules<FeedbackLoopsOptions> = {
  maxLength: integerRule(2, 12),
  limit: integerRule(0, 10_000),
  maxSteps: integerRule(1000, 1e9),
};

/** Shares of the strongest edges in which circuits are looked for first. */
const SURVEY_SHARES = [1 / 64, 1 / 16, 1 / 4];

/** Circuits beyond the limit that are looked for there. */
const SURVEY_EXTRA = 2000;

/**
 * Which feedback loops are there, and which are the strongest?
 *
 * A loop is an elementary circuit of the direct influences: no variable twice, at most `maxLength` of them, each circuit once.
 * Order: product of the strengths (largest first), then the weakest strength (largest first), then fewer variables, then the
 * order of the variables in the study. Cells of 0 and P make no loop. A product that passes float64 is its largest number.
 *
 * Circuits are first surveyed, strongest edges first; where there are no more than `limit` that is all. Else a branch and bound
 * finds the `limit` strongest exactly, pruned by the best product a walk back to the start could still have. `maxSteps` bounds
 * the edges looked at: where it is hit, `exact` is false and `loops` are the strongest of those found.
 *
 * Cost: O(n + edges) where few loops beat the rest, O(maxSteps) at worst. Throws OptionsError.
 *
 * @example
 * feedbackLoops(study, { maxLength: 3 }).loops[0]; // product 18, weakest 2, over 3 variables
 */
export function feedbackLoops(source: Influences, options: FeedbackLoopsOptions = {}): FeedbackLoops {
  const { ids, edges } = influenceEdges(source);
  return edgeFeedbackLoops(ids, edges, options);
}

/** {@link feedbackLoops} of edges at hand. */
export function edgeFeedbackLoops(
  ids: readonly string[],
  edges: SparseMatrix,
  options: FeedbackLoopsOptions = {},
): FeedbackLoops {
  const { maxLength, limit, maxSteps } = completeOptions(DEFAULTS, FEEDBACK_LOOPS_RULES, options);
  const counter: StepCounter = { left: maxSteps };
  const circular = edgesInLoops(edges);
  const survey = surveyCircuits(circular, maxLength, limit + 1, counter);
  const result = (circuits: readonly Circuit[], complete: boolean, exact: boolean): FeedbackLoops => ({
    loops: circuits.slice(0, limit).map(({ variables, product, weakest }) => ({
      variables: variables.map((variable) => ids[variable]!),
      product,
      weakest,
      length: variables.length,
    })),
    complete,
    exact,
  });
  const known = survey.toSorted(compareCircuits);
  if (counter.left <= 0) return result(known, false, false);
  if (known.length <= limit) return result(known, true, true);
  if (limit === 0) return result([], false, true);
  const seeds = strongSurvey(circular, maxLength, limit, counter) ?? known;
  const strongest = strongestCircuits(circular, maxLength, limit, seeds[limit - 1]!.product, counter);
  if (counter.left > 0) return result(strongest, false, true);
  const distinct = new Map([...known, ...seeds, ...strongest].map((circuit) => [circuit.variables.join(), circuit]));
  return result([...distinct.values()].sort(compareCircuits), false, false);
}

/**
 * Circuits among the strongest edges alone, sorted: the better they are, the more the search can leave out.
 * null where no share of the edges below all of them holds as many as asked for.
 */
function strongSurvey(edges: SparseMatrix, maxLength: number, limit: number, counter: StepCounter): Circuit[] | null {
  const sorted = Float64Array.from(edges.values).sort();
  for (const share of SURVEY_SHARES) {
    const weakest = sorted[Math.floor(sorted.length * (1 - share))];
    if (weakest === undefined) return null;
    const circuits = surveyCircuits(edgesFrom(edges, weakest), maxLength, limit + SURVEY_EXTRA, counter);
    if (circuits.length >= limit) return circuits.sort(compareCircuits);
  }
  return null;
}

/** Only edges inside one strongly connected component can be part of a loop. */
function edgesInLoops(edges: SparseMatrix): SparseMatrix {
  const { size, starts, columns, values } = edges;
  const components = stronglyConnectedComponents(edges);
  if (components.length === 1) return edges;
  const component = new Int32Array(size);
  components.forEach((members, number) => {
    for (const variable of members) component[variable] = number;
  });
  const kept: number[] = [];
  const keptStarts = new Int32Array(size + 1);
  for (let from = 0; from < size; from++) {
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
      if (component[from] === component[columns[edge]!]) kept.push(edge);
    }
    keptStarts[from + 1] = kept.length;
  }
  return {
    size,
    starts: keptStarts,
    columns: Int32Array.from(kept, (edge) => columns[edge]!),
    values: Float64Array.from(kept, (edge) => values[edge]!),
  };
}
