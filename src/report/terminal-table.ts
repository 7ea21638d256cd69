import { dictionary } from "../language/dictionary.js";
import { type Language, localize } from "../language/text.js";
import type { Class } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { columnsOf, pad, plainText } from "./terminal-text.js";

const SGR: Readonly<Record<Class | "bold", number>> = { motor: 34, relay: 33, dependent: 32, autonomous: 90, bold: 1 };

/** How a text is coloured by a class, or made bold; as it is without colour. */
export function styleOf(colour: boolean): (name: Class | "bold", text: string) => string {
  return (name, text) => (colour ? `\u001B[${SGR[name]}m${text}\u001B[0m` : text);
}

/** The first columns of a table: code and short name of a variable, in `width` columns. */
export interface TableNames {
  readonly row: (i: number) => string;
  readonly head: string;
  /** As wide, and empty. */
  readonly lead: string;
}

export function tableNames({ variables }: Study, lang: Language, width: number): TableNames {
  const { columns } = dictionary(lang).report;
  const codeWidth = Math.min(12, Math.max(4, ...variables.map(({ code }) => columnsOf(plainText(code)))));
  const line = (code: string, label: string) => `${pad(code, codeWidth)} ${pad(label, width - codeWidth - 1)}`;
  return {
    row: (i) => {
      const { code, short } = variables[i]!;
      const label = localize(short, lang);
      return line(plainText(code), label === code ? "" : plainText(label));
    },
    head: line(columns.code, columns.variable),
    lead: " ".repeat(width),
  };
}
