import { COMPARE_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Compared, isUnmoved, variableNamer } from "./compared.js";

export interface SummaryProps {
  readonly compared: Compared;
  /** Whether another answer is on its way. */
  readonly busy: boolean;
  /** Said where nothing differs. */
  readonly nothing: string;
}

/** What differs, in a sentence or two, heard as it changes. */
export function Summary({ compared, busy, nothing }: SummaryProps) {
  const words = wordsOf(COMPARE_WORDS);
  const { moves, before, after } = compared;
  const { cells, classes, power, added, removed } = moves;
  const nameOf = variableNamer(compared);
  const names = (ids: readonly string[]) =>
    ids
      .map(nameOf)
      .map(({ code, short }) => `${code} ${short}`)
      .join(", ");
  const count = (plane: "direct" | "indirect") => classes.filter((moved) => moved.plane === plane).length;
  const powerOf = (value: number, head: string) => words.sum.powerOf(figure(value), head);
  const powerText =
    power.before === null || power.after === null
      ? null
      : power.before === power.after
        ? words.sum.samePower(figure(power.after))
        : words.sum.power(powerOf(power.before, before.head), powerOf(power.after, after.head));
  const text = words.sum.whole(
    words.sum.cells(cells.length, figure(cells.length)),
    words.sum.direct(count("direct")),
    words.sum.indirect(count("indirect")),
    powerText,
  );
  return (
    <section class="summary card" aria-label={words.summary} aria-busy={busy} aria-live="polite">
      <p class="sum">{isUnmoved(moves) ? nothing : text}</p>
      {removed.length > 0 && <p dir="auto">{words.onlyIn(before.head, names(removed))}</p>}
      {added.length > 0 && <p dir="auto">{words.onlyIn(after.head, names(added))}</p>}
    </section>
  );
}
