import type { Language, Text } from "../../../src/index.js";

/** What a text says in one language and no other; a text without languages is of the study's main one. */
export function textIn(text: Text | undefined, tongue: Language, main: Language): string {
  if (text === undefined) return "";
  if (typeof text === "string") return tongue === main ? text : "";
  return text[tongue] ?? "";
}

/** A text with another wording in one language; undefined where it then says nothing in any. */
export function withText(text: Text | undefined, tongue: Language, main: Language, wording: string): Text | undefined {
  const both = { fr: textIn(text, "fr", main), en: textIn(text, "en", main), [tongue]: wording };
  const [fr, en] = [both.fr.trim() === "" ? undefined : both.fr, both.en.trim() === "" ? undefined : both.en];
  if (fr === undefined && en === undefined) return undefined;
  return { ...(fr !== undefined && { fr }), ...(en !== undefined && { en }) };
}
