import type { AnalysedVariable } from "../../../src/index.js";

export interface VariableSelectProps {
  readonly label: string;
  /** What stands for no variable; without it one must be chosen. */
  readonly none?: string;
  readonly variables: readonly AnalysedVariable[];
  /** Its code, empty for none. */
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}

/** Chooses a variable by code and name. */
export function VariableSelect({ label, none, variables, chosen, onChoose }: VariableSelectProps) {
  return (
    <label class="field">
      {label}
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {variables.map(({ id, code, label: name }) => (
          <option key={id} value={code}>
            {`${code} ${name}`}
          </option>
        ))}
      </select>
    </label>
  );
}
