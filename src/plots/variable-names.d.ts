import { type Language } from "../language/text.js";
import type { Study } from "../study/study.js";
import type { LabelStyle } from "./plot-options.js";
/** The names of a variable in a language. */
export interface VariableName {
  readonly code: string;
  readonly long: string;
  readonly short: string;
}
/** A label style that has been decided. */
export type NameStyle = Exclude<LabelStyle, "auto">;
export declare function variableNames(study: Study, lang: Language): VariableName[];
