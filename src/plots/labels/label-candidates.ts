import {
  type Box,
  boxContains,
  boxesOverlap,
  distanceToBox,
  type Segment,
  segmentEntersBox,
  segmentsCross,
} from "../drawing/geometry.js";

/** One way to write a label: its lines and the size of their box. */
export interface LabelVariant {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Cost of preferring this variant; 0 for the best one. */
  readonly cost: number;
}

export interface LabelRequest {
  readonly x: number;
  readonly y: number;
  /** Half the size of the marker the label belongs to. */
  readonly radius: number;
  readonly variants: readonly LabelVariant[];
}

export interface LabelScene {
  readonly requests: readonly LabelRequest[];
  /** Labels stay inside. */
  readonly bounds: Box;
  /** Markers: never covered. */
  readonly markers: readonly Box[];
  /** Other boxes that are never covered, such as the names of quadrants. */
  readonly taken: readonly Box[];
  /** Lines that labels avoid as far as they can, each with the cost of crossing it. */
  readonly lines: readonly (Segment & { readonly cost: number })[];
  /** Where the first arrangement has more disorder than this, it is not improved: the caller will ask for shorter labels. @default no limit */
  readonly mostDisorder?: number;
}

export interface PlacedLabel {
  readonly box: Box;
  readonly lines: readonly string[];
  readonly anchor: "start" | "middle" | "end";
  /** From the marker to the label, where the label stands away from it. */
  readonly leader: Segment | null;
}

/** A place for a label, and what the fixed parts of the picture make it cost. */
export interface LabelCandidate extends PlacedLabel {
  /** Box around the label and its leader. */
  readonly extent: Box;
  readonly cost: number;
}

/** Unit directions, the four sides first; y grows downwards. */
const DIRECTIONS: readonly (readonly [dx: number, dy: number, cost: number])[] = [
  [1, 0, 0],
  [-1, 0, 0.7],
  [0, -1, 1],
  [0, 1, 1.1],
  [0.71, -0.71, 1.3],
  [0.71, 0.71, 1.4],
  [-0.71, -0.71, 1.6],
  [-0.71, 0.71, 1.7],
  [0.92, -0.38, 1.5],
  [0.92, 0.38, 1.5],
  [-0.92, -0.38, 1.8],
  [-0.92, 0.38, 1.8],
  [0.38, -0.92, 1.6],
  [0.38, 0.92, 1.6],
  [-0.38, -0.92, 1.6],
  [-0.38, 0.92, 1.6],
];

const DISTANCES = [3, 9, 16, 25, 36, 50, 66, 85, 108, 135, 165, 200];
const MARKER_GAP = 1;
/** A label this far from its marker gets a leader line. */
const LEADER_FROM = 7;
const LEADER_ON_MARKER = 10;
/** Cost of a px of distance. */
export const DISTANCE_COST = 1 / 14;
/** Free places of one variant after which no further ones are looked for. */
const ENOUGH = 72;

/** The places of one label that cover nothing fixed, cheapest first: sixteen directions, a dozen distances, each wrap. */
export function listCandidates(scene: LabelScene, index: number): LabelCandidate[] {
  const request = scene.requests[index]!;
  const candidates: LabelCandidate[] = [];
  for (const variant of request.variants) {
    const before = candidates.length;
    for (const distance of DISTANCES) {
      if (candidates.length - before > ENOUGH) break;
      for (const [dx, dy, cost] of DIRECTIONS) {
        const x = request.x + dx * (request.radius + distance);
        const y = request.y + dy * (request.radius + distance);
        const box = {
          x: dx > 0.5 ? x : dx < -0.5 ? x - variant.width : x - variant.width / 2,
          y: dy > 0.5 ? y : dy < -0.5 ? y - variant.height : y - variant.height / 2,
          width: variant.width,
          height: variant.height,
        };
        const candidate = candidateAt(scene, index, variant, box, cost);
        if (candidate !== null) candidates.push(candidate);
      }
    }
  }
  return candidates.sort((a, b) => a.cost - b.cost);
}

/** The label at a box with what the fixed parts of the picture make it cost, or null where it may not stand. */
export function candidateAt(
  scene: LabelScene,
  index: number,
  variant: LabelVariant,
  box: Box,
  direction: number,
): LabelCandidate | null {
  if (!boxContains(scene.bounds, box)) return null;
  if (scene.markers.some((marker) => boxesOverlap(marker, box, MARKER_GAP))) return null;
  if (scene.taken.some((taken) => boxesOverlap(taken, box, MARKER_GAP))) return null;
  const request = scene.requests[index]!;
  const distance = distanceToBox(request.x, request.y, box) - request.radius;
  const leader = distance < LEADER_FROM ? null : leaderTo(request, box);
  let cost = direction + variant.cost + Math.max(0, distance) * DISTANCE_COST + (leader === null ? 0 : 2.5);
  for (const line of scene.lines) {
    if (segmentEntersBox(line, box)) cost += line.cost;
    if (leader === null) continue;
    if (segmentsCross(leader, line) || liesAlong(leader, line)) cost += line.cost / 4;
  }
  for (let at = 0; at < scene.requests.length; at++) {
    if (at === index) continue;
    const other = scene.requests[at]!;
    const gap = distanceToBox(other.x, other.y, box) - other.radius;
    if (gap < 8 && gap < distance + 5) cost += 2 - gap / 8;
    if (leader !== null && nearSegment(leader, other.x, other.y, other.radius + 1)) cost += LEADER_ON_MARKER;
  }
  const middle = box.x + box.width / 2;
  const anchor = request.x <= box.x ? "start" : request.x >= box.x + box.width ? "end" : "middle";
  const side = Math.abs(middle - request.x) < 2 ? "middle" : anchor;
  return { box, lines: variant.lines, anchor: side, leader, cost, extent: extentOf(box, leader) };
}

function extentOf(box: Box, leader: Segment | null): Box {
  if (leader === null) return box;
  const x = Math.min(box.x, leader.x1);
  const y = Math.min(box.y, leader.y1);
  const right = Math.max(box.x + box.width, leader.x1);
  const bottom = Math.max(box.y + box.height, leader.y1);
  return { x, y, width: right - x, height: bottom - y };
}

function leaderTo(request: LabelRequest, box: Box): Segment {
  const x = Math.min(Math.max(request.x, box.x - 1), box.x + box.width + 1);
  const y = Math.min(
    Math.max(request.y, box.y + Math.min(8, box.height / 2)),
    box.y + box.height - Math.min(8, box.height / 2),
  );
  const edge = x >= box.x && x <= box.x + box.width ? (request.y < box.y ? box.y : box.y + box.height) : y;
  const length = Math.sqrt((x - request.x) ** 2 + (edge - request.y) ** 2) || 1;
  const start = (request.radius + 0.5) / length;
  return { x1: request.x + (x - request.x) * start, y1: request.y + (edge - request.y) * start, x2: x, y2: edge };
}

/** Whether the middle of a leader is so close to a line that the two look like one. */
function liesAlong(leader: Segment, line: Segment): boolean {
  return nearSegment(line, (leader.x1 + leader.x2) / 2, (leader.y1 + leader.y2) / 2, 4);
}

function nearSegment(segment: Segment, x: number, y: number, reach: number): boolean {
  const around = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  return segmentEntersBox(segment, around);
}
