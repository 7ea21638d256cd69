import { type Class, COMMON_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";

const SHAPES: Readonly<Record<Class, string>> = {
  motor: "M8 1.5 15 14H1z",
  relay: "M8 0.5 15.5 8 8 15.5 0.5 8z",
  dependent: "M2 2h12v12H2z",
  autonomous: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
};

export interface ClassMarkProps {
  readonly of: Class | null;
  /** Whether its name stands beside it, rather than only being heard. @default false */
  readonly named?: boolean;
}

/** The mark of a class: its shape and its colour, with its name. */
export function ClassMark({ of, named = false }: ClassMarkProps) {
  const name = of === null ? wordsOf(RESULTS_WORDS).noClass : wordsOf(COMMON_WORDS).classes[of];
  return (
    <span class="class-mark" title={named ? undefined : name}>
      <svg viewBox="0 0 16 16" aria-hidden="true" class={of ?? "none"}>
        <path d={of === null ? SHAPES.autonomous : SHAPES[of]} />
      </svg>
      <span class={named ? undefined : "aside"}>{name}</span>
    </span>
  );
}
