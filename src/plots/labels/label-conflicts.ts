import { boxesOverlap, segmentEntersBox, segmentsCross } from "../drawing/geometry.js";
import type { LabelCandidate } from "./label-candidates.js";

/** Gap between two labels, in px. */
export const LABEL_GAP = 2;
const OVERLAP = 100;
const LEADER_ON_LABEL = 14;
/** Cost of two leaders that cross. */
export const LEADER_ON_LEADER = 8;

/** Cost two chosen labels make each other. */
export function conflict(a: LabelCandidate, b: LabelCandidate): number {
  if (!boxesOverlap(a.extent, b.extent, LABEL_GAP)) return 0;
  let cost = boxesOverlap(a.box, b.box, LABEL_GAP) ? OVERLAP : 0;
  if (a.leader !== null && segmentEntersBox(a.leader, b.box)) cost += LEADER_ON_LABEL;
  if (b.leader !== null && segmentEntersBox(b.leader, a.box)) cost += LEADER_ON_LABEL;
  if (a.leader !== null && b.leader !== null && segmentsCross(a.leader, b.leader)) cost += LEADER_ON_LEADER;
  return cost;
}

/** Cost of a label in its place: its own, and its conflicts with the others; may stop adding once past `limit`. */
export function costAmong(
  index: number,
  candidate: LabelCandidate,
  chosen: readonly (LabelCandidate | null)[],
  limit = Number.POSITIVE_INFINITY,
): number {
  let cost = candidate.cost;
  for (let other = 0; other < chosen.length && cost < limit; other++) {
    const label = chosen[other];
    if (other !== index && label) cost += conflict(candidate, label);
  }
  return cost;
}

/** Cost of some labels: their own, and each conflict with any label once. */
export function groupCost(indices: readonly number[], chosen: readonly (LabelCandidate | null)[]): number {
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

/** Whether a label covers any of the others. */
export function overlapsAny(index: number, label: LabelCandidate, chosen: readonly (LabelCandidate | null)[]): boolean {
  return chosen.some((other, at) => other && at !== index && boxesOverlap(label.box, other.box, LABEL_GAP));
}
