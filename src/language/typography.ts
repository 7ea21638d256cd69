import type { Language } from "./text.js";

const NO_BREAK_SPACE = "\u00A0";

/**
 * A text with the spaces that must not break a line made no-break ones: in French before `: ; ? ! % »` and after `«`.
 * Other languages stay as they are.
 *
 * @example
 * keepTogether("Quel avenir ?", "fr"); // "Quel avenir ?", with a no-break space
 */
export function keepTogether(text: string, language: Language): string {
  if (language !== "fr") return text;
  return text.replace(/ (?=[:;?!%»])/g, NO_BREAK_SPACE).replace(/« /g, `«${NO_BREAK_SPACE}`);
}
