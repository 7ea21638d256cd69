import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import { reverseEdges } from "./reverse-edges.js";
import { type Circuit, circuitOf, type StepCounter } from "./strongest-circuits.js";

/**
 * Elementary circuits of 2 to `maxLength` variables, until `count` are found or `counter` is used up: all of them where fewer
 * come back and the counter is not used up.
 *
 * Depth-first from each start over later variables only, strong edges first, never where the way back has too many edges.
 */
export function surveyCircuits(edges: SparseMatrix, maxLength: number, count: number, counter: StepCounter): Circuit[] {
  const { size, starts } = edges;
  const incoming = reverseEdges(edges);
  const { columns, values } = strongestFirst(edges);
  const circuits: Circuit[] = [];
  const path: number[] = [];
  const strengths: number[] = [];
  const onPath = new Uint8Array(size);

  const extend = (from: number, wayBack: Int32Array): void => {
    const start = path[0]!;
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
      if (--counter.left <= 0 || circuits.length >= count) return;
      const to = columns[edge]!;
      strengths.push(values[edge]!);
      if (to === start) circuits.push(circuitOf(path, strengths));
      else if (to > start && onPath[to] === 0 && path.length + wayBack[to]! <= maxLength) {
        path.push(to);
        onPath[to] = 1;
        extend(to, wayBack);
        onPath[to] = 0;
        path.pop();
      }
      strengths.pop();
    }
  };

  for (let start = 0; start < size && circuits.length < count && counter.left > 0; start++) {
    if (starts[start] === starts[start + 1]) continue;
    path.push(start);
    extend(start, edgesBack(incoming, start, maxLength - 1, counter));
    path.pop();
  }
  return circuits;
}

/** Fewest edges from each variable back to the start over variables after it; more than `most` counts as none. */
function edgesBack(incoming: SparseMatrix, start: number, most: number, counter: StepCounter): Int32Array {
  const away = new Int32Array(incoming.size).fill(most + 1);
  away[start] = 0;
  let ring = [start];
  for (let steps = 1; steps <= most && ring.length > 0; steps++) {
    const next: number[] = [];
    for (const to of ring) {
      for (let edge = incoming.starts[to]!; edge < incoming.starts[to + 1]!; edge++) {
        counter.left--;
        const from = incoming.columns[edge]!;
        if (from < start || away[from]! <= most) continue;
        away[from] = steps;
        next.push(from);
      }
    }
    ring = next;
  }
  return away;
}

function strongestFirst(edges: SparseMatrix): { columns: Int32Array; values: Float64Array } {
  const columns = Int32Array.from(edges.columns);
  const values = Float64Array.from(edges.values);
  for (let row = 0; row < edges.size; row++) {
    const from = edges.starts[row]!;
    const order = Int32Array.from({ length: edges.starts[row + 1]! - from }, (_, i) => from + i);
    order.sort((a, b) => edges.values[b]! - edges.values[a]! || a - b);
    order.forEach((edge, i) => {
      columns[from + i] = edges.columns[edge]!;
      values[from + i] = edges.values[edge]!;
    });
  }
  return { columns, values };
}
