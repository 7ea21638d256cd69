import { type SparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";
import { type Circuit, circuitOf, type StepCounter } from "./strongest-circuits.js";

/**
 * Elementary circuits of 2 to `maxLength` variables, until `count` are found or `counter` is used up: all of them where fewer
 * come back and the counter is not used up.
 *
 * Depth-first from each start over later variables only, strong edges first, never where the way back has too many edges.
 */
export function surveyCircuits(edges: SparseMatrix, maxLength: number, count: number, counter: StepCounter): Circuit[] {
  const { size, starts, columns, values } = edges;
  const incoming = transposeSparse(edges);
  const edgesOf = strongestFirst(edges);
  const circuits: Circuit[] = [];
  const path: number[] = [];
  const strengths: number[] = [];
  const onPath = new Uint8Array(size);

  const extend = (from: number, wayBack: Int32Array): void => {
    const start = path[0]!;
    for (const edge of edgesOf(from)) {
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

/** The edges of a variable, strongest first; a row is sorted when it is first asked for. */
function strongestFirst(edges: SparseMatrix): (from: number) => Int32Array {
  const rows = new Map<number, Int32Array>();
  return (from) => {
    const known = rows.get(from);
    if (known !== undefined) return known;
    const start = edges.starts[from]!;
    const row = Int32Array.from({ length: edges.starts[from + 1]! - start }, (_, i) => start + i);
    row.sort((a, b) => edges.values[b]! - edges.values[a]! || a - b);
    rows.set(from, row);
    return row;
  };
}
