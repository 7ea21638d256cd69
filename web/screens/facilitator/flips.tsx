import { COMMON_WORDS, FACILITATOR_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { openedStudy } from "../../state/study.js";
import type { AgendaCell } from "./facilitator-views.js";

type Flip = AgendaCell["flips"][number];

export interface FlipsProps {
  readonly flips: readonly Flip[];
  /** How many are shown before the others are asked for. @default all */
  readonly most?: number;
}

/** The classes that another answer would change, each with the planes in which it does. */
export function Flips({ flips, most = flips.length }: FlipsProps) {
  const words = wordsOf(FACILITATOR_WORDS).agenda;
  const { classes } = wordsOf(COMMON_WORDS);
  const { variables } = openedStudy.value;
  const codeOf = (id: string) => variables.find((variable) => variable.id === id)?.code ?? id;
  const className = (name: Flip["from"]) => (name === null ? "–" : classes[name].toLowerCase());
  const planes = new Map<string, Flip["plane"][]>();
  for (const { answer, id, from, to, plane } of flips) {
    const text = words.flip(figure(answer), codeOf(id), className(from), className(to));
    planes.set(text, [...(planes.get(text) ?? []), plane]);
  }
  if (planes.size === 0) return <span class="soft">{words.noFlip}</span>;
  const lines = [...planes].map(([text, inPlanes]) => (
    <li key={text}>
      {text} <span class="soft">({[...new Set(inPlanes)].map((plane) => words.planes[plane]).join(", ")})</span>
    </li>
  ));
  return (
    <>
      <ul class="flips">{lines.slice(0, most)}</ul>
      {lines.length > most && (
        <details class="flips-more">
          <summary>{words.more(lines.length - most)}</summary>
          <ul class="flips">{lines.slice(most)}</ul>
        </details>
      )}
    </>
  );
}
