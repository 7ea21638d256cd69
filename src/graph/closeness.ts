import type { PathMeasure } from "./betweenness.js";
import type { DistanceTree, LengthGraph } from "./shortest-distances.js";

/**
 * Closeness: how near are all the others to a variable, on their way to it?
 *
 * c(v) = (r ÷ Σ d(u, v)) · (r ÷ (n − 1)), over the r variables u that reach v: **incoming** distances with the correction of
 * Wasserman and Faust (Social Network Analysis, 1994, p. 201) for variables that not all others reach, as in networkx with
 * `wf_improved=True`. Freeman (doi:10.1016/0378-8733(78)90021-7). A variable that others influence by short, strong ways has a
 * high closeness; transpose the matrix for the outgoing one. A distance is a sum of 1 ÷ strength, so closeness can pass 1;
 * a variable that none reaches has 0.
 *
 * Cost: O(n) a source.
 */
export function closeness(graph: LengthGraph): PathMeasure {
  const { size, unit } = graph;
  const sums = new Float64Array(size);
  const reachedBy = new Int32Array(size);

  const add = ({ source, distance, order, reached }: DistanceTree) => {
    for (let i = 0; i < reached; i++) {
      const to = order[i]!;
      if (to === source) continue;
      sums[to]! += distance[to]!;
      reachedBy[to]!++;
    }
  };

  const result = () =>
    Array.from(sums, (sum, to) => {
      const count = reachedBy[to]!;
      return count === 0 ? 0 : (count * count * unit) / (sum * (size - 1));
    });
  return { add, result };
}
