import type { ComponentChildren } from "preact";
import { RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import type { OpenStudy } from "../../state/study.js";
import { type MatrixOf, useMatrixOf } from "./matrix-of.js";
import { type OfChoice, useOfChoices } from "./of-choices.js";

export interface ResultGateProps {
  readonly study: OpenStudy;
  readonly of: string;
  readonly children: (matrix: MatrixOf, choices: readonly OfChoice[]) => ComponentChildren;
}

/** Shows what is made of a matrix once it is there; where it is hidden, says so, and offers what may be seen. */
export function ResultGate({ study, of, children }: ResultGateProps) {
  const words = wordsOf(RESULTS_WORDS);
  const choices = useOfChoices(study);
  const { matrix, problem, retry } = useMatrixOf(study, of);
  if (study.variables.length === 0) return <StateMessage title={words.noVariablesTitle} text={words.noVariablesText} />;
  if (problem !== null && (matrix === null || problem.code !== "offline")) {
    const own = choices.find((choice) => choice.of === `contribution:${study.participant}`);
    const snapshot = choices.findLast((choice) => choice.of.startsWith("snapshot:"));
    const go = (choice: OfChoice) => setParameters({ of: choice.of }, { replace: false });
    const isHidden = problem.code === "results-hidden";
    return (
      <ProblemMessage problem={problem} retry={retry}>
        {isHidden && own !== undefined && own.of !== of && (
          <button type="button" class="button" onClick={() => go(own)}>
            {words.seeOwn}
          </button>
        )}
        {isHidden && snapshot !== undefined && snapshot.of !== of && (
          <button type="button" class="button" onClick={() => go(snapshot)}>
            {snapshot.title}
          </button>
        )}
      </ProblemMessage>
    );
  }
  if (matrix === null) return <LoadingMessage />;
  return <>{children(matrix, choices)}</>;
}
