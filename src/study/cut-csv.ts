import { CsvError, type Options, parse } from "csv-parse/browser/esm/sync";
import { StudyError } from "../errors.js";

/** What may stand between the fields. */
export type CsvSeparator = "," | ";" | "\t";

/** Cuts a text into the fields of its records, all or the first `count`; blanks around unquoted fields fall. */
export function cutCsv(text: string, separator: CsvSeparator, name: string, count?: number): string[][] {
  const options: Options = {
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    ...(count !== undefined && { to: count }),
  };
  try {
    return parse(text, options);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const expected = "quotes that close right before a separator, with a quote inside a quoted field doubled";
    const received = `a quoted field that breaks this by line ${cause["lines"]}`;
    throw new StudyError([{ path: name, expected, received }], "study-unreadable", cause);
  }
}
