import type { ReadonlySignal } from "@preact/signals";
import { SCORING_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { colourOf, meaningOf, scaleValues } from "../../scoring/answer-scale.js";
import { BLANK, type CellValue, valueText } from "../../scoring/cell.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface ScoreBarProps {
  readonly opened: OpenedBoard;
  readonly current: ReadonlySignal<number>;
  readonly isLocked: (index: number) => boolean;
  readonly onScore: (value: CellValue) => void;
  readonly onConfidence: () => void;
  readonly onNote: () => void;
}

/** The values of the scale as buttons, for those who score by hand, and a legend for all. */
export function ScoreBar({ opened, current, isLocked, onScore, onConfidence, onNote }: ScoreBarProps) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study, of } = opened;
  const index = current.value;
  // Read so that the bar follows what changes in the cell.
  board.version.value;
  const cell = board.cellAt(index) ?? BLANK;
  const locked = isLocked(index);
  const values: readonly CellValue[] = [
    ...scaleValues(study.scale).map(({ value }) => value),
    ...(of === "consensus" ? [] : (["?"] as const)),
  ];
  return (
    <fieldset class="score-bar" aria-label={words.yourAnswer}>
      {values.map((value) => (
        <button
          key={String(value)}
          type="button"
          class="score-button"
          data-value={String(colourOf(value, study.scale))}
          aria-pressed={cell.value === value}
          disabled={locked}
          title={meaningOf(value, study.scale)}
          aria-label={`${valueText(value)}, ${meaningOf(value, study.scale)}`}
          onClick={() => onScore(value)}
        >
          {valueText(value)}
        </button>
      ))}
      <button
        type="button"
        class="button small quiet"
        disabled={locked || cell.value === null}
        onClick={() => onScore(null)}
      >
        {words.clear}
      </button>
      <button
        type="button"
        class="button small quiet"
        disabled={locked || cell.value === null}
        title={cell.confidence === null ? words.confidenceNone : words.confidences[cell.confidence]}
        onClick={onConfidence}
      >
        {words.confidence} <span class="dots" data-confidence={cell.confidence ?? 0} aria-hidden="true" />
        <span class="aside">{cell.confidence ?? words.confidenceNone}</span>
      </button>
      <button type="button" class="button small quiet" disabled={cell.value === null} onClick={onNote}>
        {words.note}
        {cell.note !== null && <span class="aside">{words.withNote}</span>}
        {cell.note !== null && <span aria-hidden="true">•</span>}
      </button>
    </fieldset>
  );
}
