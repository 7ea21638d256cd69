import { SCORING_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { valueAndMeaning } from "../../scoring/answer-scale.js";
import type { Confidence } from "../../scoring/cell.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface AnswerBesideProps {
  readonly opened: OpenedBoard;
  readonly index: number;
  /** Whether its pair is no longer the one that is asked, and has to be named. */
  readonly isPast: boolean;
  readonly onNote: () => void;
}

/** What stands beside an answer that is given: how sure one is of it, and why. */
export function AnswerBeside({ opened, index, isPast, onNote }: AnswerBesideProps) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study } = opened;
  const cell = board.cellAt(index);
  const code = (position: number) => study.variables[position]!.code;
  const pair = `${code(Math.floor(index / board.size))} → ${code(index % board.size)}`;
  return (
    <fieldset class="question-confidence" data-pair={pair}>
      <legend>{isPast ? words.pastAnswer(pair, valueAndMeaning(cell.value, study.scale)) : words.confidence}</legend>
      {([1, 2, 3] as const).map((level: Confidence) => (
        <button
          key={level}
          type="button"
          class="button small"
          aria-pressed={cell.confidence === level}
          onClick={() =>
            board.edit([{ index, cell: { ...cell, confidence: cell.confidence === level ? null : level } }])
          }
        >
          {level} · {words.confidences[level]}
        </button>
      ))}
      <button type="button" class="button small" onClick={onNote}>
        {words.note}
        {cell.note !== null && ` · ${words.withNote}`}{" "}
        <span class="key" aria-hidden="true">
          <kbd>N</kbd>
        </span>
      </button>
    </fieldset>
  );
}
