import { useLayoutEffect, useState } from "preact/hooks";
import { presentation } from "../../shell/presentation.js";

/** On a phone a picture stands upright: the key of its codes takes room of its own. */
const LEAST_HEIGHT = 560;

/** Part of the window that a picture fills on a projector: it is seen whole. */
const PROJECTED = 0.8;

const LEAST_WIDTH = 480;
const MOST_WIDTH = 1600;
/** Pictures are drawn anew only when their place changes by as much. */
const STEP = 20;

/** The width at which to draw in an element, 0 before it is known. */
export function useWidth(root: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = root.current!;
    const measure = () => {
      const size = Math.floor(element.clientWidth / STEP) * STEP;
      setWidth(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, size)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** The height at which to draw a picture of a width and a shape (height ÷ width). */
export function heightFor(width: number, shape: number, place: HTMLElement | null): number {
  const height = Math.max(LEAST_HEIGHT, Math.round(width * shape));
  if (!presentation.value || place === null) return height;
  // Within main, where a projector enlarges, a pixel is as many of the window.
  const enlarged = place.getBoundingClientRect().width / Math.max(1, place.clientWidth);
  return Math.min(height, Math.round((PROJECTED * window.innerHeight) / enlarged));
}
