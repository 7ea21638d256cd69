import { stringify } from "csv-stringify/browser/esm/sync";
import type { CsvSeparator } from "./cut-csv.js";

/** Fields that any reader would cut elsewhere, or trim, when left without quotes. */
const QUOTED = /^\s|\s$|[,;\t\r\n]/;

/** Records as CSV text with LF line ends; fields are quoted where they must be for every separator in use. */
export function writeCsv(records: readonly (readonly (string | number | null)[])[], separator: CsvSeparator): string {
  return stringify(records as (string | number | null)[][], { delimiter: separator, quoted_match: QUOTED });
}
