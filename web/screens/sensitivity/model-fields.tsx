import { RESULTS_WORDS, SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { type ModelKind, type StepKind, stepKind, stepTexts } from "./batch-address.js";
import { NumberField, OptionField } from "./option-field.js";
import type { RefusedOptions } from "./refused-options.js";

export interface ModelFieldsProps {
  readonly kind: ModelKind;
  readonly matrix: MatrixOf;
  readonly refused: RefusedOptions;
}

const probability = { least: 0, most: 1, step: 0.05 } as const;

/** The options of one model. */
export function ModelFields({ kind, matrix, refused }: ModelFieldsProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  switch (kind) {
    case "step":
      return <StepFields matrix={matrix} refused={refused} />;
    case "potential":
      return (
        <div class="model-fields">
          <OptionField
            label={words.comesTrue}
            name="potential"
            usual="0.5"
            {...probability}
            refusal={refused.get("potential.probability")}
          />
          <OptionField
            label={words.potentialValue}
            name="value"
            usual="3"
            least={0}
            most={1000}
            step={0.5}
            refusal={refused.get("potential.value")}
          />
        </div>
      );
    case "omission":
      return (
        <div class="model-fields">
          <OptionField
            label={words.forgotten}
            name="omission"
            usual="0.05"
            {...probability}
            refusal={refused.get("omission.probability")}
          />
        </div>
      );
    case "experts":
      return (
        <div class="model-fields">
          <label class="field">
            {words.aggregation}
            <select
              value={parameters.value.get("aggregation") ?? "mean"}
              onChange={({ currentTarget: { value } }) =>
                setParameters({ aggregation: value === "mean" ? null : value })
              }
            >
              {(["mean", "median"] as const).map((name) => (
                <option key={name} value={name}>
                  {words.aggregations[name]}
                </option>
              ))}
            </select>
          </label>
        </div>
      );
    case "spread":
      return null;
  }
}

/** What the address has where a step is chosen to be given another way. */
const STEP_STARTS: Readonly<Record<StepKind, Readonly<Record<string, string | null>>>> = {
  same: { step: null, down: null, up: null },
  confidence: { step: "0.3_0.15_0.05", down: null, up: null },
  apart: { step: null, down: "0.05", up: "0.05" },
};

function StepFields({ matrix, refused }: Pick<ModelFieldsProps, "matrix" | "refused">) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { confidences } = wordsOf(RESULTS_WORDS);
  const kind = stepKind();
  const texts = stepTexts();
  const hasConfidence = matrix.judgements.some(({ confidence }) => confidence !== undefined);
  const refusal = refused.get("step.probability");
  return (
    <div class="model-fields">
      <label class="field">
        {words.stepKind}
        <select
          value={kind}
          onChange={({ currentTarget }) => setParameters(STEP_STARTS[currentTarget.value as StepKind])}
        >
          {(Object.keys(STEP_STARTS) as StepKind[]).map((name) => (
            <option key={name} value={name} disabled={name === "confidence" && !hasConfidence && kind !== name}>
              {words.stepKinds[name]}
            </option>
          ))}
        </select>
      </label>
      {!hasConfidence && <p class="soft hint">{words.noConfidence}</p>}
      {kind === "same" && (
        <OptionField label={words.probability} name="step" usual="0.1" {...probability} refusal={refusal} />
      )}
      {kind === "confidence" &&
        ([1, 2, 3] as const).map((level, index) => (
          <NumberField
            key={level}
            label={words.probabilityOf(confidences[level])}
            value={texts[index]!}
            {...probability}
            refusal={index === 2 ? refusal : undefined}
            onInput={(value) =>
              setParameters({ step: texts.map((text, at) => (at === index ? value : text)).join("_") })
            }
          />
        ))}
      {kind === "apart" && (
        <>
          <OptionField label={words.down} name="down" usual="" {...probability} refusal={refused.get("step.down")} />
          <OptionField label={words.up} name="up" usual="" {...probability} refusal={refused.get("step.up")} />
        </>
      )}
      <OptionField
        label={words.zero}
        name="zero"
        usual="0"
        {...probability}
        refusal={refused.get("step.zeroProbability")}
      />
    </div>
  );
}
