import type { ComponentChildren } from "preact";
import { PAGE_WORDS, type PageWords } from "../../src/index.js";
import type { ApiProblem } from "../api/problem.js";
import { wordsOf } from "../language/language.js";
import { problemText } from "../language/problem-text.js";
import { StateMessage } from "./state-message.js";

type StateWords = PageWords["states"];

/** The title and text of a refusal that stops a whole screen. */
function problemTexts(problem: ApiProblem, states: StateWords): { title: string; text: string } {
  const known: Readonly<Record<string, readonly [string, string]>> = {
    offline: [states.offlineTitle, states.offlineText],
    unauthenticated: [states.unauthenticatedTitle, states.unauthenticatedText],
    forbidden: [states.forbiddenTitle, states.forbiddenText],
    "results-hidden": [states.hiddenTitle, states.hiddenText],
    "study-unknown": [states.unknownTitle, states.unknownText],
    "study-deleted": [states.deletedTitle, states.deletedText],
    "rate-limited": [states.busyTitle, states.busyText],
    "server-busy": [states.busyTitle, states.busyText],
    "storage-unavailable": [states.storageTitle, states.storageText],
    "storage-full": [states.storageTitle, states.storageText],
  };
  const [title, text] = known[problem.code] ?? [states.failedTitle, problemText(problem)];
  return { title, text };
}

export interface ProblemMessageProps {
  readonly problem: ApiProblem;
  /** Tries what failed once more. */
  readonly retry?: () => void;
  readonly children?: ComponentChildren;
}

/** The designed answer to whatever keeps a screen from being shown. */
export function ProblemMessage({ problem, retry, children }: ProblemMessageProps) {
  const words = wordsOf(PAGE_WORDS);
  const { title, text } = problemTexts(problem, words.states);
  return (
    <StateMessage title={title} text={text} alert>
      {retry !== undefined && (
        <button type="button" class="button primary" onClick={retry}>
          {words.retry}
        </button>
      )}
      {children}
      <a class="button" href="/">
        {words.back}
      </a>
    </StateMessage>
  );
}
