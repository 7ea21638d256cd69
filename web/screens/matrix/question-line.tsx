import type { ReadonlySignal } from "@preact/signals";
import { SCORING_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface QuestionLineProps {
  readonly opened: OpenedBoard;
  readonly current: ReadonlySignal<number>;
}

/** The question that the current cell answers, as a sentence, and how much is answered. */
export function QuestionLine({ opened, current }: QuestionLineProps) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study } = opened;
  const { variables } = study;
  const index = current.value;
  const from = isolated(textOf(variables[Math.floor(index / board.size)]!.label));
  const to = isolated(textOf(variables[index % board.size]!.label));
  const all = board.size * (board.size - 1);
  return (
    <div class="question-line">
      <p class="question" dir="auto">
        {words.question(from, to)}
      </p>
      <p class="answered">
        <progress max={all} value={board.answered.value} aria-label={words.progress} />
        <span>{words.answeredOf(figure(board.answered.value), figure(all))}</span>
      </p>
    </div>
  );
}
