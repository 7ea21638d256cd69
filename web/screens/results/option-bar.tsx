import { RESULTS_WORDS, type ResolvedAnalysisOptions } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { expectedText, problemText } from "../../language/problem-text.js";
import { parameters, setParameters } from "../../router/address.js";
import { OPTION_PARAMETERS, resetOptions } from "./result-options.js";

const MEASURES = ["power", "attenuated", "dematel"] as const;
const THRESHOLDS = ["mean", "median", "midrange"] as const;
const LABELS = ["auto", "short", "code"] as const;

export interface OptionBarProps {
  /** Why the engine refuses the options as they are. */
  readonly problem: ApiProblem | null;
  /** The options of the last analysis, and the power it took; null where it takes none. */
  readonly resolved: ResolvedAnalysisOptions;
  readonly power: number | null;
}

/** The options of the analysis. They are in the address and act at once. */
export function OptionBar({ problem, resolved, power }: OptionBarProps) {
  const words = wordsOf(RESULTS_WORDS);
  const asked = parameters.value;
  const asText = (name: string) => asked.get(name) ?? "";
  const set = (name: string, value: string, usual = "") => setParameters({ [name]: value === usual ? null : value });
  const measure = asked.get("measure") ?? "power";
  const threshold = asked.get("threshold") ?? "mean";
  const isFormula = !(THRESHOLDS as readonly string[]).includes(threshold);
  const issues = new Map(
    (problem?.issues ?? []).map(({ path, expected }) => [path, words.wrongOption(expectedText(expected))]),
  );
  const changed = OPTION_PARAMETERS.some((name) => name !== "of" && asked.has(name));
  return (
    <details class="options no-print" open={window.matchMedia("(min-width: 48rem)").matches}>
      <summary>{words.options}</summary>
      <div class="controls">
        <label class="field">
          {words.measure}
          <select value={measure} onChange={(event) => set("measure", event.currentTarget.value, "power")}>
            {MEASURES.map((name) => (
              <option key={name} value={name}>
                {words.measures[name]}
              </option>
            ))}
          </select>
        </label>
        {measure === "attenuated" && (
          <label class="field narrow">
            {words.attenuation}
            <input
              type="number"
              min={0.05}
              max={1}
              step={0.05}
              value={asText("attenuation") || resolved.attenuation}
              onInput={(event) => set("attenuation", event.currentTarget.value)}
            />
          </label>
        )}
        {measure !== "dematel" && (
          <label class="field narrow" title={words.powerHint}>
            {words.power}
            <input
              type="number"
              min={1}
              max={resolved.maxPower}
              step={1}
              value={asText("power")}
              placeholder={power === null ? words.powerStable : `${power} (${words.powerStable})`}
              aria-invalid={issues.has("power")}
              onInput={(event) => set("power", event.currentTarget.value)}
            />
          </label>
        )}
        <label class="field">
          {words.threshold}
          <select
            value={isFormula ? "formula" : threshold}
            onChange={(event) => {
              const { value } = event.currentTarget;
              set("threshold", value === "formula" ? "mean + std / 2" : value, "mean");
            }}
          >
            {THRESHOLDS.map((name) => (
              <option key={name} value={name}>
                {words.thresholds[name]}
              </option>
            ))}
            <option value="formula">{words.thresholds.formula}</option>
          </select>
        </label>
        {isFormula && (
          <label class="field" title={words.formulaHint}>
            {words.formula}
            <input
              type="text"
              value={threshold}
              spellcheck={false}
              aria-invalid={issues.has("threshold")}
              onChange={(event) => set("threshold", event.currentTarget.value.trim())}
            />
          </label>
        )}
        <label class="field narrow">
          {words.potentialValue}
          <input
            type="number"
            min={0.5}
            max={1000}
            step={0.5}
            value={asText("p") || resolved.potentialValue}
            aria-invalid={issues.has("potentialValue")}
            onInput={(event) => set("p", event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {words.labels}
          <select
            value={asText("labels") || "auto"}
            onChange={(event) => set("labels", event.currentTarget.value, "auto")}
          >
            {LABELS.map((name) => (
              <option key={name} value={name}>
                {words.labelStyles[name]}
              </option>
            ))}
          </select>
        </label>
        {changed && (
          <button type="button" class="button quiet" onClick={resetOptions}>
            {words.resetOptions}
          </button>
        )}
      </div>
      {problem !== null && (
        <p class="option-problem" role="alert">
          {issues.size === 0 ? problemText(problem) : [...issues.values()].join(" ")}
        </p>
      )}
    </details>
  );
}
