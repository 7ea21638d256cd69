import { SCORING_WORDS } from "../../src/index.js";
import { isolated } from "../language/isolated.js";
import { textOf, wordsOf } from "../language/language.js";
import { Dialog } from "../parts/dialog.js";
import { valueAndMeaning } from "./answer-scale.js";
import { type ScoredCell, sameNote } from "./cell.js";
import type { OpenedBoard } from "./opened-board.js";
import "./conflict-dialog.css";

export interface ConflictDialogProps {
  readonly opened: OpenedBoard;
  readonly onClose: () => void;
}

/** The cells that changed here and elsewhere, both values side by side; the person chooses. */
export function ConflictDialog({ opened, onClose }: ConflictDialogProps) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study } = opened;
  const conflicts = board.conflicts.value;
  const settleAll = (choice: "yours" | "theirs") => {
    for (const { index } of conflicts) board.settle(index, choice);
    onClose();
  };
  const value = ({ value }: ScoredCell) => valueAndMeaning(value, study.scale);
  const note = (cell: ScoredCell, other: ScoredCell) =>
    !sameNote(cell.note, other.note) && (
      <span class="conflict-note" dir="auto">
        {cell.note === null ? words.noNote : textOf(cell.note)}
      </span>
    );
  const confidence = (cell: ScoredCell, other: ScoredCell) =>
    cell.value !== null &&
    cell.confidence !== other.confidence && (
      <span class="soft">{cell.confidence === null ? words.confidenceNone : words.confidences[cell.confidence]}</span>
    );
  return (
    <Dialog title={words.conflictsTitle} onClose={onClose}>
      <p>{words.conflictsText}</p>
      <ul class="conflicts">
        {conflicts.map(({ index, yours, theirs }) => {
          const from = isolated(textOf(study.variables[Math.floor(index / board.size)]!.label));
          const to = isolated(textOf(study.variables[index % board.size]!.label));
          const settle = (choice: "yours" | "theirs") => {
            board.settle(index, choice);
            if (conflicts.length === 1) onClose();
          };
          return (
            <li key={index}>
              <p dir="auto">
                {from} → {to}
              </p>
              <div class="row">
                <button type="button" class="button" onClick={() => settle("yours")}>
                  <span class="soft">{words.mine}</span> {value(yours)} {confidence(yours, theirs)}{" "}
                  {note(yours, theirs)}
                </button>
                <button type="button" class="button" onClick={() => settle("theirs")}>
                  <span class="soft">{words.theirs}</span> {value(theirs)} {confidence(theirs, yours)}{" "}
                  {note(theirs, yours)}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      {conflicts.length > 1 && (
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => settleAll("theirs")}>
            {words.allTheirs}
          </button>
          <button type="button" class="button primary" onClick={() => settleAll("yours")}>
            {words.allMine}
          </button>
        </div>
      )}
    </Dialog>
  );
}
