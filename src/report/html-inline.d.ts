import type { Language } from "../language/text.js";
import type { Content } from "./document.js";
/** Running text as HTML: everything escaped, spaces that must not break kept, marks of classes coloured. */
export declare function htmlInline(content: Content, lang: Language): string;
/** A text, escaped, in the spacing of the language. */
export declare function htmlText(text: string, lang: Language): string;
