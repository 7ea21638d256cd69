import { element, formatCoordinate } from "./svg-text.js";

export interface ArrowStyle {
  readonly colour: string;
  readonly width: number;
  readonly dashed?: boolean;
  /** Length of the head in px. */
  readonly head: number;
  /** Sideways bend of the middle as a part of the length; 0 is straight. */
  readonly bend?: number;
}

/** An arrow from (x1, y1) to its tip at (x2, y2), drawn without markers or ids so that pictures can stand together in one page. */
export function arrow(x1: number, y1: number, x2: number, y2: number, style: ArrowStyle): string {
  const { colour, width, head, dashed = false, bend = 0 } = style;
  const cx = (x1 + x2) / 2 - (y2 - y1) * bend;
  const cy = (y1 + y2) / 2 + (x2 - x1) * bend;
  const length = Math.sqrt((x2 - cx) ** 2 + (y2 - cy) ** 2) || 1;
  const ux = (x2 - cx) / length;
  const uy = (y2 - cy) / length;
  const baseX = x2 - ux * head;
  const baseY = y2 - uy * head;
  const f = formatCoordinate;
  const curve = bend === 0 ? `L${f(baseX)} ${f(baseY)}` : `Q${f(cx)} ${f(cy)} ${f(baseX)} ${f(baseY)}`;
  const wing = head * 0.42;
  const corners = [
    `${f(x2)},${f(y2)}`,
    `${f(baseX - uy * wing)},${f(baseY + ux * wing)}`,
    `${f(baseX + uy * wing)},${f(baseY - ux * wing)}`,
  ];
  return (
    element("path", {
      d: `M${f(x1)} ${f(y1)}${curve}`,
      fill: "none",
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": dashed ? "5 3" : undefined,
    }) + element("polygon", { points: corners.join(" "), fill: colour })
  );
}
