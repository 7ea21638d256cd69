import type { Study } from "../study/study.js";

const USUAL_VALUES: readonly (number | "P")[] = [0, 1, 2, 3, "P"];

/**
 * The values an expert chooses from, numbers rising and `P` last: those the study's scale names, or 0, 1, 2, 3 and P where it names none. `?` and a
 * blank are answers on every scale.
 *
 * @example
 * answerValues(study); // [0, 1, 2, 3, "P"]
 */
export function answerValues({ scale }: Pick<Study, "scale">): readonly (number | "P")[] {
  const named = new Set((scale?.values ?? []).map(({ value }) => value.trim()).filter((value) => value !== ""));
  const numbers = [...named].map(Number).filter((value) => value >= 0 && Number.isFinite(value));
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  if (named.has("P")) return [...values, "P"];
  return values.length === 0 ? USUAL_VALUES : values;
}
