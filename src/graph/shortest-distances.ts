import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import { edgeLengths } from "./edge-lengths.js";

/** The edges with lengths for weights, each row sorted from the shortest edge to the longest. */
export interface LengthGraph {
  readonly size: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly lengths: Float64Array;
  /** A length of `unit` is a distance of 1. */
  readonly unit: number;
  /** Relative difference below which two distances are the same. */
  readonly tolerance: number;
}

/** What one search found. The arrays are reused by the next search. */
export interface DistanceTree {
  readonly source: number;
  /** In units of the graph; Infinity where the source does not reach. */
  readonly distance: Float64Array;
  /** The variables reached, nearest first, the source before all; valid up to `reached`. */
  readonly order: Int32Array;
  readonly reached: number;
}

/** Lengths 1 ÷ strength for every edge. Cost: O(edges · log(most edges of one variable)). */
export function lengthGraph(edges: SparseMatrix): LengthGraph {
  const { size, starts } = edges;
  const { lengths, unit, tolerance } = edgeLengths(edges.values, size);
  const targets = new Int32Array(edges.columns.length);
  const sorted = new Float64Array(targets.length);
  for (let row = 0; row < size; row++) {
    const from = starts[row]!;
    const order = Int32Array.from({ length: starts[row + 1]! - from }, (_, i) => from + i);
    order.sort((a, b) => lengths[a]! - lengths[b]! || a - b);
    order.forEach((edge, i) => {
      targets[from + i] = edges.columns[edge]!;
      sorted[from + i] = lengths[edge]!;
    });
  }
  return { size, starts, targets, lengths: sorted, unit, tolerance };
}

/**
 * Distances from one source to all variables, by Dijkstra's algorithm (doi:10.1007/BF01386390) with a binary heap.
 *
 * Returns the search itself, which owns its working arrays: one search a source. Once every variable has been seen, an edge
 * that ends beyond the farthest of them is not looked at, nor are the longer ones after it.
 * Cost of a search: O(edges + n log n) and less where strong edges make weak ones useless.
 */
export function distanceSearch(graph: LengthGraph): (source: number) => DistanceTree {
  const { size, starts, targets, lengths } = graph;
  const distance = new Float64Array(size);
  const order = new Int32Array(size);
  const heap = new Int32Array(size);
  const place = new Int32Array(size);
  let count = 0;

  const rise = (variable: number, key: number) => {
    let slot = place[variable]!;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      const above = heap[parent]!;
      if (distance[above]! <= key) break;
      heap[slot] = above;
      place[above] = slot;
      slot = parent;
    }
    heap[slot] = variable;
    place[variable] = slot;
  };

  const takeNearest = (): number => {
    const nearest = heap[0]!;
    const last = heap[--count]!;
    if (count === 0) return nearest;
    const key = distance[last]!;
    let slot = 0;
    for (let child = 1; child < count; child = 2 * slot + 1) {
      if (child + 1 < count && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
      const below = heap[child]!;
      if (distance[below]! >= key) break;
      heap[slot] = below;
      place[below] = slot;
      slot = child;
    }
    heap[slot] = last;
    place[last] = slot;
    return nearest;
  };

  return (source) => {
    distance.fill(Number.POSITIVE_INFINITY);
    distance[source] = 0;
    heap[0] = source;
    place[source] = 0;
    count = 1;
    let reached = 0;
    let seen = 1;
    let farthest = Number.POSITIVE_INFINITY;
    while (count > 0) {
      const from = takeNearest();
      const before = distance[from]!;
      order[reached++] = from;
      for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
        const there = before + lengths[edge]!;
        if (there >= farthest) break;
        const to = targets[edge]!;
        const known = distance[to]!;
        if (there >= known) continue;
        distance[to] = there;
        if (known === Number.POSITIVE_INFINITY) {
          place[to] = count++;
          seen++;
        }
        rise(to, there);
      }
      // The bound is only ever too large, so looking again once in a while is enough.
      if (seen === size && (reached & 15) === 0) {
        farthest = 0;
        for (let slot = 0; slot < count; slot++) farthest = Math.max(farthest, distance[heap[slot]!]!);
      }
    }
    return { source, distance, order, reached };
  };
}
