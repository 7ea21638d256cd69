import type { Language } from "../language/text.js";
import type { Table } from "./document.js";
/** A table as HTML: caption, one or two heading rows (repeated on each printed page), a heading cell first in each row. */
export declare function htmlTable(table: Table, captionNumber: string, lang: Language): string;
