import { useEffect, useRef, useState } from "preact/hooks";
import { SCORING_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { colourOf, meaningOf, scaleValues } from "../../scoring/answer-scale.js";
import { type CellValue, valueText } from "../../scoring/cell.js";
import { isDiagonal, nextCell, transpose } from "../../scoring/cell-order.js";
import { ConflictDialog } from "../../scoring/conflict-dialog.js";
import { digitOf } from "../../scoring/digit-of.js";
import { GroupLine } from "../../scoring/group-line.js";
import { NoteDialog } from "../../scoring/note-dialog.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";
import { StateMessage } from "../../shell/state-message.js";
import { readSetting, writeSetting } from "../../state/stored-setting.js";
import { AnswerBeside } from "./answer-beside.js";

/** The question of one pair, its answers as large buttons, and the ways to the others. */
export function QuestionPair({ opened }: { readonly opened: OpenedBoard }) {
  const words = wordsOf(SCORING_WORDS);
  const { board, study, part, othersLocked } = opened;
  const { size } = board;
  const { variables, scale } = study;
  // Read so that the pair follows what changes in the cells.
  board.version.value;
  const [onlyOpen, setOnlyOpen] = useState(readSetting("only open") !== "no");
  const [onlyApart, setOnlyApart] = useState(() => board.canEdit && apartCount(opened) > 0 && isAnswered(opened));
  const [settling, setSettling] = useState(false);
  const [noting, setNoting] = useState<number | null>(null);
  /** The pair that was answered last. */
  const [past, setPast] = useState<number | null>(null);
  /** From where the reverse pair was asked for. */
  const [aside, setAside] = useState<number | null>(null);
  const region = useRef<HTMLDivElement>(null);

  const isMine = (index: number) => part === null || part[index] === 1;
  const isApart = (index: number) => opened.group?.isApart(index, board.cellAt(index).value) ?? false;
  const isOpen = (index: number) =>
    isMine(index) && (onlyApart ? isApart(index) : !onlyOpen || board.cellAt(index).value === null);
  const asked = pairOf(parameters.value.get("pair"), opened);
  const index = asked ?? (isOpen(1) ? 1 : nextCell(0, size, "row", 1, isOpen));
  const place = index ?? -1;
  const isDone = index === null;
  useEffect(() => {
    // The question, or that there is none left.
    if (document.querySelector("dialog[open]") === null)
      region.current?.querySelector("h1")?.focus({ preventScroll: true });
  }, [place]);

  const goTo = (next: number | null): void => {
    if (next === null) {
      setParameters({ pair: null });
      return;
    }
    const code = (position: number) => variables[position]!.code;
    setParameters({ pair: `${code(Math.floor(next / size))}.${code(next % size)}` }, { replace: false });
  };
  const following = (from: number) => nextCell(from, size, "row", 1, isOpen) ?? nextCell(0, size, "row", 1, isOpen);
  /** After a reverse pair one is back where one was, and goes on from there. */
  const goOn = (from: number): void => {
    setAside(null);
    if (aside === null || from !== transpose(aside, size)) goTo(following(from));
    else goTo(isMine(aside) && board.cellAt(aside).value === null ? aside : following(aside));
  };
  const answer = (value: CellValue): void => {
    if (index === null || isLocked) return;
    board.edit([{ index, cell: { ...board.cellAt(index), value } }]);
    setPast(index);
    goOn(index);
  };
  const skip = () => index !== null && goOn(index);
  const previous = () => index !== null && goTo(nextCell(index, size, "row", -1, isMine) ?? index);
  const reverse = (): void => {
    if (index === null) return;
    const back = transpose(index, size);
    setAside(aside === back ? null : index);
    goTo(back);
  };
  const isLocked = !board.canEdit || (index !== null && othersLocked && !isMine(index));
  const hasAnswer = (at: number | null) => at !== null && board.cellAt(at).value !== null;
  /** The answer that confidence and note are asked for: that of the pair, or else the last one given. */
  const told = !board.canEdit ? null : !isLocked && hasAnswer(index) ? index : hasAnswer(past) ? past : null;
  const values = scaleValues(scale).map(({ value }) => value);

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
    if (event.altKey) return;
    const letter = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      const kind = letter === "y" || (letter === "z" && event.shiftKey) ? "redo" : letter === "z" ? "undo" : null;
      if (kind === null) return;
      const [first] = board[kind]()?.indices ?? [];
      if (first !== undefined) goTo(first);
      event.preventDefault();
      return;
    }
    // A key that is held down answers one pair, not all that follow.
    if (event.repeat) return;
    const digit = digitOf(event);
    if (event.key === "?") {
      if (opened.of !== "consensus") answer("?");
    } else if (digit !== null && values.includes(digit)) answer(digit);
    else if (letter === "p" && values.includes("P")) answer("P");
    else if (letter === "n" && told !== null) setNoting(told);
    else if (letter === "r") reverse();
    else if (letter === "s" || event.key === "ArrowRight") skip();
    else if (event.key === "ArrowLeft") previous();
    else return;
    event.preventDefault();
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    // Letters are keys here and nowhere else on the page: who dictates or misses a key elsewhere answers nothing.
    const element = region.current!;
    const hear = (event: KeyboardEvent) => latest.current(event);
    element.addEventListener("keydown", hear);
    return () => element.removeEventListener("keydown", hear);
  }, [isDone]);

  const toggle = (
    <div class="question-filters">
      <label class="choice">
        <input
          type="checkbox"
          checked={onlyOpen && !onlyApart}
          disabled={onlyApart}
          onChange={() => {
            setOnlyOpen(!onlyOpen);
            writeSetting("only open", onlyOpen ? "no" : null);
          }}
        />
        {words.onlyOpen}
      </label>
      {opened.group !== null && (
        <label class="choice">
          <input type="checkbox" checked={onlyApart} onChange={() => setOnlyApart(!onlyApart)} />
          {words.group.only} ({figure(apartCount(opened))})
        </label>
      )}
    </div>
  );
  const beside = told !== null && (
    <AnswerBeside opened={opened} index={told} isPast={told !== index} onNote={() => setNoting(told)} />
  );
  const note = noting !== null && <NoteDialog opened={opened} index={noting} onClose={() => setNoting(null)} />;
  if (index === null)
    return (
      <div ref={region}>
        <StateMessage
          title={onlyApart ? words.group.none : words.allAnswered}
          text={opened.of === "consensus" ? words.allAnsweredLead : words.allAnsweredText}
        >
          <a class="button primary" href={screenAddress(study.id, "matrix")}>
            {words.toMatrix}
          </a>
          {toggle}
        </StateMessage>
        {beside}
        {note}
      </div>
    );

  const from = variables[Math.floor(index / size)]!;
  const to = variables[index % size]!;
  const cell = board.cellAt(index);
  const all = size * (size - 1);
  const row = Math.floor(index / size);
  const position = row * (size - 1) + (index % size) + (index % size < row ? 1 : 0);
  return (
    <div class="question-screen" ref={region}>
      <div class="question-progress">
        <span>{words.pairOf(figure(position), figure(all))}</span>
        <progress max={all} value={board.answered.value} aria-label={words.progress} />
        <span>{words.answeredOf(figure(board.answered.value), figure(all))}</span>
      </div>
      {board.conflicts.value.length > 0 && (
        <button type="button" class="button danger" onClick={() => setSettling(true)}>
          {words.conflictsButton(board.conflicts.value.length)}
        </button>
      )}
      {study.role === "expert" && study.round?.state === "closed" && (
        <p class="question-notice" role="status">
          {words.roundClosed}
        </p>
      )}
      <h1 tabIndex={-1} class="question-text" dir="auto">
        {words.question(isolated(textOf(from.label)), isolated(textOf(to.label)))}
      </h1>
      <GroupLine opened={opened} index={index} />
      <fieldset class="answers" aria-label={words.yourAnswer}>
        {values.map((value) => (
          <button
            key={String(value)}
            type="button"
            class="answer"
            data-value={String(colourOf(value, scale))}
            aria-pressed={cell.value === value}
            disabled={isLocked}
            onClick={() => answer(value)}
          >
            <strong>{valueText(value)}</strong>
            <span>{meaningOf(value, scale)}</span>
          </button>
        ))}
      </fieldset>
      <div class="question-ways">
        <button type="button" class="button" onClick={previous}>
          ← {words.previous}
        </button>
        <button type="button" class="button" onClick={reverse}>
          ⇄ {words.reverse}{" "}
          <span class="key" aria-hidden="true">
            <kbd>R</kbd>
          </span>
        </button>
        {opened.of !== "consensus" && (
          <button
            type="button"
            class="button"
            aria-pressed={cell.value === "?"}
            disabled={isLocked}
            onClick={() => answer("?")}
          >
            {words.values.unknown}{" "}
            <span class="key" aria-hidden="true">
              <kbd>?</kbd>
            </span>
          </button>
        )}
        <button type="button" class="button" onClick={skip}>
          {words.skip} →{" "}
          <span class="key" aria-hidden="true">
            <kbd>S</kbd>
          </span>
        </button>
      </div>
      {beside}
      {toggle}
      {[from, to].some(({ definition }) => definition !== undefined) && (
        <dl class="definitions">
          {[from, to].map(({ id, code, label, definition }) =>
            definition === undefined ? null : (
              <div key={id}>
                <dt dir="auto">
                  <span class="soft">{code}</span> {textOf(label)}
                </dt>
                <dd dir="auto">{textOf(definition)}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {note}
      {settling && <ConflictDialog opened={opened} onClose={() => setSettling(false)} />}
    </div>
  );
}

/** How many of one's answers stand apart from the group. */
function apartCount({ board, group }: OpenedBoard): number {
  if (group === null) return 0;
  return cellsOf(board.size).filter((index) => group.isApart(index, board.cellAt(index).value)).length;
}

/** Whether all that one has to answer is answered. */
function isAnswered({ board, part }: OpenedBoard): boolean {
  return cellsOf(board.size).every((index) => part?.[index] === 0 || board.cellAt(index).value !== null);
}

/** All cells but the diagonal. */
function cellsOf(size: number): number[] {
  return Array.from({ length: size * size }, (_, index) => index).filter((index) => !isDiagonal(index, size));
}

/** The cell of an address such as `V01.V05`; null where it names none. */
function pairOf(text: string | null, { study, board }: OpenedBoard): number | null {
  if (text === null) return null;
  const [from = -1, to = -1] = text
    .split(".")
    .map((code) => study.variables.findIndex((variable) => variable.code === code));
  return from < 0 || to < 0 || from === to ? null : from * board.size + to;
}
