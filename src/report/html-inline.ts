import type { Language } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import { escapeText } from "../plots/drawing/svg-text.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import type { Content } from "./document.js";

/** Running text as HTML: everything escaped, spaces that must not break kept, marks of classes coloured. */
export function htmlInline(content: Content, lang: Language): string {
  if (typeof content === "string") return htmlText(content, lang);
  return content
    .map((run) => {
      if (typeof run === "string") return htmlText(run, lang);
      if ("strong" in run) return `<strong>${htmlText(run.strong, lang)}</strong>`;
      return `<span class="mark ${run.mark}" aria-hidden="true">${CLASS_SYMBOLS[run.mark]}</span>`;
    })
    .join("");
}

/** A text, escaped, in the spacing of the language. */
export function htmlText(text: string, lang: Language): string {
  return escapeText(keepTogether(text, lang));
}
