import { RESULTS_WORDS } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { expectedText } from "../../language/problem-text.js";
import type { ModelKind } from "./batch-address.js";

/** What is wrong with the options, by the option's name, `step.probability` for one of a model, `models` for them together. */
export type RefusedOptions = ReadonlyMap<string, string>;

/** The fields that a refusal is about. */
export function refusedOptions(problem: ApiProblem | null, models: readonly ModelKind[]): RefusedOptions {
  const words = wordsOf(RESULTS_WORDS);
  const refused = new Map<string, string>();
  for (const { path, expected } of problem?.issues ?? []) {
    const [root, place, option] = path.replace(/^\//, "").split("/");
    const kind = root === "perturbation" ? models[Number(place)] : undefined;
    const name = root !== "perturbation" ? root! : kind === undefined ? "models" : `${kind}.${option ?? ""}`;
    refused.set(name, words.wrongOption(expectedText(expected)));
  }
  return refused;
}
