import { type CsvSeparator, cutCsv } from "./cut-csv.js";

const SEPARATORS: readonly CsvSeparator[] = [",", ";", "\t"];

/** Records that settle a doubt, and the part of the text they are looked for in. */
const SAMPLE_RECORDS = 6;
const SAMPLE_LENGTH = 1 << 20;

/**
 * Which of comma, semicolon and tab separates the fields: the one that stands outside quotes in the first line that is
 * not blank. Where several do (a label without quotes holds one), it is the one by which the first column repeats the
 * first row, then the one that gives lines of equal length, then the one that occurs most. Comma where none occurs.
 *
 * @example
 * detectSeparator(';Price, cost;Demand\nPrice, cost;0;2\nDemand;1;0'); // ";"
 */
export function detectSeparator(text: string): CsvSeparator {
  const counts = countOutsideQuotes(text);
  const found = SEPARATORS.filter((separator) => counts[separator] > 0);
  if (found.length < 2) return found[0] ?? ",";
  const sample = text.slice(0, SAMPLE_LENGTH);
  const scores = found.map((separator) => [...agreement(sample, separator), counts[separator]]);
  let best = 0;
  for (let other = 1; other < found.length; other++) if (isGreater(scores[other]!, scores[best]!)) best = other;
  return found[best]!;
}

/** How often each separator stands outside quotes up to the end of the first line with a name. A quote opens at the start of a field only. */
function countOutsideQuotes(text: string): Record<CsvSeparator, number> {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quoted) {
      if (character === '"' && text[index + 1] === '"') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === "\n" || character === "\r") {
      if (!blank) break;
      fieldStart = true;
    } else if (character === "," || character === ";" || character === "\t") {
      counts[character] += 1;
      fieldStart = true;
    } else if (character === '"' && fieldStart) {
      quoted = true;
      blank = false;
      fieldStart = false;
    } else if (character !== " ") {
      blank = false;
      fieldStart = false;
    }
  }
  return counts;
}

/** Rows that bear the name of their column, and rows as long as the first, among the first few. */
function agreement(sample: string, separator: CsvSeparator): [names: number, lengths: number] {
  let records: string[][];
  try {
    records = cutCsv(sample, separator, "sample", SAMPLE_RECORDS);
  } catch {
    return [0, 0];
  }
  const [header = [], ...rows] = records;
  const named = rows.filter((row, index) => row[0] !== "" && row[0] === header[index + 1]);
  return [named.length, rows.filter((row) => row.length === header.length).length];
}

function isGreater(left: readonly number[], right: readonly number[]): boolean {
  const differing = left.findIndex((value, index) => value !== right[index]);
  return differing >= 0 && left[differing]! > right[differing]!;
}
