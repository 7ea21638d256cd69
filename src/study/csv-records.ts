import { StudyError } from "../errors.js";
import { detectSeparator } from "./csv-separator.js";
import { type CsvSeparator, cutCsv } from "./cut-csv.js";
import { MAX_VARIABLES } from "./schema.js";

/** A CSV text cut into fields. */
export interface CsvRecords {
  readonly separator: CsvSeparator;
  readonly records: readonly (readonly string[])[];
}

export interface ReadCsvOptions {
  /** @default found in the first line */
  readonly separator?: CsvSeparator;
  /** What the text is called in an error, such as the path of the file. @default "text" */
  readonly name?: string;
}

/** Three times the fields of the largest matrix: more would exhaust the memory before any check of the study. */
const MAX_FIELDS = 3 * (MAX_VARIABLES + 1) ** 2;

/**
 * Cuts a CSV text into records, as spreadsheets in use write it: comma, semicolon or tab, found by
 * {@link detectSeparator} unless given; with or without a byte order mark or a first line `sep=;`; LF, CRLF or CR;
 * fields quoted with `"` (doubled inside) or not. Blanks around unquoted fields fall, inside quotes they stay.
 *
 * Empty lines are skipped; nothing else is interpreted. Cost: O(length). Throws {@link StudyError} `study-unreadable` for
 * a quote that is not closed, `study-too-large` above twelve million fields.
 *
 * @example
 * readCsvRecords(";A\r\n\"A\";0").records; // [["", "A"], ["A", "0"]]
 */
export function readCsvRecords(text: string, options: ReadCsvOptions = {}): CsvRecords {
  const { separator, name = "text" } = options;
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const declared = /^"?sep=([,;\t])"?[ ,;\t]*(?:\r\n|\n|\r|$)/i.exec(plain);
  const body = declared === null ? plain : plain.slice(declared[0].length);
  const used = separator ?? (declared?.[1] as CsvSeparator | undefined) ?? detectSeparator(body);
  refuseTooManyFields(body, used, name);
  return { separator: used, records: cutCsv(body, used, name) };
}

function refuseTooManyFields(body: string, separator: CsvSeparator, name: string): void {
  if (body.length < MAX_FIELDS) return;
  let fields = 1;
  for (let at = body.indexOf(separator); at >= 0 && fields <= MAX_FIELDS; at = body.indexOf(separator, at + 1))
    fields += 1;
  if (fields > MAX_FIELDS) {
    const expected = `the matrix of at most ${MAX_VARIABLES} variables`;
    throw new StudyError([{ path: name, expected, received: `over ${MAX_FIELDS} fields` }], "study-too-large");
  }
}
