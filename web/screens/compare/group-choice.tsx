import { type Aggregate, COMPARE_WORDS, type Contribution } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import type { Participant } from "../facilitator/facilitator-views.js";

export interface GroupChoiceProps {
  readonly head: string;
  readonly experts: readonly Participant[];
  readonly contributions: readonly Contribution[];
  readonly chosen: readonly string[];
  /** What the group says together; null while it is worked out, and for nobody. */
  readonly said: Aggregate | null;
  readonly onChoose: (ids: readonly string[]) => void;
}

/** Who is in a group, and how much the group has said. */
export function GroupChoice({ head, experts, contributions, chosen, said, onChoose }: GroupChoiceProps) {
  const words = wordsOf(COMPARE_WORDS);
  const weighs = experts.some(({ weight }) => weight !== experts[0]!.weight);
  const silent = new Set(
    contributions
      .filter(({ answers }) => answers.every((row) => row.every((answer) => answer === null)))
      .map(({ id }) => id),
  );
  const toggle = (id: string, isIn: boolean) =>
    onChoose(experts.flatMap((expert) => ((expert.id === id ? isIn : chosen.includes(expert.id)) ? [expert.id] : [])));
  return (
    <fieldset class="card group">
      <legend>
        {head} <span class="rows-count">{words.experts(chosen.length)}</span>
      </legend>
      <div class="group-list">
        {experts.map(({ id, name, weight }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span dir="auto">{name}</span>
            {weighs && <span class="soft">{words.weight(figure(weight))}</span>}
            {silent.has(id) && <span class="soft">{words.noneOfExpert}</span>}
          </label>
        ))}
      </div>
      <p class="soft" aria-live="polite">
        {chosen.length === 0 ? words.groupNone(head) : said !== null && saidText(said)}
      </p>
    </fieldset>
  );
}

function saidText({ answers, direct }: Aggregate): string {
  const judgements = answers.flat().reduce((sum, count) => sum + count, 0);
  const filled = direct.flat().filter((cell) => cell !== null).length;
  const size = direct.length;
  return wordsOf(COMPARE_WORDS).groupSaid(judgements, figure(judgements), figure(filled), figure(size * (size - 1)));
}
