import type { LabelCandidate } from "./label-candidates.js";
/** Gap between two labels, in px. */
export declare const LABEL_GAP = 2;
/** Cost of two leaders that cross. */
export declare const LEADER_ON_LEADER = 8;
/** Cost two chosen labels make each other. */
export declare function conflict(a: LabelCandidate, b: LabelCandidate): number;
/** Cost of a label in its place: its own, and its conflicts with the others; may stop adding once past `limit`. */
export declare function costAmong(
  index: number,
  candidate: LabelCandidate,
  chosen: readonly (LabelCandidate | null)[],
  limit?: number,
): number;
/** Cost of some labels: their own, and each conflict with any label once. */
export declare function groupCost(indices: readonly number[], chosen: readonly (LabelCandidate | null)[]): number;
/** Whether a label covers any of the others. */
export declare function overlapsAny(
  index: number,
  label: LabelCandidate,
  chosen: readonly (LabelCandidate | null)[],
): boolean;
