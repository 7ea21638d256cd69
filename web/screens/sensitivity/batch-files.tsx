import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { work } from "../../engine/engine.js";
import type { EngineBatch } from "../../engine/engine-work.js";
import { language, wordsOf } from "../../language/language.js";
import { saveFile } from "../../parts/save-file.js";
import type { MatrixOf } from "../results/matrix-of.js";

export interface BatchFilesProps {
  readonly matrix: MatrixOf;
  readonly batch: EngineBatch;
}

/** The files of a batch: the bytes of the library. */
export function BatchFiles({ matrix, batch }: BatchFilesProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const saveCsv = async () => {
    const csv = await work(matrix, { kind: "batch-csv", lang: language.value }, { batch });
    saveFile("sensitivity.csv", new Blob([csv], { type: "text/csv" }));
  };
  const saveJson = () =>
    saveFile("sensitivity.json", new Blob([JSON.stringify(batch.result)], { type: "application/json" }));
  return (
    <p class="batch-files no-print">
      <span>{words.files}</span>
      <button
        type="button"
        class="file-button"
        aria-label={`${words.files}, ${words.csv}`}
        onClick={() => void saveCsv()}
      >
        {words.csv}
      </button>
      <button type="button" class="file-button" aria-label={`${words.files}, ${words.json}`} onClick={saveJson}>
        {words.json}
      </button>
    </p>
  );
}
