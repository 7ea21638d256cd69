import type { Class } from "../../structure/plane.js";
import { element, formatCoordinate } from "./svg-text.js";

/** Colours of Okabe and Ito (2008), told apart by colour-blind readers too; each class has a shape as well. */
export const CLASS_COLOURS: Readonly<Record<Class, string>> = {
  motor: "#0072B2",
  relay: "#D55E00",
  dependent: "#009E73",
  autonomous: "#6B6B6B",
};

/** The same colours as a tint for the background of a quadrant. */
export const CLASS_TINTS: Readonly<Record<Class, string>> = {
  motor: "#f2f8fc",
  relay: "#fdf6f0",
  dependent: "#f0f9f6",
  autonomous: "#f6f6f6",
};

/** The same colours half-way to white, for surfaces that carry dark text or a mark. */
export const CLASS_FILLS: Readonly<Record<Class, string>> = {
  motor: "#85BBDB",
  relay: "#EDB384",
  dependent: "#85D1BB",
  autonomous: "#BDBDBD",
};

/** Colour of a variable without a class. */
const NO_CLASS_COLOUR = "#444444";

/** Half the width of the largest mark at size 1. */
export const MARK_RADIUS = 7;

/** The mark of a class centred on (x, y): ▲ motor, ◆ relay, ■ dependent, ● autonomous, a ring without class. `title` shows on hover. */
export function classMark(name: Class | null, x: number, y: number, scale = 1, title = ""): string {
  const place = (points: readonly (readonly [number, number])[]) =>
    points.map(([dx, dy]) => `${formatCoordinate(x + dx * scale)},${formatCoordinate(y + dy * scale)}`).join(" ");
  const style = { fill: name === null ? "#ffffff" : CLASS_COLOURS[name], stroke: "#ffffff", "stroke-width": 1.2 };
  const shapes: Readonly<Record<Class, () => string>> = {
    motor: () =>
      element(
        "polygon",
        {
          points: place([
            [0, -7],
            [6.8, 5.4],
            [-6.8, 5.4],
          ]),
          ...style,
        },
        title,
      ),
    relay: () =>
      element(
        "polygon",
        {
          points: place([
            [0, -7.6],
            [7.6, 0],
            [0, 7.6],
            [-7.6, 0],
          ]),
          ...style,
        },
        title,
      ),
    dependent: () =>
      element(
        "rect",
        { x: x - 5.8 * scale, y: y - 5.8 * scale, width: 11.6 * scale, height: 11.6 * scale, ...style },
        title,
      ),
    autonomous: () => element("circle", { cx: x, cy: y, r: 6.2 * scale, ...style }, title),
  };
  if (name !== null) return shapes[name]();
  return element(
    "circle",
    { cx: x, cy: y, r: 5.5 * scale, ...style, stroke: NO_CLASS_COLOUR, "stroke-width": 2 },
    title,
  );
}
