import { useId, useRef, useState } from "preact/hooks";
import { type AnalysedVariable, COMPARE_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { plain } from "../../language/plain.js";
import { litVariable } from "../../parts/lit-variable.js";

export interface VariableComboboxProps {
  readonly label: string;
  readonly variables: readonly AnalysedVariable[];
  /** Null for none. */
  readonly chosen: AnalysedVariable | null;
  readonly onChoose: (variable: AnalysedVariable) => void;
}

const MOST = 8;

/** Variables by what is typed: those whose code is that first, then those whose name begins so, then those that hold it. */
function variablesLike(variables: readonly AnalysedVariable[], typed: string): AnalysedVariable[] {
  const wanted = plain(typed.trim());
  const place = ({ code, label }: AnalysedVariable) =>
    plain(code) === wanted ? 0 : plain(code).startsWith(wanted) ? 1 : plain(label).startsWith(wanted) ? 2 : 3;
  return variables
    .filter(({ code, label, short }) => [code, label, short].some((name) => plain(name).includes(wanted)))
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, MOST);
}

const nameOf = ({ code, label }: AnalysedVariable) => `${code} ${label}`;

/** Chooses a variable by typing its code or a part of its name. */
export function VariableCombobox({ label, variables, chosen, onChoose }: VariableComboboxProps) {
  const words = wordsOf(COMPARE_WORDS);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const isOpen = typed !== null;
  const found = isOpen ? variablesLike(variables, typed) : [];
  const current = found[Math.min(active, found.length - 1)];
  const open = (text: string) => {
    setTyped(text);
    setActive(0);
  };
  const choose = (variable: AnalysedVariable) => {
    setTyped(null);
    litVariable.value = null;
    onChoose(variable);
  };
  const move = (step: number) => {
    if (!isOpen) return open("");
    const next = Math.max(0, Math.min(found.length - 1, active + step));
    setActive(next);
    litVariable.value = found[next]?.id ?? null;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current !== undefined) choose(current);
    else if (event.key === "Escape" && isOpen) setTyped(null);
    else return;
    event.preventDefault();
  };
  return (
    <div class="combobox field">
      <label for={`${id}-input`}>{label}</label>
      <input
        id={`${id}-input`}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={words.typeVariable}
        aria-expanded={isOpen && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${id}-${current.id}`}
        value={typed ?? (chosen === null ? "" : nameOf(chosen))}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => isOpen || open("")}
        onInput={(event) => open(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={() => setTyped(null)}
      />
      <div role="listbox" id={`${id}-list`} class="combobox-list card" aria-label={label} hidden={!isOpen}>
        {found.map((variable) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, as the pattern has it
          <div
            key={variable.id}
            id={`${id}-${variable.id}`}
            role="option"
            aria-selected={variable === current}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(variable)}
          >
            <span class="variable-code">{variable.code}</span> <span dir="auto">{variable.label}</span>
          </div>
        ))}
        {isOpen && found.length === 0 && (
          <div role="option" aria-disabled="true" aria-selected="false" tabIndex={-1}>
            {words.noVariableFound}
          </div>
        )}
      </div>
    </div>
  );
}
