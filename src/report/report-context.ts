import type { Analysis } from "../analysis/analysis.js";
import { type Dictionary, dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { type Language, localize, type Text } from "../language/text.js";
import type { IndirectPlane } from "../structure/indirect.js";
import type { Class } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import type { Content } from "./document.js";

/** What every section is written from: the study, its analysis, the words of the language, and how to name things in it. */
export interface ReportContext {
  readonly study: Study;
  readonly analysis: Analysis;
  readonly lang: Language;
  readonly words: Dictionary;
  readonly number: (value: number, decimals?: number) => string;
  readonly text: (text: Text) => string;
  /** A variable in running text: its label (its short name where that is long) and its code. */
  readonly name: (i: number) => string;
  /** Its label, whole, and its code. */
  readonly fullName: (i: number) => string;
  /** A variable in the first column of a table: its code, bold, and its short name. */
  readonly titleCell: (i: number) => Content;
  /** A class in a table: its mark and its name; a dash where there is none. */
  readonly classCell: (name: Class | null) => Content;
  /** Names in a sentence, at most `limit` of them, then how many others. */
  readonly names: (indices: readonly number[], limit?: number) => string;
  /** The indirect plane's measure and power in words. */
  readonly indirectName: (plane: IndirectPlane) => string;
}

/** Characters from which a label is too long for a sentence. */
const LONG_NAME = 34;

export function reportContext(study: Study, analysis: Analysis): ReportContext {
  const { lang } = analysis.options;
  const words = dictionary(lang);
  const { report, sentences, common } = words;
  const number = (value: number, decimals = 2) => formatNumber(value, lang, decimals);
  const named = (text: string, code: string) => (code === text ? code : `${text} (${code})`);
  const name = (i: number) => {
    const { code, short, label } = analysis.variables[i]!;
    return named(label.length <= LONG_NAME ? label : short, code);
  };
  return {
    study,
    analysis,
    lang,
    words,
    number,
    text: (text) => localize(text, lang),
    name,
    fullName: (i) => named(analysis.variables[i]!.label, analysis.variables[i]!.code),
    titleCell: (i) => {
      const { code, short } = analysis.variables[i]!;
      return code === short ? [{ strong: code }] : [{ strong: code }, ` ${short}`];
    },
    classCell: (name) => (name === null ? "–" : [{ mark: name }, ` ${common.classes[name]}`]),
    names: (indices, limit = 6) => {
      const shown = indices.length <= limit + 1 ? indices : indices.slice(0, limit);
      const rest = indices.length - shown.length;
      return report.list([...shown.map(name), ...(rest === 0 ? [] : [sentences.andOthers(rest)])]);
    },
    indirectName: ({ power, stable }) => {
      if (power === null) return sentences.dematel;
      const { measure, attenuation } = analysis.options;
      if (measure === "attenuated") return sentences.attenuated(number(attenuation, 4), String(power), stable);
      return sentences.power(String(power), stable);
    },
  };
}

/** Indices of the variables, the strongest in a ranking first; ties in the order of the study. */
export function orderByRank(ranks: readonly number[]): number[] {
  return ranks.map((_, i) => i).sort((i, j) => ranks[i]! - ranks[j]! || i - j);
}
