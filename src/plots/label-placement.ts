import {
  type Box,
  boxContains,
  boxesOverlap,
  distanceToBox,
  type Segment,
  segmentEntersBox,
  segmentsCross,
} from "./geometry.js";

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

export interface LabelPlacement {
  /** In the order of the requests; null where no free place was found. */
  readonly labels: readonly (PlacedLabel | null)[];
  /** Crossings of leaders with leaders and labels, and labels far from their markers: what makes a picture hard to read. */
  readonly disorder: number;
}

interface Candidate extends PlacedLabel {
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
/** Gap between two labels, in px. */
const LABEL_GAP = 2;
const MARKER_GAP = 1;
/** A label this far from its marker gets a leader line. */
const LEADER_FROM = 7;
const OVERLAP = 100;
const LEADER_ON_LABEL = 14;
const LEADER_ON_LEADER = 8;
const LEADER_ON_MARKER = 10;
/** Cost of a px of distance. */
const DISTANCE_COST = 1 / 14;
const SWEEPS = 12;
/** Sweeps that may push neighbours aside. */
const PUSHES = 4;
/** Free places of one variant after which no further ones are looked for. */
const ENOUGH = 72;

/**
 * Where can each label stand so that none covers another label, a marker or a taken box, and all stay close to their markers?
 *
 * Each label tries sixteen directions at a dozen distances in each of its wraps; greedy from the most crowded marker on, then sweeps in which
 * every label takes its best place given the others, then labels in conflict push their neighbours, and what is left looks for the nearest free spot
 * on a grid. Deterministic: no random numbers, ties go to the first candidate. Cost: about O(sweeps × n × candidates × n); under 0.3 s at n = 100.
 * After Christensen, Marks and Shieber (1995), An empirical study of algorithms for point-feature label placement, doi:10.1145/212332.212334.
 */
export function placeLabels(scene: LabelScene): LabelPlacement {
  const { mostDisorder = Number.POSITIVE_INFINITY } = scene;
  const candidates = scene.requests.map((_, index) => listCandidates(scene, index));
  const chosen: (Candidate | null)[] = scene.requests.map(() => null);
  for (const index of byCrowding(scene)) chosen[index] = cheapest(index, candidates[index]!, chosen).candidate;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = improveEach(candidates, chosen);
    if (sweep === 2 && (isHopeless(chosen) || disorderOf(chosen) > mostDisorder)) break;
    if (sweep > 1 && sweep < PUSHES + 2) moved = pushNeighbours(candidates, chosen) || moved;
    if (!moved) break;
  }
  chosen.forEach((label, index) => {
    if (label === null || overlapsAny(index, label, chosen)) chosen[index] = null;
  });
  if (!isHopeless(chosen)) {
    chosen.forEach((label, index) => {
      if (label === null) chosen[index] = nearestFreeSpot(scene, index, chosen);
    });
  }
  improveEach(candidates, chosen);
  const labels = chosen.map((label, index) => (label && !overlapsAny(index, label, chosen) ? label : null));
  return { labels, disorder: disorderOf(labels) };
}

