import { firstSentence, type Language, localize } from "../language/text.js";
import type { Study } from "../study/study.js";
import { plainText, wrapColumns } from "./terminal-text.js";

/** How a chain of variables is written in a terminal. */
export interface ChainOptions {
  readonly lang: Language;
  /** Columns of the terminal. @default 80 */
  readonly width?: number;
}

/** A chain as lines of at most `width` columns, indented: `V15 Climate ─3→ V14 Regulations`. A link may be null: strength unknown. */
export function chainLines(
  study: Study,
  ids: readonly string[],
  strengths: readonly (number | null)[],
  { lang, width = 80 }: ChainOptions,
): string[] {
  const name = namesOf(study, lang);
  const steps = ids.map((id, i) => {
    const strength = i === 0 ? "" : `${strengths[i - 1] === null ? "→" : `─${strengths[i - 1]}→`}\u00A0`;
    return strength + name(id).replaceAll(" ", "\u00A0");
  });
  return wrapColumns(steps.join(" "), width - 4).map((line) => `    ${line}`);
}

/** The first sentence of the study's disclaimer as lines, after an empty one; none where there is no disclaimer. */
export function disclaimerLines(study: Study, { lang, width = 80 }: ChainOptions): string[] {
  if (study.disclaimer === undefined) return [];
  return ["", ...wrapColumns(plainText(firstSentence(localize(study.disclaimer, lang))), width)];
}

/** The name of a variable by its id: code and short name, safe for a terminal. */
export function namesOf(study: Study, lang: Language): (id: string) => string {
  const byId = new Map(study.variables.map((variable) => [variable.id, variable]));
  return (id) => {
    const { code, short } = byId.get(id)!;
    const text = localize(short, lang);
    return plainText(text === code ? code : `${code} ${text}`);
  };
}
