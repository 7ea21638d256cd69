import { COMPARE_WORDS, RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import type { OpenStudy } from "../../state/study.js";
import { useMatrixOf } from "../results/matrix-of.js";
import type { OfChoice } from "../results/of-choices.js";
import { titleOf, useCompareChoices } from "./compare-choices.js";
import { StateProblem } from "./state-problem.js";
import { StateSelect } from "./state-select.js";
import { WhatIf } from "./what-if.js";

/** One matrix before and after changes that are only tried; matrix and changes are in the address. */
export function WhatIfWay({ study }: { readonly study: OpenStudy }) {
  const words = wordsOf(COMPARE_WORDS);
  const { choices, problem, reload } = useCompareChoices(study);
  if (choices === null)
    return problem === null ? <LoadingMessage /> : <ProblemMessage problem={problem} retry={() => void reload()} />;
  const of = parameters.value.get("of") ?? choices[0]?.of ?? null;
  if (of === null) return <StateMessage title={words.fewStatesTitle} text={words.fewStatesReader} />;
  return (
    <>
      <div class="pair no-print">
        <StateSelect
          label={words.startFrom}
          of={of}
          choices={choices}
          onChoose={(next) => setParameters({ of: next === choices[0]?.of ? null : next }, { replace: false })}
        />
        <p class="note">{words.neverSaved}</p>
      </div>
      <Started key={of} study={study} of={of} choices={choices} />
    </>
  );
}

interface StartedProps {
  readonly study: OpenStudy;
  readonly of: string;
  readonly choices: readonly OfChoice[];
}

function Started({ study, of, choices }: StartedProps) {
  const results = wordsOf(RESULTS_WORDS);
  const { matrix, problem, retry } = useMatrixOf(study, of);
  const title = titleOf(of, choices);
  if (problem !== null && (matrix === null || problem.code !== "offline"))
    return <StateProblem problem={problem} of={of} title={title} choices={choices} retry={retry} />;
  if (matrix === null) return <LoadingMessage />;
  const variables = (matrix.source as { readonly variables: OpenStudy["variables"] }).variables;
  if (variables.length < 2) return <StateMessage title={results.noVariablesTitle} text={results.noVariablesText} />;
  return <WhatIf study={study} matrix={matrix} variables={variables} title={title} />;
}
