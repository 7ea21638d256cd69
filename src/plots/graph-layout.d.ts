import type { Box } from "./geometry.js";
/** A graph to be laid out: groups keep near one another, links pull by their strength. */
export interface LayoutGraph {
  /** Group of each node, such as its block; null for none. */
  readonly groups: readonly (string | null)[];
  readonly links: readonly {
    readonly source: number;
    readonly target: number;
    readonly strength: number;
  }[];
}
/**
 * Where do the nodes of a graph stand? A spring layout (d3-force) from a fixed start — nodes in order on a circle, group by group —
 * stretched to fill the box. Deterministic: the start is rounded, the simulation's own generator has a fixed seed. Cost: O(ticks × n log n).
 */
export declare function layoutGraph(
  graph: LayoutGraph,
  box: Box,
): {
  readonly x: number;
  readonly y: number;
}[];
