import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { DRAWING_KINDS, type ModelKind, OFFERED_KINDS, setModel } from "./batch-address.js";
import { ModelFields } from "./model-fields.js";
import type { RefusedOptions } from "./refused-options.js";

export interface ModelChoiceProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly models: readonly ModelKind[];
  readonly refused: RefusedOptions;
}

/** The models: one, or several that act one after the other, each with its options and what it does in plain words. */
export function ModelChoice({ study, matrix, models, refused }: ModelChoiceProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const refusal = refused.get("models");
  return (
    <fieldset class="models">
      <legend>{words.models}</legend>
      <div class="model-cards">
        {OFFERED_KINDS.map((kind) => {
          const draws = DRAWING_KINDS.includes(kind);
          const isLocked = draws && study.role !== "facilitator";
          const chosen = models.includes(kind);
          return (
            <div key={kind} class={chosen ? "model chosen" : "model"}>
              <label class="model-name">
                <input
                  type="checkbox"
                  checked={chosen}
                  disabled={isLocked && !chosen}
                  aria-describedby={`model-${kind}`}
                  onChange={(event) => setModel(kind, event.currentTarget.checked)}
                />
                {words.model[kind]}
              </label>
              <p id={`model-${kind}`} class="soft">
                {isLocked ? words.facilitatorOnly : words.meaning[kind]}
                {draws && !isLocked && ` ${words.drawnOnServer}`}
              </p>
              {chosen && <ModelFields kind={kind} matrix={matrix} refused={refused} />}
              {chosen && refused.get(`${kind}.`) !== undefined && <p class="refusal">{refused.get(`${kind}.`)}</p>}
            </div>
          );
        })}
      </div>
      {refusal !== undefined && (
        <p class="refusal" role="alert">
          {refusal}
        </p>
      )}
    </fieldset>
  );
}
