import { useId } from "preact/hooks";
import { parameters, setParameters } from "../../router/address.js";
import type { BatchParameter } from "./batch-address.js";

export interface OptionFieldProps {
  readonly label: string;
  readonly name: BatchParameter;
  /** The value that the address leaves out. */
  readonly usual: string;
  readonly least?: number;
  readonly most?: number;
  readonly step?: number | "any";
  readonly hint?: string;
  readonly placeholder?: string;
  /** Why the engine refuses it. */
  readonly refusal: string | undefined;
  /** What else becomes of the address. */
  readonly also?: (value: string) => Readonly<Record<string, string | null>>;
}

/** An option of a batch that is a number, in the address. */
export function OptionField(props: OptionFieldProps) {
  const { label, name, usual, hint, placeholder, refusal, also } = props;
  return (
    <NumberField
      label={label}
      value={parameters.value.get(name) ?? usual}
      least={props.least}
      most={props.most}
      step={props.step}
      hint={hint}
      placeholder={placeholder}
      refusal={refusal}
      onInput={(value) => setParameters({ [name]: value === usual ? null : value, ...also?.(value) })}
    />
  );
}

export interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** @default "any" */
  readonly step?: number | "any" | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly refusal: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A number with what the engine says against it. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, least, most, step = "any", hint, placeholder, refusal, onInput } = props;
  const refusalId = useId();
  return (
    <label class="field narrow" title={hint}>
      {label}
      <input
        type="number"
        min={least}
        max={most}
        step={step}
        value={value}
        placeholder={placeholder}
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : refusalId}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {refusal !== undefined && (
        <span id={refusalId} class="refusal">
          {refusal}
        </span>
      )}
    </label>
  );
}
