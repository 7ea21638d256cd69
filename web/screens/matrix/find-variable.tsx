import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { SCORING_WORDS } from "../../../src/index.js";
import { textOf, wordsOf } from "../../language/language.js";
import { plain } from "../../language/plain.js";
import type { OpenedBoard } from "../../scoring/opened-board.js";

export interface FindVariableProps {
  readonly opened: OpenedBoard;
  /** The letter that opened it. */
  readonly first: string;
  readonly onGo: (position: number, axis: "row" | "column") => void;
  readonly onClose: () => void;
}

const MOST = 8;

/** Finds a variable by what is typed: a combobox of its name, its short name and its code. */
export function FindVariable({ opened, first, onGo, onClose }: FindVariableProps) {
  const words = wordsOf(SCORING_WORDS);
  const [text, setText] = useState(first);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = input.current!;
    element.focus();
    element.setSelectionRange(first.length, first.length);
  }, [first]);
  const wanted = plain(text.trim());
  const found = opened.study.variables
    .map(({ code, label, short }, position) => ({ position, code, label: textOf(label), short: textOf(short) }))
    .filter(({ code, label, short }) => [code, label, short].some((name) => plain(name).includes(wanted)))
    .toSorted((a, b) => Number(plain(b.label).startsWith(wanted)) - Number(plain(a.label).startsWith(wanted)))
    .slice(0, MOST);
  const chosen = Math.min(active, found.length - 1);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") setActive(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(chosen - 1, 0));
    else if (event.key === "Enter" && found[chosen] !== undefined)
      onGo(found[chosen].position, event.shiftKey ? "column" : "row");
    else return;
    event.preventDefault();
  };
  return (
    <search class="find card">
      <label for={`${id}-input`}>{words.find}</label>
      <input
        id={`${id}-input`}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
        onBlur={(event) => {
          if (!(event.relatedTarget instanceof Element && event.relatedTarget.closest(".find"))) onClose();
        }}
      />
      <p id={`${id}-hint`} class="soft">
        {found.length === 0 ? words.findNone : words.findHint}
      </p>
      <div role="listbox" id={`${id}-list`} aria-label={words.find}>
        {found.map(({ position, code, label }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, as the pattern has it
          <div
            key={position}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={(event) => onGo(position, event.shiftKey ? "column" : "row")}
          >
            <span class="code">{code}</span> <span dir="auto">{label}</span>
          </div>
        ))}
      </div>
    </search>
  );
}
