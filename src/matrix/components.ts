import type { SparseMatrix } from "./sparse-matrix.js";

/**
 * The strongly connected components: sets of variables that all influence one another, directly or not.
 *
 * Tarjan's algorithm (doi:10.1137/0201010) with an explicit stack. Components come in the order of their first variable, variables
 * in index order. Cost: O(n + non-zero cells).
 */
export function stronglyConnectedComponents(matrix: SparseMatrix): number[][] {
  const { size, starts, columns } = matrix;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const next = Int32Array.from(starts);
  const open: number[] = [];
  const components: number[][] = [];
  let counter = 0;
  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const vertex = path.at(-1)!;
      if (index[vertex] === -1) {
        index[vertex] = low[vertex] = counter++;
        open.push(vertex);
        onStack[vertex] = 1;
      }
      if (next[vertex]! < starts[vertex + 1]!) {
        const target = columns[next[vertex]!]!;
        next[vertex]!++;
        if (index[target] === -1) path.push(target);
        else if (onStack[target]) low[vertex] = Math.min(low[vertex]!, index[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[vertex]!);
      if (low[vertex] !== index[vertex]) continue;
      const component = open.splice(open.indexOf(vertex));
      for (const member of component) onStack[member] = 0;
      components.push(component.sort((a, b) => a - b));
    }
  }
  return components.sort((a, b) => a[0]! - b[0]!);
}
