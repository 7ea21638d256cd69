/** A rectangle with its top left corner at (x, y); y grows downwards. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
/** Whether two rectangles come closer than `gap`; touching at exactly `gap` is apart. */
export declare function boxesOverlap(a: Box, b: Box, gap?: number): boolean;
/** Whether `outer` holds all of `inner`. */
export declare function boxContains(outer: Box, inner: Box): boolean;
/** Whether a segment enters a rectangle (Liang and Barsky's clipping). */
export declare function segmentEntersBox(segment: Segment, box: Box): boolean;
/** Whether two segments cross in a point inside both. */
export declare function segmentsCross(a: Segment, b: Segment): boolean;
/** Distance from a point to the nearest point of a rectangle; 0 inside. */
export declare function distanceToBox(x: number, y: number, box: Box): number;
