import { PAGE_WORDS, SCORING_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import { scaleValues } from "../../scoring/answer-scale.js";
import type { EditStep } from "../../scoring/edit-history.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";
import type { PasteResult, Rejection } from "../../scoring/paste.js";

/** A paste, and the step that it was; null where it changed nothing. */
export interface Pasted extends PasteResult {
  readonly step: EditStep | null;
}

export interface PasteDialogProps {
  readonly opened: OpenedBoard;
  readonly pasted: Pasted;
  readonly onClose: () => void;
  readonly onUndo: (step: EditStep) => void;
}

const LONGEST = 60;

/** What a paste left out, cell by cell, and one press that takes it all back. */
export function PasteDialog({ opened, pasted, onClose, onUndo }: PasteDialogProps) {
  const words = wordsOf(SCORING_WORDS);
  const { variables, scale } = opened.study;
  const { values, rejected, rejections, step } = pasted;
  const allowed = scaleValues(scale)
    .map(({ value }) => value)
    .join(", ");
  const codeOf = (position: number | null) =>
    position === null ? "—" : (variables[position]?.code ?? String(position + 1));
  const reasonOf = ({ kind, text }: Rejection) => {
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    if (kind === "value") return words.rejections.value(short, allowed);
    if (kind === "diagonal") return words.rejections.diagonal(short);
    if (kind === "unknown") return words.rejections.unknown(short);
    return words.rejections[kind];
  };
  return (
    <Dialog title={words.pasteTitle} onClose={onClose}>
      <p>{words.pasteSummary(values.length, rejected)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section class="rejections" tabIndex={0} aria-label={words.pasteTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.cell}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {rejections.map((rejection, index) => (
              <tr key={`${rejection.row} ${rejection.column} ${index}`}>
                <td>
                  {codeOf(rejection.row)} → {codeOf(rejection.column)}
                </td>
                <td dir="auto">{reasonOf(rejection)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rejected > rejections.length && <p>{words.more(rejected - rejections.length)}</p>}
      </section>
      <div class="dialog-actions">
        {step !== null && (
          <button type="button" class="button" onClick={() => onUndo(step)}>
            {wordsOf(PAGE_WORDS).undo}
          </button>
        )}
        <button type="button" class="button primary" onClick={onClose}>
          {wordsOf(PAGE_WORDS).close}
        </button>
      </div>
    </Dialog>
  );
}
