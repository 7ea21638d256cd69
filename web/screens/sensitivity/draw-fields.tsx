import { useState } from "preact/hooks";
import { RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { labelStyle } from "../results/result-options.js";
import { DEFAULT_SAMPLES } from "./batch-address.js";
import { OptionField } from "./option-field.js";
import type { RefusedOptions } from "./refused-options.js";

const SAMPLES = [1000, 10_000, 100_000, 1_000_000] as const;
const THRESHOLDS = ["mean", "median", "midrange"] as const;
const LABELS = ["auto", "short", "code"] as const;

/** How many matrices are drawn, from which seed, and how each of them is ranked. */
export function DrawFields({ refused }: { readonly refused: RefusedOptions }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const results = wordsOf(RESULTS_WORDS);
  const measure = parameters.value.get("measure") ?? "power";
  return (
    <div class="controls">
      <SamplesField refusal={refused.get("samples")} />
      <OptionField
        label={words.seed}
        name="seed"
        usual="1"
        least={0}
        most={4_294_967_295}
        step={1}
        hint={words.seedHint}
        refusal={refused.get("seed")}
      />
      <OptionField
        label={words.power}
        name="power"
        usual=""
        least={1}
        most={200}
        step={1}
        hint={words.powerHint}
        placeholder={results.powerStable}
        refusal={refused.get("power")}
      />
      <ThresholdField refusal={refused.get("threshold")} />
      <OptionField label={words.top} name="top" usual="5" least={1} step={1} refusal={refused.get("top")} />
      <label class="field">
        {words.labels}
        <select
          value={labelStyle()}
          onChange={({ currentTarget: { value } }) => setParameters({ labels: value === "auto" ? null : value })}
        >
          {LABELS.map((name) => (
            <option key={name} value={name}>
              {results.labelStyles[name]}
            </option>
          ))}
        </select>
      </label>
      {measure !== "power" && <p class="soft hint">{words.measureIgnored}</p>}
    </div>
  );
}

interface RefusableProps {
  readonly refusal: string | undefined;
}

function SamplesField({ refusal }: RefusableProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const asked = parameters.value.get("samples") ?? String(DEFAULT_SAMPLES);
  const [writes, setWrites] = useState(false);
  const isFree = writes || !SAMPLES.some((count) => String(count) === asked);
  return (
    <>
      <label class="field">
        {words.samples}
        <select
          value={isFree ? "free" : asked}
          onChange={({ currentTarget: { value } }) => {
            setWrites(value === "free");
            if (value !== "free") setParameters({ samples: value === String(DEFAULT_SAMPLES) ? null : value });
          }}
        >
          {SAMPLES.map((count) => (
            <option key={count} value={String(count)}>
              {figure(count)}
            </option>
          ))}
          <option value="free">{words.samplesFree}</option>
        </select>
      </label>
      {isFree && (
        <OptionField
          label={words.samplesNumber}
          name="samples"
          usual={String(DEFAULT_SAMPLES)}
          least={1}
          step={1}
          refusal={refusal}
        />
      )}
    </>
  );
}

/** A formula that comes along from the results is shown as what it is: the engine says beside it that a batch takes none. */
function ThresholdField({ refusal }: RefusableProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const asked = parameters.value.get("threshold") ?? "mean";
  const isNumber = asked.trim() !== "" && Number.isFinite(Number(asked.replace(",", ".")));
  const isNamed = (THRESHOLDS as readonly string[]).includes(asked);
  return (
    <>
      <label class="field">
        {words.threshold}
        <select
          value={isNamed ? asked : isNumber ? "number" : "given"}
          aria-invalid={refusal !== undefined && !isNumber}
          onChange={({ currentTarget: { value } }) =>
            setParameters({ threshold: value === "mean" ? null : value === "number" ? "10" : value })
          }
        >
          {THRESHOLDS.map((name) => (
            <option key={name} value={name}>
              {words.thresholds[name]}
            </option>
          ))}
          <option value="number">{words.thresholds.number}</option>
          {!isNamed && !isNumber && (
            <option value="given" disabled>
              {asked === "" ? words.thresholds.given : asked}
            </option>
          )}
        </select>
        {refusal !== undefined && !isNumber && (
          <span class="refusal" role="alert">
            {refusal}
          </span>
        )}
      </label>
      {isNumber && <OptionField label={words.thresholdNumber} name="threshold" usual="" refusal={refusal} />}
    </>
  );
}
