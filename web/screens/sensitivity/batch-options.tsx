import { useEffect, useState } from "preact/hooks";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import type { BatchAsked } from "./batch-address.js";
import { DrawFields } from "./draw-fields.js";
import { ModelChoice } from "./model-choice.js";
import type { RefusedOptions } from "./refused-options.js";
import { startsByItself } from "./use-batch.js";

export interface BatchOptionsProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly asked: BatchAsked;
  readonly refused: RefusedOptions;
}

/** What is perturbed and how often. Folded while its result is there to be read; open where a run waits to be started, or is refused. */
export function BatchOptions({ study, matrix, asked, refused }: BatchOptionsProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const [isOpen, setOpen] = useState(!startsByItself(asked, matrix.direct.length));
  const isRefused = refused.size > 0;
  useEffect(() => {
    if (isRefused) setOpen(true);
  }, [isRefused]);
  return (
    <details
      class="options batch-options no-print"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {words.options}
        {!isOpen && <span class="soft">{asked.models.map((kind) => words.model[kind]).join(" + ")}</span>}
      </summary>
      <div class="batch-fields">
        <ModelChoice study={study} matrix={matrix} models={asked.models} refused={refused} />
        <DrawFields refused={refused} />
      </div>
    </details>
  );
}
