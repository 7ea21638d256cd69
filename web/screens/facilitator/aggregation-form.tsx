import { AGGREGATION_METHODS, FACILITATOR_WORDS, type ResolvedAggregationOptions } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { openedStudy } from "../../state/study.js";
import { changeSettings } from "./attempt.js";

/** How the answers of a cell become one value. Each choice is saved as it is made. */
export function AggregationForm() {
  const words = wordsOf(FACILITATOR_WORDS).rounds;
  const { aggregation } = openedStudy.value.settings;
  const change = (changes: Partial<ResolvedAggregationOptions>) => void changeSettings({ aggregation: changes });
  return (
    <form class="card panel" onSubmit={(event) => event.preventDefault()}>
      <h2>{words.aggregation}</h2>
      <div class="fields">
        <Choice
          label={words.method}
          value={aggregation.method}
          choices={AGGREGATION_METHODS.map((method) => [method, words.methods[method]])}
          onChange={(method) => change({ method })}
        />
        <Choice
          label={words.potential}
          value={aggregation.potential}
          choices={(["majority", "value", "ignore"] as const).map((name) => [name, words.potentials[name]])}
          onChange={(potential) => change({ potential })}
        />
        {aggregation.potential !== "ignore" && (
          <NumberField
            label={words.potentialValue}
            value={aggregation.potentialValue}
            least={0}
            step="any"
            onChange={(potentialValue) => change({ potentialValue })}
          />
        )}
        <Choice
          label={words.dontKnow}
          value={aggregation.dontKnow}
          choices={(["ignore", "blank-when-majority"] as const).map((name) => [name, words.dontKnows[name]])}
          onChange={(dontKnow) => change({ dontKnow })}
        />
        <NumberField
          label={words.minimumAnswers}
          value={aggregation.minimumAnswers}
          least={1}
          step="1"
          onChange={(minimumAnswers) => change({ minimumAnswers })}
        />
      </div>
    </form>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly value: Name;
  readonly choices: readonly (readonly [Name, string])[];
  readonly onChange: (name: Name) => void;
}

function Choice<Name extends string>({ label, value, choices, onChange }: ChoiceProps<Name>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Name)}>
        {choices.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly step: string;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, least, step, onChange }: NumberFieldProps) {
  return (
    <label class="field weight">
      <span>{label}</span>
      <input
        required
        type="number"
        min={least}
        max={1000}
        step={step}
        value={value}
        onChange={(event) => {
          const input = event.currentTarget;
          if (input.reportValidity()) onChange(input.valueAsNumber);
        }}
      />
    </label>
  );
}
