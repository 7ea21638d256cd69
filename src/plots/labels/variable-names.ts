import { type Language, localize } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import type { LabelStyle } from "../plot-options.js";

/** The names of a variable in a language. */
export interface VariableName {
  readonly code: string;
  readonly long: string;
  readonly short: string;
}

/** A label style that has been decided. */
export type NameStyle = Exclude<LabelStyle, "auto">;

/** From the longest to the shortest. */
export const NAME_STYLES: readonly NameStyle[] = ["long", "short", "code"];

export function variableNames(study: Study, lang: Language): VariableName[] {
  return study.variables.map((variable) => ({
    code: variable.code,
    long: localize(variable.label, lang).trim() || variable.code,
    short: localize(variable.short, lang).trim() || variable.code,
  }));
}
