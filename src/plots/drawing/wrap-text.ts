import { textWidth } from "./text-width.js";

/** A character with the accents and joiners that follow it. */
const CHARACTER = /[^\p{M}\p{Cf}](?:\p{M}|\p{Cf})*/gu;
/** What stays on one line: a word with its hyphens, slashes or blanks. */
const WORD = /[^ \t\n\r/-]*[/-]+|[^ \t\n\r/-]+[ \t\n\r]*|[ \t\n\r]+/gu;

/**
 * Breaks a text into lines no wider than `width`, at spaces (not at no-break ones) and after hyphens and slashes; a word wider than a line is broken between characters,
 * with a hyphen between Latin letters, never inside a character with its accents. Always returns at least one line. Cost: O(length).
 *
 * @example
 * wrapText("Recherche et développement", 12, 90); // ["Recherche et", "développement"]
 */
export function wrapText(text: string, size: number, width: number, weight: "regular" | "bold" = "regular"): string[] {
  const lines: string[] = [];
  let line = "";
  const push = () => {
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
  };
  for (const word of text.match(WORD) ?? []) {
    if (textWidth((line + word).trim(), size, weight) <= width) {
      line += word;
      continue;
    }
    push();
    if (textWidth(word.trim(), size, weight) <= width) {
      line = word;
      continue;
    }
    const characters = word.trimEnd().match(CHARACTER) ?? [];
    characters.forEach((character, at) => {
      const next = characters[at + 1];
      const end = next === undefined ? "" : hyphenBetween(character, next);
      if (line !== "" && textWidth(line + character + end, size, weight) > width) {
        line += hyphenBetween(characters[at - 1]!, character);
        push();
      }
      line += character;
    });
    if (word !== word.trimEnd()) line += " ";
  }
  push();
  return lines.length === 0 ? [""] : lines;
}

/** What ends a line on which a word is broken between two characters. */
function hyphenBetween(before: string, after: string): string {
  return /^\p{Script=Latin}/u.test(before) && /^\p{Script=Latin}/u.test(after) ? "-" : "";
}

/** The width of the longest word of a text: a column narrower than that breaks it. */
export function longestWordWidth(text: string, size: number, weight: "regular" | "bold" = "regular"): number {
  return Math.max(...(text.match(WORD) ?? [""]).map((word) => textWidth(word.trim(), size, weight)));
}

/**
 * Breaks a text into the fewest lines of at most `width`, then makes these lines as even as that number of lines allows.
 *
 * @example
 * balanceText("Gestion de cycle de vie du produit", 12, 140); // ["Gestion de cycle", "de vie du produit"]
 */
export function balanceText(
  text: string,
  size: number,
  width: number,
  weight: "regular" | "bold" = "regular",
): string[] {
  const widest = wrapText(text, size, width, weight);
  if (widest.length === 1) return widest;
  const longestWord = Math.max(...text.split(/[ \t\n\r/-]+/).map((word) => textWidth(word, size, weight)));
  let low = Math.min(width, Math.max(width / widest.length / 2, longestWord));
  let high = width;
  if (wrapText(text, size, low, weight).length === widest.length) return wrapText(text, size, low, weight);
  for (let step = 0; step < 8; step++) {
    const middle = (low + high) / 2;
    if (wrapText(text, size, middle, weight).length > widest.length) low = middle;
    else high = middle;
  }
  return wrapText(text, size, high, weight);
}

/** The text on one line of at most `width`, ended by … where it is cut. */
export function shortenText(text: string, size: number, width: number, weight: "regular" | "bold" = "regular"): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = text.match(CHARACTER) ?? [];
  while (characters.length > 0 && textWidth(`${characters.join("").trimEnd()}…`, size, weight) > width)
    characters.pop();
  return `${characters.join("").trimEnd()}…`;
}
