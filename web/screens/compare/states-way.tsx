import { COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import { useMatrixOf } from "../results/matrix-of.js";
import type { OfChoice } from "../results/of-choices.js";
import { titleOf, useCompareChoices } from "./compare-choices.js";
import { Comparison } from "./comparison.js";
import { NoStates } from "./no-states.js";
import { type StatePair, usualPair } from "./state-pair.js";
import { StateProblem } from "./state-problem.js";
import { StateSelect } from "./state-select.js";

/** Any two matrices of the study that one may see; the pair is in the address. */
export function StatesWay({ study }: { readonly study: OpenStudy }) {
  const { choices, problem, reload } = useCompareChoices(study);
  if (choices === null)
    return problem === null ? <LoadingMessage /> : <ProblemMessage problem={problem} retry={() => void reload()} />;
  const usual = usualPair(choices);
  const [a, b] = [parameters.value.get("a"), parameters.value.get("b")];
  const before = a ?? usual?.before ?? null;
  const after = b ?? (before === usual?.after ? usual?.before : usual?.after) ?? null;
  if (before === null || after === null) return <NoStates study={study} choices={choices} onTaken={reload} />;
  return <Pair study={study} choices={choices} pair={{ before, after }} />;
}

interface PairProps {
  readonly study: OpenStudy;
  readonly choices: readonly OfChoice[];
  readonly pair: StatePair;
}

function Pair({ study, choices, pair }: PairProps) {
  const words = wordsOf(COMPARE_WORDS);
  const heads = words.heads.states;
  const choose = (next: StatePair) => setParameters({ a: next.before, b: next.after }, { replace: false });
  const titles = { before: titleOf(pair.before, choices), after: titleOf(pair.after, choices) };
  return (
    <>
      <div class="pair no-print">
        <StateSelect
          label={heads.before}
          of={pair.before}
          choices={choices}
          onChoose={(before) => choose({ ...pair, before })}
        />
        <button
          type="button"
          class="button swap"
          title={words.swap}
          aria-label={words.swap}
          onClick={() => choose({ before: pair.after, after: pair.before })}
        >
          <span aria-hidden="true">⇄</span>
        </button>
        <StateSelect
          label={heads.after}
          of={pair.after}
          choices={choices}
          onChoose={(after) => choose({ ...pair, after })}
        />
      </div>
      {pair.before === pair.after ? (
        <p class="note">{words.sameOf}</p>
      ) : (
        <ComparedPair
          key={`${pair.before} ${pair.after}`}
          study={study}
          choices={choices}
          pair={pair}
          titles={titles}
        />
      )}
    </>
  );
}

interface ComparedPairProps extends PairProps {
  readonly titles: StatePair;
}

function ComparedPair({ study, choices, pair, titles }: ComparedPairProps) {
  const heads = wordsOf(COMPARE_WORDS).heads.states;
  const [before, after] = [useMatrixOf(study, pair.before), useMatrixOf(study, pair.after)];
  for (const [side, { matrix, problem, retry }] of [
    ["before", before],
    ["after", after],
  ] as const) {
    // A matrix that was read stays while the server is away.
    if (problem === null || (matrix !== null && problem.code === "offline")) continue;
    return <StateProblem problem={problem} of={pair[side]} title={titles[side]} choices={choices} retry={retry} />;
  }
  if (before.matrix === null || after.matrix === null) return <LoadingMessage />;
  return (
    <Comparison
      study={study}
      before={{ head: heads.before, title: titles.before, matrix: before.matrix }}
      after={{ head: heads.after, title: titles.after, matrix: after.matrix }}
    />
  );
}
