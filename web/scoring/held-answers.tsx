import { useRef, useState } from "preact/hooks";
import { PAGE_WORDS, SCORING_WORDS } from "../../src/index.js";
import { textOf, wordsOf } from "../language/language.js";
import { Dialog } from "../parts/dialog.js";
import type { HeldAnswer } from "./board.js";
import type { OpenedBoard } from "./opened-board.js";
import "./held-answers.css";

/** Says that answers are kept here that will not be sent by themselves, and opens the list of them. */
export function HeldAnswers({ opened }: { readonly opened: OpenedBoard }) {
  const words = wordsOf(SCORING_WORDS).held;
  const [isOpen, setOpen] = useState(false);
  const held = opened.board.held.value;
  const [first] = held;
  if (first === undefined) return null;
  return (
    <div class="held-answers">
      <span role="status">{words.why[first.why](held.length)}</span>
      <button type="button" class="button small" onClick={() => setOpen(true)}>
        {words.button(held.length)}
      </button>
      {isOpen && <HeldDialog opened={opened} held={held} onClose={() => setOpen(false)} />}
    </div>
  );
}

interface HeldDialogProps {
  readonly opened: OpenedBoard;
  readonly held: readonly HeldAnswer[];
  readonly onClose: () => void;
}

/** The answers as a text to copy; they are sent, where they may be, or given up. */
function HeldDialog({ opened, held, onClose }: HeldDialogProps) {
  const words = wordsOf(SCORING_WORDS).held;
  const { board } = opened;
  const list = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setCopied] = useState(false);
  const release = (choice: "send" | "drop") => {
    board.release(choice);
    onClose();
  };
  const copy = () => {
    list.current?.select();
    // Works where the page came by plain HTTP too.
    setCopied(document.execCommand("copy"));
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <label class="field">
        <span>{words.list}</span>
        <textarea
          ref={list}
          rows={Math.min(10, held.length + 1)}
          readOnly
          dir="auto"
          value={held.map((answer) => lineOf(opened, answer)).join("\n")}
        />
      </label>
      <div class="dialog-actions">
        <span role="status">{isCopied && words.copied}</span>
        <button type="button" class="button" onClick={copy}>
          {words.copy}
        </button>
        <button type="button" class="button danger" onClick={() => release("drop")}>
          {words.drop}
        </button>
        {board.canEdit && (
          <button type="button" class="button primary" onClick={() => release("send")}>
            {words.send}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          {wordsOf(PAGE_WORDS).close}
        </button>
      </div>
    </Dialog>
  );
}

/** One answer as a line that a spreadsheet takes. */
function lineOf({ study, board }: OpenedBoard, { index, cell }: HeldAnswer): string {
  const code = (position: number) => study.variables[position]!.code;
  const place = `${code(Math.floor(index / board.size))} → ${code(index % board.size)}`;
  const note = cell.note === null ? "" : textOf(cell.note).replaceAll(/\s+/g, " ");
  return [place, cell.value ?? "", cell.confidence ?? "", note].join("\t");
}
