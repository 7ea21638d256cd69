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
export function boxesOverlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** Whether `outer` holds all of `inner`. */
export function boxContains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether a segment enters a rectangle (Liang and Barsky's clipping). */
export function segmentEntersBox(segment: Segment, box: Box): boolean {
  const { x1, y1, x2, y2 } = segment;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  if ((x1 <= box.x && x2 <= box.x) || (x1 >= right && x2 >= right)) return false;
  if ((y1 <= box.y && y2 <= box.y) || (y1 >= bottom && y2 >= bottom)) return false;
  let enter = 0;
  let leave = 1;
  if (x1 !== x2) {
    const a = (box.x - x1) / (x2 - x1);
    const b = (right - x1) / (x2 - x1);
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  if (y1 !== y2) {
    const a = (box.y - y1) / (y2 - y1);
    const b = (bottom - y1) / (y2 - y1);
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}

/** Whether two segments cross in a point inside both. */
export function segmentsCross(a: Segment, b: Segment): boolean {
  return sideOf(a, b.x1, b.y1) * sideOf(a, b.x2, b.y2) < 0 && sideOf(b, a.x1, a.y1) * sideOf(b, a.x2, a.y2) < 0;
}

/** Sign of the side of the segment's line on which a point lies. */
function sideOf(line: Segment, x: number, y: number): number {
  return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1);
}

/** Distance from a point to the nearest point of a rectangle; 0 inside. */
export function distanceToBox(x: number, y: number, box: Box): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.sqrt(dx * dx + dy * dy);
}
