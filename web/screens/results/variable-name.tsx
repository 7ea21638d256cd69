import { type AnalysedVariable, type Class, RESULTS_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { ClassMark } from "./class-mark.js";

export interface VariableNameProps {
  readonly variable: AnalysedVariable;
  readonly class: Class | null;
}

/** A variable in a table: its class, code and short name; a press keeps it lit everywhere, and in the address. */
export function VariableName({ variable, class: group }: VariableNameProps) {
  const { code, short, label } = variable;
  const kept = parameters.value.get("lit") === code;
  return (
    <button
      type="button"
      class="variable-name"
      aria-pressed={kept}
      title={`${label}. ${wordsOf(RESULTS_WORDS).keepLit}`}
      onClick={() => setParameters({ lit: kept ? null : code })}
    >
      <ClassMark of={group} />
      <span class="variable-code">{code}</span>
      <span class="variable-short" dir="auto">
        {short}
      </span>
    </button>
  );
}
