import type { Language, Text } from "../../src/index.js";

/**
 * A text with another wording. Where it is given per language, one language changes and the other stays; a text without languages is replaced. Null where it says nothing then.
 *
 * @example
 * reworded({ fr: "oui", en: "yes" }, "en", "certainly"); // { fr: "oui", en: "certainly" }
 */
export function reworded(text: Text | null, language: Language, wording: string): Text | null {
  const said = wording.trim();
  if (text === null || typeof text === "string") return said === "" ? null : said;
  const other = language === "fr" ? "en" : "fr";
  const kept = text[other] === undefined ? {} : { [other]: text[other] };
  if (said !== "") return { ...kept, [language]: said };
  return text[other] === undefined ? null : kept;
}
