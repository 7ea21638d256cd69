import type { DescribedModel } from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { language } from "../../language/language.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** The models of a batch in words; null before they are there, and where there is no batch. */
export function useModelsText(matrix: MatrixOf, models: readonly DescribedModel[] | null): string | null {
  const asked = models === null ? null : ({ kind: "models-text", models, lang: language.value } as const);
  const { answer } = useWork(matrix, asked);
  return models === null ? null : answer;
}
