import { type Box, type Segment } from "./geometry.js";
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
  readonly lines: readonly (Segment & {
    readonly cost: number;
  })[];
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
/** Cost of a px of distance. */
export declare const DISTANCE_COST: number;
/** The places of one label that cover nothing fixed, cheapest first: sixteen directions, a dozen distances, each wrap. */
export declare function listCandidates(scene: LabelScene, index: number): LabelCandidate[];
/** The label at a box with what the fixed parts of the picture make it cost, or null where it may not stand. */
export declare function candidateAt(
  scene: LabelScene,
  index: number,
  variant: LabelVariant,
  box: Box,
  direction: number,
): LabelCandidate | null;
