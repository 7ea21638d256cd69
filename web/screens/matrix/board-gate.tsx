import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { SCORING_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { screenAddress } from "../../router/route.js";
import { boardState, forgetBoard, type OpenedBoard, useBoardOf } from "../../scoring/opened-board.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import { openedStudy } from "../../state/study.js";

export interface BoardGateProps {
  /** Whose cells: `contribution:ID`, or null for what one works on by default. */
  readonly of: string | null;
  readonly children: (opened: OpenedBoard) => ComponentChildren;
}

/** Opens the cells of the study and shows what is made of them; without two variables there is nothing to score. */
export function BoardGate({ of, children }: BoardGateProps) {
  const words = wordsOf(SCORING_WORDS);
  const study = openedStudy.value;
  const hasPairs = study.variables.length > 1;
  useEffect(() => {
    if (hasPairs) void useBoardOf(study, of);
  }, [study, of, hasPairs]);
  if (!hasPairs) {
    const isFacilitator = study.role === "facilitator";
    return (
      <StateMessage
        title={study.variables.length === 1 ? words.oneVariableTitle : words.noVariablesTitle}
        text={isFacilitator ? words.noVariablesText : words.noVariablesWait}
      >
        {isFacilitator && (
          <a class="button primary" href={screenAddress(study.id, "variables")}>
            {words.toVariables}
          </a>
        )}
      </StateMessage>
    );
  }
  const state = boardState.value;
  if (state.status === "failed") {
    const again = () => {
      forgetBoard();
      void useBoardOf(study, of);
    };
    return <ProblemMessage problem={state.problem} retry={again} />;
  }
  return state.status === "loading" ? <LoadingMessage /> : children(state.opened);
}
