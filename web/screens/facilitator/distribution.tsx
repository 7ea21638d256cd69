import { FACILITATOR_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import type { AnswerCount } from "./facilitator-views.js";

export interface DistributionProps {
  readonly distribution: readonly AnswerCount[];
  /** Values of the scale, so that what nobody said has its place. */
  readonly values: readonly (number | "P")[];
}

/** How often each answer was given, as columns. */
export function Distribution({ distribution, values }: DistributionProps) {
  const words = wordsOf(FACILITATOR_WORDS).decide;
  const counts = new Map(distribution.map(({ answer, count }) => [answer, count]));
  const shown = [...new Set<AnswerCount["answer"]>([...values, ...counts.keys()])];
  if (!counts.has("P")) shown.splice(shown.indexOf("P"), shown.includes("P") ? 1 : 0);
  const most = Math.max(1, ...counts.values());
  const text = (answer: AnswerCount["answer"]) => (typeof answer === "number" ? figure(answer) : answer);
  const label = distribution.map(({ answer, count }) => words.count(text(answer), count)).join(", ");
  return (
    <span class="distribution" role="img" aria-label={label} title={label}>
      {shown.map((answer) => {
        const count = counts.get(answer) ?? 0;
        return (
          <span key={answer} class="column" aria-hidden="true">
            <span class="count">{count === 0 ? "" : count}</span>
            <span class="stick" style={{ "--share": String(count / most) }} />
            <span class="answer">{text(answer)}</span>
          </span>
        );
      })}
    </span>
  );
}
