import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { SCORING_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { toast } from "../../parts/toasts.js";
import { parameters, setParameters } from "../../router/address.js";
import { readValue, scaleValues, valueAndMeaning } from "../../scoring/answer-scale.js";
import type { HistoryMove } from "../../scoring/board.js";
import { BLANK, type CellValue, type Confidence } from "../../scoring/cell.js";
import { type CellOrder, isDiagonal, nextCell } from "../../scoring/cell-order.js";
import { ConflictDialog } from "../../scoring/conflict-dialog.js";
import { digitOf } from "../../scoring/digit-of.js";
import type { EditStep } from "../../scoring/edit-history.js";
import { HeldAnswers } from "../../scoring/held-answers.js";
import { NoteDialog } from "../../scoring/note-dialog.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";
import { MAX_PASTE, readPaste } from "../../scoring/paste.js";
import { readSetting, writeSetting } from "../../state/stored-setting.js";
import { copyText, knownNames } from "./clipboard.js";
import { FindVariable } from "./find-variable.js";
import { FormDialog } from "./form-dialog.js";
import { type Grid, gridNames, openGrid } from "./grid.js";
import { GroupOfCell, NextApart } from "./group-tools.js";
import { KeysDialog } from "./keys-dialog.js";
import { letterKeys } from "./letter-keys.js";
import { LiveMap } from "./live-map.js";
import { PasteDialog, type Pasted } from "./paste-dialog.js";
import { QuestionLine } from "./question-line.js";
import { ScoreBar } from "./score-bar.js";

/** How the person goes from cell to cell, kept for the next visit. */
const order = signal<CellOrder>(readSetting("order") === "column" ? "column" : "row");

const ADDRESS_AFTER_MS = 400;

const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/** The grid with all that stands around it. */
export function MatrixEditor({ opened }: { readonly opened: OpenedBoard }) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study, part, othersLocked } = opened;
  const { size } = board;
  const root = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid | null>(null);
  const current = useSignal(startCell(opened));
  const heard = useSignal("");
  const [dialog, setDialog] = useState<"note" | "keys" | "conflicts" | "form" | null>(null);
  const [find, setFind] = useState<string | null>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [letters] = useState(letterKeys);
  const [mapOpen, setMapOpen] = useState(readSetting("map") === "open");
  const tag = language.value;

  const showMap = (shown: boolean): void => {
    writeSetting("map", shown ? "open" : null);
    setMapOpen(shown);
    if (!shown) grid.current?.focus(grid.current.current());
  };

  const ownershipOf = (index: number) => {
    if (part === null || part[index] === 1) return "own";
    return othersLocked ? "locked" : "others";
  };
  const isLocked = (index: number) => !board.canEdit || ownershipOf(index) === "locked";
  const isOpen = (index: number) => !isLocked(index);

  const labelOf = (index: number): string => {
    const [from, to] = pairNames(opened, index);
    const { value, confidence, note } = board.cellAt(index);
    const states = [
      valueAndMeaning(value, study.scale),
      ...(confidence === null ? [] : [`${words.confidence} ${confidence}`]),
      ...(note === null ? [] : [words.withNote]),
      ...(opened.group?.isApart(index, value) ? [words.group.cell] : []),
      ...(isLocked(index) ? [board.canEdit ? words.locked : words.readOnly] : []),
    ];
    return words.cellLabel(from, to, states.join(", "));
  };

  const put = (value: CellValue, advance: boolean): EditStep | null => {
    const index = grid.current?.current() ?? current.peek();
    if (isLocked(index)) {
      heard.value = board.canEdit ? words.locked : words.readOnly;
      return null;
    }
    const targets = value === null ? (grid.current?.selection() ?? [index]) : [index];
    const step = board.edit(
      targets
        .filter((target) => isOpen(target) && !isDiagonal(target, size))
        .map((target) => ({ index: target, cell: value === null ? BLANK : { ...board.cellAt(target), value } })),
    );
    heard.value = labelOf(index);
    const next = advance && targets.length === 1 ? nextCell(index, size, order.peek(), 1, isOpen) : null;
    if (next !== null) grid.current?.focus(next);
    return step;
  };

  const cycleConfidence = (index: number): EditStep | null => {
    const cell = board.cellAt(index);
    if (isLocked(index)) return null;
    if (cell.value === null) {
      heard.value = words.noteNeedsAnswer;
      return null;
    }
    const next = ([1, 2, 3, null] as const)[cell.confidence ?? 0] as Confidence | null;
    const step = board.edit([{ index, cell: { ...cell, confidence: next } }]);
    heard.value = next === null ? words.confidenceNone : `${words.confidence} ${next}, ${words.confidences[next]}`;
    return step;
  };

  const openNote = (index: number): void => {
    if (board.cellAt(index).value === null) toast({ text: words.noteNeedsAnswer });
    else setDialog("note");
  };

  const move = (kind: "undo" | "redo"): void => {
    const done = board[kind]();
    if (done === null) heard.value = kind === "undo" ? words.undoNothing : words.redoNothing;
    else follow(done);
  };

  const takeBack = (step: EditStep): void => {
    const done = board.takeBack(step);
    if (done === null) toast({ text: words.undoNothing });
    else follow(done);
  };

  const follow = ({ indices, skipped }: HistoryMove): void => {
    if (skipped > 0) toast({ text: words.skipped(skipped) });
    const [first] = indices;
    if (first !== undefined) grid.current?.focus(first);
  };

  /** A letter that is a key; false for those that are not. */
  const onLetter = (event: KeyboardEvent, index: number): boolean => {
    const letter = event.key.toLowerCase();
    const edits = (edit: () => EditStep | null) =>
      letters.act(event, () => {
        const step = edit();
        return () => {
          if (step !== null) board.forget(step);
          heard.value = "";
          grid.current?.focus(index);
        };
      });
    if (letter === "p" && scaleValues(study.scale).some(({ value }) => value === "P")) edits(() => put("P", true));
    else if (letter === "c") edits(() => cycleConfidence(index));
    else if (letter === "n") {
      // What is typed next belongs in the note.
      letters.end();
      openNote(index);
    } else return false;
    return true;
  };

  const onKey = (event: KeyboardEvent, index: number): boolean => {
    const { key } = event;
    const isLetter = isPlainLetter(event);
    if (!isLetter && !MODIFIERS.has(key)) letters.end();
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const letter = key.toLowerCase();
      if (letter === "z") move(event.shiftKey ? "redo" : "undo");
      else if (letter === "y") move("redo");
      else return false;
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const digit = digitOf(event);
    // A key that is held down answers one cell, not all that follow.
    if (event.repeat && (digit !== null || /^[p?]$/i.test(key) || key === "Delete")) return true;
    if (key === "?") {
      if (opened.of !== "consensus") put("?", true);
      return true;
    }
    if (digit !== null) {
      if (scaleValues(study.scale).some(({ value }) => value === digit)) put(digit, true);
      return true;
    }
    if (key === "Delete") put(null, true);
    else if (key === "Backspace") put(null, false);
    else if (key === "/") setFind("");
    else if (!isLetter) return false;
    else if (!onLetter(event, index)) setFind(letters.seek(event));
    return true;
  };

  const paste = (text: string): void => {
    if (!board.canEdit) return void toast({ text: words.readOnly });
    if (text.length > MAX_PASTE)
      return void toast({ kind: "error", text: words.pasteTooLarge(figure(text.length), figure(MAX_PASTE)) });
    const at = grid.current?.selection()[0] ?? current.peek();
    const result = readPaste({
      text,
      row: Math.floor(at / size),
      column: at % size,
      size,
      names: knownNames(opened),
      read: (cell) => {
        const value = readValue(cell, study.scale);
        return value === "?" && opened.of === "consensus" ? undefined : value;
      },
      isLocked: (row, column) => isLocked(row * size + column),
    });
    if (result.values.length + result.rejected === 0) return void toast({ text: words.pasteEmpty });
    const step = board.edit(
      result.values.map(({ row, column, value }) => {
        const index = row * size + column;
        return { index, cell: { ...board.cellAt(index), value } };
      }),
    );
    if (result.rejected > 0) setPasted({ ...result, step });
    else
      toast({
        text: words.pasteDone(step?.changes.length ?? 0),
        ...(step !== null && { action: { label: words.undo, run: () => takeBack(step) } }),
      });
  };

  // The grid always sees what the last drawing knows.
  const latest = useRef({ onKey, labelOf, ownershipOf, paste });
  latest.current = { onKey, labelOf, ownershipOf, paste };

  const names = gridNames(study.variables, textOf);
  const namesKey = JSON.stringify([names, study.variables.map(({ block }) => block)]);
  const takesFocus = useRef(true);
  useEffect(() => {
    const element = root.current!;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = openGrid({
      root: element,
      opened,
      texts: { ...words, label: words.matrix, names },
      actions: {
        onMove(index) {
          current.value = index;
          clearTimeout(timer);
          timer = setTimeout(() => setParameters({ cell: cellName(opened, index) }), ADDRESS_AFTER_MS);
        },
        onKey: (event, index) => latest.current.onKey(event, index),
        labelOf: (index) => latest.current.labelOf(index),
        ownershipOf: (index) => latest.current.ownershipOf(index),
        order: () => order.peek(),
        onSelect(count) {
          heard.value = wordsOf(SCORING_WORDS).selected(count);
        },
        onLeave: () => document.getElementById("after-matrix")?.focus(),
      },
      start: current.peek(),
    });
    grid.current = opening;
    if (takesFocus.current) opening.focus(current.peek());
    return () => {
      clearTimeout(timer);
      // Drawn anew, in another language or with another name, it leaves focus where it is.
      takesFocus.current = element.contains(document.activeElement);
      opening.close();
    };
  }, [board, tag, namesKey]);

  const painted = useRef({ part, othersLocked });
  useEffect(() => {
    const before = painted.current;
    painted.current = { part, othersLocked };
    if (before.part !== part || before.othersLocked !== othersLocked) grid.current?.repaint();
  }, [part, othersLocked]);

  useEffect(() => {
    const element = root.current!;
    const onPaste = (event: ClipboardEvent) => {
      event.preventDefault();
      latest.current.paste(event.clipboardData?.getData("text/plain") ?? "");
    };
    const onCopy = (event: ClipboardEvent) => {
      const chosen = grid.current?.selection() ?? [];
      event.clipboardData?.setData("text/plain", copyText(opened, chosen));
      event.preventDefault();
      heard.value = wordsOf(SCORING_WORDS).copied(chosen.length);
    };
    element.addEventListener("paste", onPaste);
    element.addEventListener("copy", onCopy);
    return () => {
      element.removeEventListener("paste", onPaste);
      element.removeEventListener("copy", onCopy);
    };
  }, [opened, heard]);

  const back = () => grid.current?.focus(grid.current.current());
  const close = () => {
    setDialog(null);
    setFind(null);
    setPasted(null);
    back();
  };
  return (
    <>
      <QuestionLine opened={opened} current={current} />
      <GroupOfCell opened={opened} current={current} />
      <div class="matrix-tools no-print">
        <ScoreBar
          opened={opened}
          current={current}
          isLocked={isLocked}
          onScore={(value) => {
            put(value, true);
            back();
          }}
          onConfidence={() => cycleConfidence(current.peek())}
          onNote={() => openNote(current.peek())}
        />
        <span class="tools-gap" />
        <NextApart opened={opened} current={current} onGo={(index) => grid.current?.focus(index)} />
        <button type="button" class="button small quiet" disabled={!board.canUndo.value} onClick={() => move("undo")}>
          {words.undo}
        </button>
        <button type="button" class="button small quiet" disabled={!board.canRedo.value} onClick={() => move("redo")}>
          {words.redo}
        </button>
        <button type="button" class="button small quiet" onClick={() => setFind("")}>
          {words.find}
        </button>
        <label class="order">
          <span>{words.order}</span>
          <select
            value={order.value}
            onChange={(event) => {
              order.value = event.currentTarget.value as CellOrder;
              writeSetting("order", order.value);
            }}
          >
            <option value="row">{words.orders.row}</option>
            <option value="column">{words.orders.column}</option>
          </select>
        </label>
        <button type="button" class="button small quiet" aria-pressed={mapOpen} onClick={() => showMap(!mapOpen)}>
          {words.map}
        </button>
        {study.role === "expert" && board.canEdit && (
          <button type="button" class="button small quiet" onClick={() => setDialog("form")}>
            {words.form.button}
          </button>
        )}
        <button type="button" class="button small quiet" onClick={() => setDialog("keys")}>
          {words.help}
        </button>
      </div>
      {board.conflicts.value.length > 0 && (
        <div class="matrix-notice" role="alert">
          <button type="button" class="button small danger" onClick={() => setDialog("conflicts")}>
            {words.conflictsButton(board.conflicts.value.length)}
          </button>
        </div>
      )}
      {study.role === "expert" && study.round?.state === "closed" && (
        <p class="matrix-notice" role="status">
          {words.roundClosed}
        </p>
      )}
      <HeldAnswers opened={opened} />
      {opened.of === "consensus" && board.canEdit && <p class="matrix-hint soft">{words.consensusHint}</p>}
      {find !== null && (
        <FindVariable
          opened={opened}
          first={find}
          onClose={close}
          onGo={(position, axis) => {
            const at = grid.current?.current() ?? 0;
            const index = axis === "row" ? position * size + (at % size) : Math.floor(at / size) * size + position;
            setFind(null);
            grid.current?.focus(
              isDiagonal(index, size) ? (nextCell(index, size, "row", 1) ?? nextCell(index, size, "row", -1)!) : index,
            );
          }}
        />
      )}
      <div class="grid-and-map">
        <div class="grid" ref={root} />
        {/* Where Escape leads: the next Tab goes on from here. */}
        <p id="after-matrix" class="after-matrix" tabIndex={-1}>
          {words.leaveHint}
        </p>
        {mapOpen && <LiveMap opened={opened} onClose={() => showMap(false)} />}
      </div>
      <p class="aside" aria-live="polite">
        {heard}
      </p>
      {dialog === "note" && <NoteDialog opened={opened} index={current.peek()} onClose={close} />}
      {dialog === "form" && <FormDialog opened={opened} onClose={close} />}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {dialog === "conflicts" && <ConflictDialog opened={opened} onClose={close} />}
      {pasted !== null && (
        <PasteDialog
          opened={opened}
          pasted={pasted}
          onClose={close}
          onUndo={(step) => {
            setPasted(null);
            takeBack(step);
          }}
        />
      )}
    </>
  );
}

function isPlainLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^\p{L}$/u.test(key) && !(ctrlKey || metaKey || altKey);
}

/** The cell of the address, such as `V01.V05`; else the first without an answer. */
function startCell(opened: OpenedBoard): number {
  const { board, study, part } = opened;
  const { size } = board;
  const [from, to] = (parameters.peek().get("cell") ?? "")
    .split(".")
    .map((code) => study.variables.findIndex((variable) => variable.code === code));
  if (from !== undefined && to !== undefined && from >= 0 && to >= 0 && from !== to) return from * size + to;
  const isOpen = (index: number) => board.cellAt(index).value === null && (part === null || part[index] === 1);
  return nextCell(0, size, "row", 1, isOpen) ?? 1;
}

function cellName({ study, board }: OpenedBoard, index: number): string {
  const from = study.variables[Math.floor(index / board.size)]!;
  const to = study.variables[index % board.size]!;
  return `${from.code}.${to.code}`;
}

/** The long names of the two variables of a cell. */
function pairNames({ study, board }: OpenedBoard, index: number): readonly [string, string] {
  const { variables } = study;
  const name = (position: number) => isolated(textOf(variables[position]!.label));
  return [name(Math.floor(index / board.size)), name(index % board.size)];
}
