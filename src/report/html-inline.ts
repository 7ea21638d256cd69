import type { Language } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import { escapeText } from "../plots/svg-text.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import type { Content } from "./document.js";

/** Running text as HTML: everything escaped, spaces that must not break kept, marks of classes coloured. */
export function htmlInline(content: Content, lang: Language): string {
  if (typeof content === "string") return htmlText(content, lang);
  return content
    .map((piece) => {
      if (typeof piece === "string") return htmlText(piece, lang);
      if ("strong" in piece) return `<strong>${htmlText(piece.strong, lang)}</strong>`;
      return `<span class="mark ${piece.mark}" aria-hidden="true">${CLASS_SYMBOLS[piece.mark]}</span>`;
    })
    .join("");
}

/** A text, escaped, in the spacing of the language. */
export function htmlText(text: string, lang: Language): string {
  return escapeText(keepTogether(text, lang));
}