function listCandidates(scene: LabelScene, index: number): Candidate[] {
  const request = scene.requests[index]!;
  const candidates: Candidate[] = [];
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
function candidateAt(
  scene: LabelScene,
  index: number,
  variant: LabelVariant,
  box: Box,
  direction: number,
): Candidate | null {
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

/** Cost two chosen labels make each other. */
function conflict(a: Candidate, b: Candidate): number {
  if (!boxesOverlap(a.extent, b.extent, LABEL_GAP)) return 0;
  let cost = boxesOverlap(a.box, b.box, LABEL_GAP) ? OVERLAP : 0;
  if (a.leader !== null && segmentEntersBox(a.leader, b.box)) cost += LEADER_ON_LABEL;
  if (b.leader !== null && segmentEntersBox(b.leader, a.box)) cost += LEADER_ON_LABEL;
  if (a.leader !== null && b.leader !== null && segmentsCross(a.leader, b.leader)) cost += LEADER_ON_LEADER;
  return cost;
}

function costAmong(
  index: number,
  candidate: Candidate,
  chosen: readonly (Candidate | null)[],
  limit = Number.POSITIVE_INFINITY,
): number {
  let cost = candidate.cost;
  for (let other = 0; other < chosen.length && cost < limit; other++) {
    const label = chosen[other];
    if (other !== index && label) cost += conflict(candidate, label);
  }
  return cost;
}

function cheapest(
  index: number,
  candidates: readonly Candidate[],
  chosen: readonly (Candidate | null)[],
): { candidate: Candidate | null; cost: number } {
  let best: Candidate | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.cost >= bestCost) break;
    const cost = costAmong(index, candidate, chosen, bestCost);
    if (cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return { candidate: best, cost: bestCost };
}

/** Most neighbours first: labels in the thick of a cluster have the least choice. */
function byCrowding(scene: LabelScene): number[] {
  const crowd = scene.requests.map((request) => {
    const near = scene.requests.filter((o) => Math.abs(o.x - request.x) < 120 && Math.abs(o.y - request.y) < 30);
    return near.length;
  });
  return crowd.map((_, index) => index).sort((a, b) => crowd[b]! - crowd[a]! || a - b);
}

function improveEach(candidates: readonly (readonly Candidate[])[], chosen: (Candidate | null)[]): boolean {
  let moved = false;
  candidates.forEach((list, index) => {
    const current = chosen[index];
    const now = current ? costAmong(index, current, chosen) : Number.POSITIVE_INFINITY;
    const { candidate, cost } = cheapest(index, list, chosen);
    if (candidate !== null && cost < now - 1e-9) {
      chosen[index] = candidate;
      moved = true;
    }
  });
  return moved;
}

/** Labels in conflict try other places and let the neighbours they meet there move on; kept where the whole gets cheaper. */
function pushNeighbours(candidates: readonly (readonly Candidate[])[], chosen: (Candidate | null)[]): boolean {
  let moved = false;
  candidates.forEach((list, index) => {
    const current = chosen[index];
    if (!current || costAmong(index, current, chosen) - current.cost < LEADER_ON_LEADER) return;
    for (const candidate of list.slice(0, 40)) {
      if (candidate === current) continue;
      const met: number[] = [];
      for (let at = 0; at < chosen.length && met.length <= 3; at++) {
        const label = chosen[at];
        if (label && at !== index && conflict(candidate, label) > 0) met.push(at);
      }
      if (met.length > 3) continue;
      const before = groupCost([index, ...met], chosen);
      const saved = met.map((at) => chosen[at]!);
      chosen[index] = candidate;
      for (const at of met) chosen[at] = cheapest(at, candidates[at]!, chosen).candidate ?? chosen[at]!;
      if (groupCost([index, ...met], chosen) < before - 1e-9) {
        moved = true;
        return;
      }
      chosen[index] = current;
      met.forEach((at, position) => {
        chosen[at] = saved[position]!;
      });
    }
  });
  return moved;
}

/** Cost of some labels: their own, and each conflict with any label once. */
function groupCost(indices: readonly number[], chosen: readonly (Candidate | null)[]): number {
  let cost = 0;
  indices.forEach((index, position) => {
    const label = chosen[index];
    if (!label) return;
    cost += label.cost;
    chosen.forEach((other, at) => {
      if (other && at !== index && indices.indexOf(at) < 0) cost += conflict(label, other);
      else if (other && indices.indexOf(at) > position) cost += conflict(label, other);
    });
  });
  return cost;
}

function overlapsAny(index: number, label: Candidate, chosen: readonly (Candidate | null)[]): boolean {
  return chosen.some((other, at) => other && at !== index && boxesOverlap(label.box, other.box, LABEL_GAP));
}

/** Whether so many labels have no place that pushing a few aside cannot help. */
function isHopeless(chosen: readonly (Candidate | null)[]): boolean {
  const misplaced = chosen.filter((label, index) => label === null || overlapsAny(index, label, chosen)).length;
  return misplaced > 6 + 0.15 * chosen.length;
}

/** The cheapest place without overlap on a grid over the whole frame. */
function nearestFreeSpot(scene: LabelScene, index: number, chosen: readonly (Candidate | null)[]): Candidate | null {
  const { bounds, requests } = scene;
  const request = requests[index]!;
  let best: Candidate | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const variant of request.variants) {
    const boxes: { box: Box; far: number }[] = [];
    for (let y = bounds.y; y + variant.height <= bounds.y + bounds.height; y += 6) {
      for (let x = bounds.x; x + variant.width <= bounds.x + bounds.width; x += 10) {
        const box = { x, y, width: variant.width, height: variant.height };
        if (isFree(box, index, chosen)) boxes.push({ box, far: distanceToBox(request.x, request.y, box) });
      }
    }
    boxes.sort((a, b) => a.far - b.far);
    for (const { box, far } of boxes) {
      if (far * DISTANCE_COST >= bestCost) break;
      const candidate = candidateAt(scene, index, variant, box, 3);
      if (candidate === null) continue;
      const cost = costAmong(index, candidate, chosen, bestCost);
      if (cost < bestCost) {
        best = candidate;
        bestCost = cost;
      }
    }
  }
  return best;
}

function isFree(box: Box, index: number, chosen: readonly (Candidate | null)[]): boolean {
  for (let at = 0; at < chosen.length; at++) {
    const other = chosen[at];
    if (other && at !== index && boxesOverlap(box, other.box, LABEL_GAP)) return false;
  }
  return true;
}

function disorderOf(labels: readonly (PlacedLabel | null)[]): number {
  let disorder = 0;
  labels.forEach((a, index) => {
    if (a === null || a.leader === null) return;
    const { x1, y1, x2, y2 } = a.leader;
    disorder += Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) / 100;
    labels.forEach((b, other) => {
      if (b === null || other === index) return;
      if (segmentEntersBox(a.leader!, b.box)) disorder += 1;
      if (b.leader !== null && other > index && segmentsCross(a.leader!, b.leader)) disorder += 1;
    });
  });
  return disorder;
}
