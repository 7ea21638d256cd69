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

/** What a point follows without ending a sentence, beside single letters and initials such as `e.g.`; in small letters. */
const ABBREVIATIONS = new Set(
  "al approx art av cf ch chap coll dr ed éd env ex fig ibid ing jr max min mm mme mr mrs no nos op par pp prof resp sect sq st ste tab tel tél vol vols vs".split(
    " ",
  ),
);

/**
 * The first sentence of a text: what fits under a picture. A point ends no sentence after an abbreviation (`p. 3`, `cf. Godet`), after the number
 * of a list at the start, or before a small letter; where in doubt, the sentence is longer.
 *
 * @example
 * firstSentence("See p. 3 of the study. It is long."); // "See p. 3 of the study."
 */
export function firstSentence(text: string): string {
  for (const { index, 0: mark } of text.matchAll(/[.!?…]+[»”’")\]]*(?=\s|$)/g)) {
    const end = index + mark.length;
    if (/^\s+\p{Ll}/u.test(text.slice(end))) continue;
    if (mark === "." && endsInAbbreviation(text.slice(0, index))) continue;
    return text.slice(0, end);
  }
  return text;
}

function endsInAbbreviation(text: string): boolean {
  const word = /[^\s(«“"’']*$/.exec(text)![0];
  if (/^(\p{L}|(\p{L}\.)+\p{L})$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase())) return true;
  return /^\s*\d+$/.test(text);
}
