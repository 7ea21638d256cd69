import { type AnalysedVariable, COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { lights } from "../../parts/lit-variable.js";
import { CellMark } from "./changed-cells.js";
import type { EditsInAddress } from "./edits-in-address.js";
import type { FittingEdit } from "./what-if-changes.js";

export interface ChangeListProps {
  readonly variables: readonly AnalysedVariable[];
  readonly edits: readonly FittingEdit[];
  /** Changes of the address that the matrix cannot take. */
  readonly leftOut: number;
  readonly history: EditsInAddress;
  readonly onRemove: (edit: FittingEdit) => void;
}

/** The changes, each with the value it replaces; they are taken back one by one, all at once, or in turn. */
export function ChangeList({ variables, edits, leftOut, history, onRemove }: ChangeListProps) {
  const words = wordsOf(COMPARE_WORDS);
  const { undo, redo, set } = history;
  return (
    <section class="change-list" aria-labelledby="what-if-changes">
      <header class="row">
        <h3 id="what-if-changes" aria-live="polite">
          {words.changes(edits.length)}
        </h3>
        <span class="row">
          <button
            type="button"
            class="button quiet small"
            title={words.undoHint}
            disabled={undo === null}
            onClick={() => undo?.()}
          >
            {words.undo}
          </button>
          <button
            type="button"
            class="button quiet small"
            title={words.redoHint}
            disabled={redo === null}
            onClick={() => redo?.()}
          >
            {words.redo}
          </button>
          {edits.length > 0 && (
            <button type="button" class="button quiet small" onClick={() => set("")}>
              {words.clear}
            </button>
          )}
        </span>
      </header>
      {edits.length === 0 ? (
        <p class="soft">{words.noChangesText}</p>
      ) : (
        <ul>
          {edits.map((edit) => {
            const [from, to] = [variables[edit.row]!, variables[edit.column]!];
            return (
              <li key={`${edit.from} ${edit.to}`} {...lights(edit.from)}>
                <span class="change-name" dir="auto">
                  {`${from.code} ${from.short} → ${to.code} ${to.short}`}
                </span>
                <span class="change-values">
                  <CellMark value={edit.before} /> → <CellMark value={edit.value} />
                </span>
                <button
                  type="button"
                  class="button quiet small"
                  aria-label={words.remove(from.code, to.code)}
                  onClick={() => onRemove(edit)}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {leftOut > 0 && <p class="warning">{words.leftOut(leftOut)}</p>}
    </section>
  );
}
