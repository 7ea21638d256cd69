import type { DistanceTree, LengthGraph } from "./shortest-distances.js";

/** Takes the search from each source in turn, then gives the measure. */
export interface PathMeasure {
  readonly add: (tree: DistanceTree) => void;
  /** null where the count of shortest paths passes float64. */
  readonly result: () => number[] | null;
}

/**
 * Betweenness: on what share of the shortest ways between two others does a variable lie?
 *
 * b(v) = Σ over s ≠ v ≠ t of σ(s, t | v) ÷ σ(s, t), divided by (n − 1)(n − 2); from 0 to 1, as in networkx with `normalized=True`,
 * `endpoints=False`. Freeman (doi:10.2307/3033543), by Brandes' accumulation (doi:10.1080/0022250X.2001.9990249). A way is as
 * long as the sum of 1 ÷ strength along it; a P is no way. Ways of equal length share their pair, equal meaning equal as
 * fractions (see {@link edgeLengths}). Fewer than three variables: all 0. The sums are float64: two variables with the same
 * betweenness by symmetry can differ in the last digits.
 *
 * Cost: O(n · edges) over all sources.
 */
export function betweenness(graph: LengthGraph): PathMeasure {
  const { size, starts, targets, lengths, tolerance } = graph;
  const total = new Float64Array(size);
  const paths = new Float64Array(size);
  const dependency = new Float64Array(size);
  const position = new Int32Array(size);
  // The edges on shortest ways from one source, in the order in which their starts were reached.
  const links = new Int32Array(targets.length);
  const linkStarts = new Int32Array(size + 1);

  const add = ({ source, distance, order, reached }: DistanceTree) => {
    for (let i = 0; i < reached; i++) {
      paths[order[i]!] = 0;
      dependency[order[i]!] = 0;
      position[order[i]!] = i;
    }
    paths[source] = 1;
    const slack = 1 + tolerance;
    const farthest = distance[order[reached - 1]!]! * slack;
    let count = 0;
    for (let i = 0; i < reached; i++) {
      const from = order[i]!;
      const before = distance[from]!;
      linkStarts[i] = count;
      for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
        const there = before + lengths[edge]!;
        if (there > farthest) break;
        const to = targets[edge]!;
        // With a tolerance a way could seem to lead back: only variables reached later count.
        if (there > distance[to]! * slack || position[to]! <= i) continue;
        paths[to]! += paths[from]!;
        links[count++] = to;
      }
    }
    linkStarts[reached] = count;
    for (let i = reached - 1; i > 0; i--) {
      const from = order[i]!;
      let sum = 0;
      for (let link = linkStarts[i]!; link < linkStarts[i + 1]!; link++) {
        const to = links[link]!;
        sum += (paths[from]! / paths[to]!) * (1 + dependency[to]!);
      }
      dependency[from] = sum;
      total[from]! += sum;
    }
  };

  const result = () => {
    const pairs = Math.max(1, (size - 1) * (size - 2));
    return total.every(Number.isFinite) ? Array.from(total, (sum) => sum / pairs) : null;
  };
  return { add, result };
}
