/** Edges with whole or float64 lengths, forward in index order and backward. */
export interface PathGraph {
  readonly size: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly lengths: Float64Array;
  readonly incomingStarts: Int32Array;
  readonly incomingSources: Int32Array;
  readonly incomingLengths: Float64Array;
}

/** What a search may not use. */
export interface PathBounds {
  /** Variables not to go through: 1 where barred. */
  readonly barred: Uint8Array;
  /** Variables that may not come second. */
  readonly notNext: ReadonlySet<number>;
  /** Most edges. */
  readonly maxEdges: number;
}

/**
 * The first path from one variable to another by length, then by number of edges, then by the order of the variables; null
 * where there is none.
 *
 * Backward from the end, round by round (Bellman–Ford by number of edges, so that a bound on it is exact): `ways[r]` holds the
 * variables whose shortest way gets shorter when it may have r edges. Lengths are positive, so a shortest way never
 * meets a variable twice. Then forward: the smallest next variable that keeps the total.
 * Cost: O(rounds · edges), rounds being the edges of the longest way that is shortest.
 */
export function shortestPath(graph: PathGraph, from: number, to: number, bounds: PathBounds): number[] | null {
  const { starts, targets, lengths, incomingStarts, incomingSources, incomingLengths } = graph;
  const shortest = new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY);
  shortest[to] = 0;
  const ways: Map<number, number>[] = [new Map([[to, 0]])];
  for (let edges = 1; edges <= bounds.maxEdges; edges++) {
    const found = new Map<number, number>();
    for (const [next, rest] of ways[edges - 1]!) {
      for (let edge = incomingStarts[next]!; edge < incomingStarts[next + 1]!; edge++) {
        const before = incomingSources[edge]!;
        const length = incomingLengths[edge]! + rest;
        if (!(length < shortest[before]!) || !(length < shortest[from]!)) continue;
        if (bounds.barred[before] === 1 || (before === from && bounds.notNext.has(next))) continue;
        if (length < (found.get(before) ?? Number.POSITIVE_INFINITY)) found.set(before, length);
      }
    }
    if (found.size === 0) break;
    for (const [variable, length] of found) shortest[variable] = length;
    ways.push(found);
  }
  if (shortest[from] === Number.POSITIVE_INFINITY) return null;

  const path = [from];
  let left = ways.findIndex((found) => found.get(from) === shortest[from]);
  for (let here = from; left > 0; left--) {
    const length = ways[left]!.get(here)!;
    for (let edge = starts[here]!; edge < starts[here + 1]!; edge++) {
      const next = targets[edge]!;
      const rest = ways[left - 1]!.get(next);
      if (rest === undefined || lengths[edge]! + rest !== length) continue;
      if (here === from && bounds.notNext.has(next)) continue;
      path.push(next);
      here = next;
      break;
    }
  }
  return path;
}
