import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { PAGE_WORDS, type Text } from "../../src/index.js";
import { asProblem } from "../api/problem.js";
import { ask, studyPath } from "../api/request.js";
import { textOf, wordsOf } from "../language/language.js";
import { problemText } from "../language/problem-text.js";
import { toast } from "../parts/toasts.js";
import { isAdmin } from "../state/session.js";
import { closeStudy, openStudy, studyState, takePart } from "../state/study.js";
import { LoadingMessage } from "./loading-message.js";
import { ProblemMessage } from "./problem-message.js";
import { StateMessage } from "./state-message.js";

export interface StudyGateProps {
  readonly study: string;
  readonly children: ComponentChildren;
}

/** Opens the study of the address, and shows the screen once it is open. */
export function StudyGate({ study, children }: StudyGateProps) {
  const words = wordsOf(PAGE_WORDS);
  useEffect(() => {
    void openStudy(study);
    return closeStudy;
  }, [study]);
  const state = studyState.value;
  if (state.status === "closed" || state.id !== study || state.status === "loading") return <LoadingMessage />;
  if (state.status === "ready") return children;
  if (state.status === "outside") return <Outside study={study} title={state.title} />;
  const restore = async () => {
    try {
      await ask(studyPath(study, "/restore"), { method: "POST" });
    } catch (error) {
      return void toast({ kind: "error", text: problemText(asProblem(error)) });
    }
    await openStudy(study);
  };
  return (
    <ProblemMessage problem={state.problem} retry={() => void openStudy(study)}>
      {state.problem.code === "study-deleted" && isAdmin() && (
        <button type="button" class="button" onClick={() => void restore()}>
          {words.states.restore}
        </button>
      )}
    </ProblemMessage>
  );
}

/** For an admin: to read or change a study is to be among its people, and the others see that he is. */
function Outside({ study, title }: { readonly study: string; readonly title: Text }) {
  const words = wordsOf(PAGE_WORDS);
  const enter = async () => {
    try {
      await takePart(study);
      await openStudy(study);
    } catch (error) {
      toast({ kind: "error", text: problemText(asProblem(error)) });
    }
  };
  return (
    <StateMessage title={textOf(title)} text={words.states.outsideText}>
      <button type="button" class="button primary" onClick={() => void enter()}>
        {words.states.takePart}
      </button>
      <a class="button" href="/">
        {words.back}
      </a>
    </StateMessage>
  );
}
