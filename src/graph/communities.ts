import { DirectedGraph } from "graphology";
import louvainModule from "graphology-communities-louvain";
import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import type { Study } from "../study/study.js";
import { adjustedRandIndex, numberParts } from "./adjusted-rand-index.js";
import { checkedOptions, wholeNumber } from "./checked-options.js";
import { type Influences, influenceEdges } from "./influences.js";
import { seededRandom } from "./seeded-random.js";

// A CommonJS package whose types speak of a default export: to an ES module, the function itself is what is imported.
const louvain = louvainModule as unknown as typeof louvainModule.default;

export interface CommunitiesOptions {
  /** Seed of the order in which variables are looked at, from 0 to 2³² − 1. @default 1 */
  readonly seed?: number;
}

export interface CommunitiesResult {
  /** Community of each variable, numbered from 0 in order of first appearance. */
  readonly communities: readonly number[];
  /** Directed modularity Q of the partition; null without any influence. */
  readonly modularity: number | null;
  /** The seed that was used. */
  readonly seed: number;
}

/**
 * Which variables influence one another more than chance would have it?
 *
 * Louvain (doi:10.1088/1742-5468/2008/10/P10008) on directed modularity Q = 1/m · Σ (wᵢⱼ − outᵢ·inⱼ ÷ m) over pairs in one community
 * (Leicht & Newman, doi:10.1103/PhysRevLett.100.118703), by graphology-communities-louvain, resolution 1. P counts 0.
 * A heuristic: the same study and seed always give the same partition, another seed or order of the variables may give another of
 * similar modularity. Without any influence each variable is a community of its own. Cost: about O(edges · log n).
 *
 * @example
 * communities(study).communities; // [0, 0, 1, …]
 */
export function communities(source: Influences, options: CommunitiesOptions = {}): CommunitiesResult {
  return edgeCommunities(influenceEdges(source).edges, options);
}

/** {@link communities} of edges at hand. */
export function edgeCommunities(edges: SparseMatrix, options: CommunitiesOptions = {}): CommunitiesResult {
  const { seed } = checkedOptions(options, { seed: 1 }, { seed: wholeNumber(0, 2 ** 32 - 1) });
  const { size, starts, columns, values } = edges;
  if (columns.length === 0) return { communities: Array.from({ length: size }, (_, i) => i), modularity: null, seed };
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const graph = new DirectedGraph();
  for (let i = 0; i < size; i++) graph.addNode(String(i));
  for (let from = 0; from < size; from++) {
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
      graph.addDirectedEdgeWithKey(edge, String(from), String(columns[edge]), { weight: values[edge]! / largest });
    }
  }
  const found = louvain.detailed(graph, { getEdgeWeight: "weight", resolution: 1, rng: seededRandom(seed) });
  const parts = Array.from({ length: size }, (_, i) => found.communities[String(i)]!);
  return { communities: numberParts(parts), modularity: found.modularity, seed };
}

/**
 * Do the communities follow the study's blocks? The adjusted Rand index over the variables that have a block;
 * null where none has.
 */
export function communityAgreement(study: Study, found: readonly number[]): number | null {
  const placed = study.variables.flatMap(({ block }, i) => (block === null ? [] : [{ block, community: found[i] }]));
  if (placed.length === 0) return null;
  return adjustedRandIndex(
    placed.map((each) => each.community),
    placed.map((each) => each.block),
  );
}
