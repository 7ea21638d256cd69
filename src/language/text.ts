/** The languages of the page, the pictures and the reports. */
export type Language = "fr" | "en";

/** A text as one string, or one string per language. */
export type Text = string | { readonly fr?: string; readonly en?: string };

export const LANGUAGES: readonly Language[] = ["fr", "en"];

/** The text in a language; in the other one where it is missing. */
export function localize(text: Text, language: Language): string {
  if (typeof text === "string") return text;
  return text[language] ?? text.fr ?? text.en ?? "";
}

/** The first sentence of a text: what fits under a picture. */
export function firstSentence(text: string): string {
  const end = /[.!?](?=\s|$)/.exec(text);
  return end === null ? text : text.slice(0, end.index + 1);
}
