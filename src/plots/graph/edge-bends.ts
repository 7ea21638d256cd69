import { type Box, boxContains, distanceToBox, type Segment } from "../drawing/geometry.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The arrows of a graph and what they should not run through. */
export interface EdgeScene {
  readonly points: readonly Point[];
  /** Radius of the markers. */
  readonly radius: number;
  /** Positions in `points`. */
  readonly links: readonly { readonly source: number; readonly target: number }[];
  /** Arrows stay inside. */
  readonly bounds: Box;
  /** Labels: never more important than markers. */
  readonly labels: readonly Box[];
}

/** Sideways bend of an arrow as a part of its length, so that two opposite influences lie apart. */
const BEND = 0.09;
/** Bends tried, the usual one first; below 0 to the other side. */
const BENDS = [BEND, -BEND, 0.16, -0.16, 0.24, -0.24, 0.33, -0.33, 0.42, -0.42];
const SAMPLES = 20;
const QUARTER = SAMPLES / 4;
const MARKER_COST = 1000;
/** Gap between an arrow and the marker of a third variable from which on the two are plainly apart, in px. */
const CLEAR_GAP = 5;
const NEAR_COST = 20;
const LABEL_COST = 2;
/** An arrow whose end is under a label seems to start or end there. */
const END_ON_LABEL_COST = 7;
const BEND_COST = 25;
/** Two arrows of one variable this close, in px, a quarter of the way from it read as one. */
const APART = 9;
const ALONGSIDE_COST = 8;
/** Opposite arrows on one curve would read as one with two heads. */
const OPPOSITE_COST = 400;

/**
 * How far, and to which side, does each arrow bend so that none seems to stop at a variable that it only passes?
 *
 * Arrow by arrow, the bend of least cost among ten: through the marker of a third variable, close to one, through a label, out of the frame,
 * alongside another arrow of its variables, on its opposite arrow, and far from the usual bend. Ties go to the first. Cost: O(arrows × markers) with few far bends.
 */
export function chooseBends(scene: EdgeScene): number[] {
  const chosen: number[] = [];
  const quarters: Point[][] = scene.points.map(() => []);
  const positionOf = new Map(scene.links.map(({ source, target }, index) => [`${source} ${target}`, index]));
  scene.links.forEach(({ source, target }) => {
    const opposite = chosen[positionOf.get(`${target} ${source}`) ?? scene.links.length];
    let best = { bend: BEND, cost: Number.POSITIVE_INFINITY, curve: [] as Point[] };
    for (const bend of BENDS) {
      const least = BEND_COST * (Math.abs(bend) - BEND) + (bend < 0 ? 1 : 0);
      if (least >= best.cost) continue;
      const onOpposite = opposite !== undefined && Math.abs(bend + opposite) < BEND ? OPPOSITE_COST : 0;
      const curve = curvePoints(trimmed(scene.points[source]!, scene.points[target]!, scene.radius), bend, SAMPLES);
      const cost =
        least +
        onOpposite +
        obstacleCost(scene, source, target, curve) +
        alongsideCost(quarters[source]!, curve[QUARTER]!) +
        alongsideCost(quarters[target]!, curve[SAMPLES - QUARTER]!);
      if (cost < best.cost) best = { bend, cost, curve };
    }
    chosen.push(best.bend);
    quarters[source]!.push(best.curve[QUARTER]!);
    quarters[target]!.push(best.curve[SAMPLES - QUARTER]!);
  });
  return chosen;
}

/** Points along an arrow from one marker's edge to another's, bent by a part of its length. */
export function curvePoints({ x1, y1, x2, y2 }: Segment, bend: number, count: number): Point[] {
  const cx = (x1 + x2) / 2 - (y2 - y1) * bend;
  const cy = (y1 + y2) / 2 + (x2 - x1) * bend;
  return Array.from({ length: count + 1 }, (_, index) => {
    const t = index / count;
    return {
      x: (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
      y: (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
    };
  });
}

/** The straight line between two nodes, cut back to the edges of their marks. */
export function trimmed(a: Point, b: Point, radius: number): Segment {
  const length = Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2) || 1;
  const part = Math.min(0.45, (radius + 2) / length);
  return {
    x1: a.x + (b.x - a.x) * part,
    y1: a.y + (b.y - a.y) * part,
    x2: b.x - (b.x - a.x) * part,
    y2: b.y - (b.y - a.y) * part,
  };
}

function obstacleCost(scene: EdgeScene, source: number, target: number, curve: readonly Point[]): number {
  const { points, radius, bounds, labels } = scene;
  const around = boxAround(curve);
  let cost = boxContains(bounds, around) ? 0 : MARKER_COST;
  points.forEach((point, index) => {
    if (index === source || index === target) return;
    if (distanceToBox(point.x, point.y, around) > radius + CLEAR_GAP) return;
    const gap = distanceToCurve(point, curve) - radius;
    if (gap < 1) cost += MARKER_COST;
    else if (gap < CLEAR_GAP) cost += NEAR_COST * (1 - gap / CLEAR_GAP);
  });
  for (const label of labels) {
    curve.forEach(({ x, y }, index) => {
      if (distanceToBox(x, y, label) > 0) return;
      cost += index < SAMPLES / 5 || index > SAMPLES * 0.8 ? END_ON_LABEL_COST : LABEL_COST;
    });
  }
  return cost;
}

function alongsideCost(others: readonly Point[], { x, y }: Point): number {
  return others.reduce((cost, other) => {
    const distance = Math.sqrt((other.x - x) ** 2 + (other.y - y) ** 2);
    return distance < APART ? cost + ALONGSIDE_COST * (1 - distance / APART) : cost;
  }, 0);
}

function boxAround(curve: readonly Point[]): Box {
  const xs = curve.map(({ x }) => x);
  const ys = curve.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Distance from a point to the nearest chord of a curve. */
export function distanceToCurve({ x, y }: Point, curve: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < curve.length; index++) {
    const a = curve[index - 1]!;
    const dx = curve[index]!.x - a.x;
    const dy = curve[index]!.y - a.y;
    const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.sqrt((x - a.x - part * dx) ** 2 + (y - a.y - part * dy) ** 2));
  }
  return least;
}
