import { type SparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";
import { betweenness } from "./betweenness.js";
import { closeness } from "./closeness.js";
import { eigenvector } from "./eigenvector.js";
import { hits } from "./hits.js";
import { type Influences, influenceEdges } from "./influences.js";
import { katz } from "./katz.js";
import { pageRank } from "./page-rank.js";
import { distanceSearch, lengthGraph } from "./shortest-distances.js";
import { strength } from "./strength.js";

/** The measures, in the order in which results hold them. */
export const CENTRALITY_MEASURES = [
  "inStrength",
  "outStrength",
  "betweenness",
  "closeness",
  "eigenvector",
  "pageRank",
  "hubs",
  "authorities",
  "katz",
] as const;

export type CentralityMeasure = (typeof CENTRALITY_MEASURES)[number];

/** One number per variable and measure; null for a measure that has no value on this graph. */
export type Centralities = Readonly<Record<CentralityMeasure, readonly number[] | null>>;

/** Variables × edges above which shortest ways are not looked for: about two seconds of work. */
const MAX_SHORTEST_PATH_WORK = 4e8;

/**
 * Nine answers to "which variables matter in the graph of influences?".
 *
 * | measure | looks at | scaled | null |
 * | --- | --- | --- | --- |
 * | inStrength, outStrength | incoming, outgoing | column and row sums | never |
 * | betweenness | ways through | ÷ (n − 1)(n − 2) | variables × edges > 4·10⁸ |
 * | closeness | incoming | Wasserman–Faust | variables × edges > 4·10⁸ |
 * | eigenvector | incoming | Euclidean norm 1 | no single dominant part, no loops, no convergence |
 * | pageRank | incoming | sums to 1 | never |
 * | hubs, authorities | outgoing, incoming | sum to 1 | no influences, no convergence |
 * | katz | incoming | Euclidean norm 1 | never |
 *
 * Distances are sums of 1 ÷ strength. P counts 0: no edge. Conventions are those of networkx; formula, source and DOI stand with
 * each measure. The measures are computed here on compressed sparse rows: graphology-metrics has no weighted closeness, divides
 * by zero on a variable with P alone, ties shortest ways by float64 and takes ten times the time at 1 000 variables.
 *
 * Cost: O(n · edges) for the two measures on shortest ways, O(steps · edges) for the others.
 *
 * @example
 * centralities(study).betweenness; // one number per variable, or null
 */
export function centralities(source: Influences): Centralities {
  return edgeCentralities(influenceEdges(source).edges);
}

/** {@link centralities} of edges at hand. */
export function edgeCentralities(edges: SparseMatrix): Centralities {
  const relative = relativeEdges(edges);
  const incoming = transposeSparse(relative);
  const ways = pathMeasures(edges);
  const { hubs, authorities } = hits(relative, incoming) ?? { hubs: null, authorities: null };
  const { inStrength, outStrength } = strength(edges);
  return {
    inStrength,
    outStrength,
    betweenness: ways.betweenness,
    closeness: ways.closeness,
    eigenvector: eigenvector(relative, incoming),
    pageRank: pageRank(relative),
    hubs,
    authorities,
    katz: katz(relative, incoming).values,
  };
}

/** Strengths as shares of the largest: the measures that only compare strengths then never leave float64. */
function relativeEdges(edges: SparseMatrix): SparseMatrix {
  const largest = edges.values.reduce((most, value) => Math.max(most, value), 0);
  return { ...edges, values: edges.values.map((value) => value / largest) };
}

function pathMeasures(edges: SparseMatrix): { betweenness: number[] | null; closeness: number[] | null } {
  if (edges.size * edges.columns.length > MAX_SHORTEST_PATH_WORK) return { betweenness: null, closeness: null };
  const graph = lengthGraph(edges);
  const search = distanceSearch(graph);
  const measures = { betweenness: betweenness(graph), closeness: closeness(graph) };
  for (let source = 0; source < edges.size; source++) {
    const tree = search(source);
    measures.betweenness.add(tree);
    measures.closeness.add(tree);
  }
  return { betweenness: measures.betweenness.result(), closeness: measures.closeness.result() };
}
