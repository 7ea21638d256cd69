import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { Box } from "../drawing/geometry.js";

/** A graph to be laid out: groups keep near one another, links pull by their strength. */
export interface LayoutGraph {
  /** Group of each node, such as its block; null for none. */
  readonly groups: readonly (string | null)[];
  readonly links: readonly { readonly source: number; readonly target: number; readonly strength: number }[];
}

interface Node extends SimulationNodeDatum {
  readonly index: number;
}

const TICKS = 300;
/** Above this many nodes fewer ticks are run, to stay under a second or two. */
const MANY_NODES = 300;

/**
 * Where do the nodes of a graph stand? A spring layout (d3-force) from a fixed start — nodes in order on a circle, group by group —
 * stretched to fill the box. Deterministic: the start is rounded, the simulation's own generator has a fixed seed. Cost: O(ticks × n log n).
 */
export function layoutGraph(graph: LayoutGraph, box: Box): { readonly x: number; readonly y: number }[] {
  const count = graph.groups.length;
  if (count === 0) return [];
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (count === 1) return [middle];
  const groups = [...new Set(graph.groups)];
  const order = graph.groups
    .map((_, index) => index)
    .sort((a, b) => groups.indexOf(graph.groups[a]!) - groups.indexOf(graph.groups[b]!) || a - b);
  const nodes: Node[] = graph.groups.map((_, index) => ({ index, x: 0, y: 0 }));
  order.forEach((index, position) => {
    const angle = (2 * Math.PI * position) / count;
    // Cosines may differ in the last bit from one engine to another: rounding keeps the picture the same everywhere.
    nodes[index]!.x = Math.round(400 * Math.cos(angle) * 1000) / 1000;
    nodes[index]!.y = Math.round(300 * Math.sin(angle) * 1000) / 1000;
  });
  const home = nodes.map(({ x, y }) => ({ x: x!, y: y! }));
  const largest = Math.max(1e-9, ...graph.links.map(({ strength }) => strength));
  const degree = new Array<number>(count).fill(0);
  for (const { source, target } of graph.links) {
    degree[source]!++;
    degree[target]!++;
  }
  const links = graph.links.map(({ source, target, strength }) => ({
    source,
    target,
    pull: (0.25 + (0.5 * strength) / largest) / Math.min(degree[source]!, degree[target]!),
  }));
  const simulation = forceSimulation(nodes)
    .alphaDecay(0.0228)
    .force(
      "link",
      forceLink<Node, (typeof links)[number]>(links)
        .distance(110)
        .strength((link) => link.pull),
    )
    .force("charge", forceManyBody<Node>().strength(-700).distanceMax(600))
    .force("collide", forceCollide<Node>(count > 60 ? 22 : 38).iterations(2))
    .force("x", forceX<Node>((node) => home[node.index]!.x * 0.6).strength(0.05))
    .force("y", forceY<Node>((node) => home[node.index]!.y * 0.6).strength(0.07))
    .stop();
  simulation.tick(count > MANY_NODES ? TICKS / 5 : TICKS);
  return fillBox(
    nodes.map(({ x, y }) => ({ x: x!, y: y! })),
    box,
    middle,
  );
}

function fillBox(
  points: readonly { x: number; y: number }[],
  box: Box,
  middle: { x: number; y: number },
): { x: number; y: number }[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const stretchX = box.width / Math.max(1, right - left);
  const stretchY = box.height / Math.max(1, bottom - top);
  // A few nodes are not blown up to the whole frame, and no side is stretched out of shape.
  const scaleX = Math.min(stretchX, 1.6 * stretchY, 1.6);
  const scaleY = Math.min(stretchY, 1.6 * stretchX, 1.6);
  const round = (value: number) => Math.round(value * 100) / 100;
  return points.map(({ x, y }) => ({
    x: round(middle.x + (x - (left + right) / 2) * scaleX),
    y: round(middle.y + (y - (top + bottom) / 2) * scaleY),
  }));
}
