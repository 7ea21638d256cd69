import type { OfChoice } from "../results/of-choices.js";
import { titleOf } from "./compare-choices.js";

export interface StateSelectProps {
  readonly label: string;
  readonly of: string;
  readonly choices: readonly OfChoice[];
  readonly onChoose: (of: string) => void;
}

/** Chooses one of the matrices; what the address names and is none of them is shown by what it is. */
export function StateSelect({ label, of, choices, onChoose }: StateSelectProps) {
  const known = choices.some((choice) => choice.of === of);
  return (
    <label class="state-select">
      <span>{label}</span>
      <select value={of} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.of} value={choice.of}>
            {choice.title}
          </option>
        ))}
        {!known && <option value={of}>{titleOf(of, choices)}</option>}
      </select>
    </label>
  );
}
