import { useState } from "preact/hooks";
import { PAGE_WORDS, SCORING_WORDS } from "../../src/index.js";
import { isolated } from "../language/isolated.js";
import { language, textOf, wordsOf } from "../language/language.js";
import { reworded } from "../language/reworded.js";
import { Dialog } from "../parts/dialog.js";
import { valueAndMeaning } from "./answer-scale.js";
import type { OpenedBoard } from "./opened-board.js";

export interface NoteDialogProps {
  readonly opened: OpenedBoard;
  readonly index: number;
  readonly onClose: () => void;
}

/** Most letters that the server takes. */
const MAX_NOTE = 2000;

/** Why a cell holds what it holds. Ctrl+Enter saves. */
export function NoteDialog({ opened, index, onClose }: NoteDialogProps) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study, of } = opened;
  const cell = board.cellAt(index);
  const before = cell.note === null ? "" : textOf(cell.note);
  const [text, setText] = useState(before);
  const from = study.variables[Math.floor(index / board.size)]!;
  const to = study.variables[index % board.size]!;
  const save = () => {
    const isChanged = text.trim() !== before.trim();
    if (board.canEdit && isChanged)
      board.edit([{ index, cell: { ...cell, note: reworded(cell.note, language.value, text) } }]);
    onClose();
  };
  return (
    <Dialog title={words.noteOf(isolated(from.code), isolated(to.code))} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p class="soft" dir="auto">
          {words.cellLabel(
            isolated(textOf(from.label)),
            isolated(textOf(to.label)),
            valueAndMeaning(cell.value, study.scale),
          )}
        </p>
        <label class="field">
          <span>{of === "consensus" ? words.reason : words.note}</span>
          <textarea
            rows={5}
            dir="auto"
            maxLength={MAX_NOTE}
            readOnly={!board.canEdit}
            value={text}
            autoFocus
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
            }}
          />
          <span class="hint">{of === "consensus" ? words.reasonHint : words.noteHint}</span>
        </label>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {wordsOf(PAGE_WORDS).cancel}
          </button>
          <button type="submit" class="button primary" disabled={!board.canEdit}>
            {words.noteSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
