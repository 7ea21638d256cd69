import { FILE_WORDS } from "../language/file-words.js";
import { slugOf } from "../language/slug.js";
import { localize } from "../language/text.js";
import type { Study } from "../study/study.js";

/** What a file of a study is: a table, a report, or a picture by its name. */
export type FileContent = keyof (typeof FILE_WORDS)["en"];

/**
 * The name of a file: the title of the study and what the file is, in the study's language, without accents or blanks.
 *
 * @example
 * fileName({ title: "L’énergie en 2040", language: "fr" }, "matrix", "csv"); // "l-energie-en-2040-matrice.csv"
 */
export function fileName(
  { title, language }: Pick<Study, "title" | "language">,
  content: FileContent,
  ending: string,
): string {
  const what = FILE_WORDS[language][content];
  return `${slugOf(localize(title, language)) || FILE_WORDS[language].study}-${what}.${ending}`;
}
