import { useEffect, useRef } from "preact/hooks";
import { litVariable } from "./lit-variable.js";
import "../style/picture-font.css";
import "./picture.css";

export interface PictureProps {
  /** SVG as the engine draws it; the text of labels in it is escaped by the engine. */
  readonly svg: string;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

/**
 * A picture of the engine. Elements that carry `data-variable` (an id) light up with their variable, wherever it is pointed at, and
 * light it up themselves.
 */
export function Picture({ svg, label }: PictureProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (root.current !== null) root.current.innerHTML = svg;
  }, [svg]);
  const lit = litVariable.value;
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    for (const mark of element.querySelectorAll<SVGElement>("[data-variable]"))
      mark.classList.toggle("lit", mark.dataset["variable"] === lit);
    element.classList.toggle("has-lit", lit !== null && element.querySelector(".lit") !== null);
  }, [lit, svg]);
  const variableAt = (event: Event) =>
    event.target instanceof Element
      ? (event.target.closest<SVGElement>("[data-variable]")?.dataset["variable"] ?? null)
      : null;
  return (
    <div
      ref={root}
      class="picture"
      role="img"
      aria-label={label}
      onPointerOver={(event) => {
        litVariable.value = variableAt(event);
      }}
      onPointerLeave={() => {
        litVariable.value = null;
      }}
    />
  );
}
