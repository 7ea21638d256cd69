import type { BenchResult, Row } from "./bench.js";

const HEADERS = ["case", "way", "median", "middle half", "least", "samples", "ratio", "budget"] as const;

const VERDICTS: ReadonlyMap<boolean | null, string> = new Map([
  [true, ": met"],
  [false, ": NOT MET"],
  [null, ""],
]);

/** A result as a text table: a line a row, the case named where it changes, a row without numbers with its reason. */
export function resultTable({ title, reference, rows, notes }: BenchResult): string {
  const cells = rows.map((row, index) => [rows[index - 1]?.case === row.case ? "" : row.case, ...rowCells(row)]);
  const lines = [[...HEADERS], ...cells];
  const widths = HEADERS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => pad(cell, widths[column]!, column))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [
    title,
    "",
    text[0],
    rule,
    ...text.slice(1),
    ...(reference === null ? [] : [`ratio: times as long as ${reference}`]),
    ...notes,
    "",
  ].join("\n");
}

function rowCells({ way, unit, median, budget, note, ...row }: Row): string[] {
  if (median === null) return [way, "–", "", "", "", "", note ?? ""];
  const range = row.samples > 1 ? `${shortNumber(row.lowerQuartile!)} – ${shortNumber(row.upperQuartile!)}` : "";
  const ratio = row.ratio === null ? "" : shortNumber(row.ratio);
  const verdict = budget === null ? "" : `${budget.text}${VERDICTS.get(budget.met)}`;
  const last = [verdict, note ?? ""].filter((part) => part !== "").join("; ");
  return [way, `${shortNumber(median)} ${unit}`, range, shortNumber(row.least!), String(row.samples), ratio, last];
}

/** Names to the left, numbers to the right. */
function pad(text: string, width: number, column: number): string {
  return column >= 2 && column <= 6 ? text.padStart(width) : text.padEnd(width);
}

/** Three significant digits, whole above 1 000, never in exponents. */
export function shortNumber(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 6));
}
