import { type AnalysedVariable, type Cell, COMPARE_WORDS, type Scale } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { meaningOf, scaleValues } from "../../scoring/answer-scale.js";
import { VariableCombobox } from "./variable-combobox.js";
import type { CellEdit } from "./what-if-changes.js";

export interface ChangeFormProps {
  readonly variables: readonly AnalysedVariable[];
  readonly scale: Scale | undefined;
  /** The matrix as it is, and with the changes. */
  readonly before: readonly (readonly Cell[])[];
  readonly after: readonly (readonly Cell[])[];
  readonly onChange: (edit: CellEdit, before: Cell) => void;
}

/** Chooses a cell by its two variables, and gives it another value; the press acts at once. */
export function ChangeForm({ variables, scale, before, after, onChange }: ChangeFormProps) {
  const words = wordsOf(COMPARE_WORDS);
  const byCode = (code: string | null) => variables.find((variable) => variable.code === code) ?? null;
  const from = byCode(parameters.value.get("from"));
  const to = byCode(parameters.value.get("to"));
  const isCell = from !== null && to !== null && from !== to;
  const cellIn = (matrix: readonly (readonly Cell[])[]) =>
    isCell ? (matrix[variables.indexOf(from)]![variables.indexOf(to)] ?? null) : null;
  const [was, is] = [cellIn(before), cellIn(after)];
  const values: readonly Cell[] = [...scaleValues(scale).map(({ value }) => value), null];
  const text = (value: Cell) => (value === null ? words.blank : value === "P" ? words.potential : figure(value));
  return (
    <section class="change-form" aria-labelledby="change-cell">
      <h2 id="change-cell">{words.changeCell}</h2>
      <div class="ends">
        <VariableCombobox
          label={words.from}
          variables={variables}
          chosen={from}
          onChoose={({ code }) => setParameters({ from: code })}
        />
        <VariableCombobox
          label={words.to}
          variables={variables}
          chosen={to}
          onChoose={({ code }) => setParameters({ to: code })}
        />
      </div>
      {isCell ? (
        <div class="row">
          <span class="soft">{words.now(text(was))}</span>
          <fieldset class="choices" aria-label={words.newValue}>
            {values.map((value) => (
              <button
                key={String(value)}
                type="button"
                class="button small"
                aria-pressed={value === is}
                title={meaningOf(value, scale)}
                onClick={() => onChange({ from: from.id, to: to.id, value }, was)}
              >
                {text(value)}
              </button>
            ))}
          </fieldset>
        </div>
      ) : (
        <p class="soft">{from !== null && from === to ? words.sameVariable : words.chooseBoth}</p>
      )}
    </section>
  );
}
