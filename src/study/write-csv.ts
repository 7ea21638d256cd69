import { type Options, stringify } from "csv-stringify/browser/esm/sync";
import type { CsvSeparator } from "./cut-csv.js";

type CsvField = string | number | null;

/** Fields that a reader would cut or trim when left without quotes. */
const QUOTED = /^\s|\s$|[\r\n]/;
/** In the first line no separator but the one in use may stand outside quotes: readers find it there. */
const QUOTED_FIRST = /^\s|\s$|[,;\t\r\n]/;

/** Records as CSV text with LF line ends, such that every reader finds the separator and each field as it was. */
export function writeCsv(records: readonly (readonly CsvField[])[], separator: CsvSeparator): string {
  const lines = (some: readonly (readonly CsvField[])[], quoted: RegExp) => {
    const options: Options = { delimiter: separator, quoted_match: quoted };
    return stringify(some as CsvField[][], options);
  };
  return lines(records.slice(0, 1), QUOTED_FIRST) + lines(records.slice(1), QUOTED);
}
