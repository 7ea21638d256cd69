import { completeOptions, type Rules } from "../options.js";
import type { Study } from "../study/study.js";
import { blockInfluences } from "./block-influences.js";
import { edgeCentralities } from "./centralities.js";
import { communityAgreement, edgeCommunities } from "./communities.js";
import { edgeFeedbackLoops, FEEDBACK_LOOPS_RULES, type FeedbackLoop } from "./feedback-loops.js";
import { influenceEdges } from "./influences.js";

export interface GraphAnalysisOptions {
  /** Most variables in a feedback loop, from 2 to 12. @default 4 */
  readonly loopLength?: number;
  /** Most feedback loops returned, from 0 to 10 000. @default 50 */
  readonly loopLimit?: number;
}

/** The influence graph in numbers. */
export interface GraphAnalysis {
  /** One number per variable, by name of the measure; null for a measure that has no value on this graph. */
  readonly centrality: Readonly<Record<string, readonly number[] | null>>;
  /** Feedback loops, strongest first. */
  readonly loops: readonly FeedbackLoop[];
  /** Whether `loops` holds every loop up to the chosen length. */
  readonly loopsComplete: boolean;
  /** Whether `loops` are the strongest for sure; false only where the search had to stop early. */
  readonly loopsExact: boolean;
  /** Louvain community of each variable, numbered from 0 in order of first appearance. */
  readonly communities: readonly number[];
  /** Adjusted Rand index between the communities and the study's blocks; 1 is the same partition, 0 chance; null without blocks. */
  readonly communityAgreement: number | null;
  /** Block × block sums of the direct influences, in the order of `study.blocks`; variables without a block come last. */
  readonly blocks: readonly (readonly number[])[];
}

export const GRAPH_ANALYSIS_DEFAULTS: Readonly<Required<GraphAnalysisOptions>> = Object.freeze({
  loopLength: 4,
  loopLimit: 50,
});

export const GRAPH_ANALYSIS_RULES: Rules<GraphAnalysisOptions> = {
  loopLength: FEEDBACK_LOOPS_RULES.maxLength,
  loopLimit: FEEDBACK_LOOPS_RULES.limit,
};

/**
 * Everything the graph of direct influences says of a study: centralities, feedback loops, communities, sums by block.
 *
 * P counts 0 throughout. Each part is a function of its own: `centralities`, `feedbackLoops`, `communities`, `blockInfluences`.
 * Cost: O(n · edges). Throws OptionsError.
 *
 * @example
 * graphAnalysis(study, { loopLength: 3 }).loops[0];
 */
export function graphAnalysis(study: Study, options: GraphAnalysisOptions = {}): GraphAnalysis {
  const { loopLength, loopLimit } = completeOptions(GRAPH_ANALYSIS_DEFAULTS, GRAPH_ANALYSIS_RULES, options);
  const { ids, edges } = influenceEdges(study);
  const { loops, complete, exact } = edgeFeedbackLoops(ids, edges, { maxLength: loopLength, limit: loopLimit });
  const { communities } = edgeCommunities(edges);
  return {
    centrality: edgeCentralities(edges),
    loops,
    loopsComplete: complete,
    loopsExact: exact,
    communities,
    communityAgreement: communityAgreement(study, communities),
    blocks: blockInfluences(study),
  };
}
