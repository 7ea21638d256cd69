import { type SparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";
import { seededRandom } from "./seeded-random.js";

/** A gain of modularity below this, as a share of all weight, is rounding. */
const LEAST_GAIN = 1e-12;

/**
 * A partition of high directed modularity, as a community number per vertex, by the Louvain method
 * (doi:10.1088/1742-5468/2008/10/P10008; directed gain after Dugué & Perez, hal-01231784).
 *
 * Every vertex, in a seeded order, moves to the neighbouring community with the largest gain; those next to one that moved are
 * looked at again. When nothing moves, communities become vertices and it starts again, until nothing moves there either. Of equal gains the own community wins, then the smallest number.
 * Moving i into c gains (w(i, c) + w(c, i)) ÷ m − (outᵢ·in(c) + inᵢ·out(c)) ÷ m².
 * Cost: about O(edges) a round, a few rounds. `edges` must hold at least one.
 */
export function louvain(edges: SparseMatrix, seed: number): Int32Array {
  const random = seededRandom(seed);
  const partition = Int32Array.from({ length: edges.size }, (_, i) => i);
  for (let level = edges; ; ) {
    const communities = moveVertices(level, random);
    const count = numberDensely(communities);
    if (count === level.size) return partition;
    for (let i = 0; i < partition.length; i++) partition[i] = communities[partition[i]!]!;
    level = mergeVertices(level, communities, count);
  }
}

function moveVertices(edges: SparseMatrix, random: () => number): Int32Array {
  const { size } = edges;
  const directions = [edges, transposeSparse(edges)];
  const [outOf, into] = directions.map(({ starts, values }) =>
    Float64Array.from({ length: size }, (_, i) =>
      values.subarray(starts[i], starts[i + 1]).reduce((sum, value) => sum + value, 0),
    ),
  ) as [Float64Array, Float64Array];
  const total = outOf.reduce((sum, value) => sum + value, 0);
  const [communityOut, communityIn] = [outOf.slice(), into.slice()];
  const community = Int32Array.from({ length: size }, (_, i) => i);
  const weightTo = new Float64Array(size);
  const gain = (vertex: number, to: number) =>
    weightTo[to]! - (outOf[vertex]! * communityIn[to]! + into[vertex]! * communityOut[to]!) / total;

  // A ring of the vertices still to look at: at first all, then those next to one that moved.
  const queue = shuffled(size, random);
  const queued = new Uint8Array(size).fill(1);
  const near = new Int32Array(size);
  let waiting = size;
  for (let head = 0; waiting > 0; head = (head + 1) % size) {
    const vertex = queue[head]!;
    queued[vertex] = 0;
    waiting--;
    const own = community[vertex]!;
    let count = 0;
    for (const { starts, columns, values } of directions) {
      for (let edge = starts[vertex]!; edge < starts[vertex + 1]!; edge++) {
        if (columns[edge] === vertex || values[edge] === 0) continue;
        const other = community[columns[edge]!]!;
        if (weightTo[other] === 0) near[count++] = other;
        weightTo[other]! += values[edge]!;
      }
    }
    communityOut[own]! -= outOf[vertex]!;
    communityIn[own]! -= into[vertex]!;
    let best = own;
    let most = gain(vertex, own) + LEAST_GAIN * total;
    for (let i = 0; i < count; i++) {
      const to = near[i]!;
      const here = gain(vertex, to);
      if (to !== own && (here > most || (here === most && best !== own && to < best))) [best, most] = [to, here];
    }
    for (let i = 0; i < count; i++) weightTo[near[i]!] = 0;
    communityOut[best]! += outOf[vertex]!;
    communityIn[best]! += into[vertex]!;
    community[vertex] = best;
    if (best === own) continue;
    for (const { starts, columns } of directions) {
      for (let edge = starts[vertex]!; edge < starts[vertex + 1]!; edge++) {
        const other = columns[edge]!;
        if (queued[other] === 1 || community[other] === best || other === vertex) continue;
        queued[other] = 1;
        queue[(head + 1 + waiting++) % size] = other;
      }
    }
  }
  return community;
}

/** Renumbers communities 0, 1, 2 … by first appearance, in place; their count. */
function numberDensely(communities: Int32Array): number {
  const numbers = new Map<number, number>();
  communities.forEach((each, i) => {
    if (!numbers.has(each)) numbers.set(each, numbers.size);
    communities[i] = numbers.get(each)!;
  });
  return numbers.size;
}

/** The graph of the communities; what is inside one is an edge to itself. */
function mergeVertices(edges: SparseMatrix, communities: Int32Array, count: number): SparseMatrix {
  const sums = Array.from({ length: count }, () => new Map<number, number>());
  for (let from = 0; from < edges.size; from++) {
    const row = sums[communities[from]!]!;
    for (let edge = edges.starts[from]!; edge < edges.starts[from + 1]!; edge++) {
      const to = communities[edges.columns[edge]!]!;
      row.set(to, (row.get(to) ?? 0) + edges.values[edge]!);
    }
  }
  const cells = sums.map((row) => [...row].sort(([a], [b]) => a - b));
  const starts = new Int32Array(count + 1);
  cells.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  return {
    size: count,
    starts,
    columns: Int32Array.from(cells.flat(), ([to]) => to),
    values: Float64Array.from(cells.flat(), ([, sum]) => sum),
  };
}

/** Fisher and Yates' shuffle of 0 … size − 1. */
function shuffled(size: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
