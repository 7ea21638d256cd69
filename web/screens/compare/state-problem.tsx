import { COMPARE_WORDS, PAGE_WORDS } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import type { OfChoice } from "../results/of-choices.js";
import { pairWithoutSnapshot, usualPair } from "./state-pair.js";
import { ToWhatIf } from "./to-what-if.js";

export interface StateProblemProps {
  readonly problem: ApiProblem;
  /** The matrix that is not shown, as the address has it, and what it is called. */
  readonly of: string;
  readonly title: string;
  readonly choices: readonly OfChoice[];
  readonly retry: () => void;
}

/** Problems of an address that names a matrix which is none. */
const UNKNOWN = new Set(["snapshot-unknown", "participant-unknown", "options-invalid"]);

/** Why a matrix is not shown, and the way to one that is. */
export function StateProblem({ problem, of, title, choices, retry }: StateProblemProps) {
  const words = wordsOf(COMPARE_WORDS);
  const isThere = (usualPair(choices) ?? pairWithoutSnapshot(choices)) !== null;
  const other = isThere && (
    <button
      type="button"
      class="button primary"
      onClick={() => setParameters({ a: null, b: null, of: null }, { replace: false })}
    >
      {words.otherPair}
    </button>
  );
  if (UNKNOWN.has(problem.code))
    return (
      <StateMessage title={words.unknownTitle} text={words.unknownText(of)} alert>
        {other}
      </StateMessage>
    );
  if (problem.code === "results-hidden") {
    return (
      <StateMessage title={wordsOf(PAGE_WORDS).states.hiddenTitle} text={words.hiddenText(title)} alert>
        {other || <ToWhatIf choices={choices} />}
      </StateMessage>
    );
  }
  return <ProblemMessage problem={problem} retry={retry} />;
}
