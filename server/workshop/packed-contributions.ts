import { type Answer, type Confidence, type Contribution, describeValue, type Issue } from "../../src/index.js";

/** A cell that was answered: row and column by their place, from 0, the answer, and what else was said of it; what ends the list and is null is left out. */
type PackedCell = readonly [
  row: number,
  column: number,
  answer: Exclude<Answer, null>,
  confidence?: Confidence | null,
  note?: string | null,
];

/** A contribution as a snapshot is stored: of most matrices an expert answers some cells, and three whole matrices would say so over and over. */
export interface PackedContribution {
  readonly id: string;
  readonly weight?: number;
  /** Row by row. */
  readonly cells: readonly PackedCell[];
}

/** The cells that a contribution has. `unpackContribution` gives it back. Cost: O(n²). */
export function packContribution({ id, weight, answers, confidence, notes }: Contribution): PackedContribution {
  const cells = answers.flatMap((line, row) =>
    line.flatMap((answer, column): PackedCell[] => {
      if (answer === null) return [];
      const [sure, note] = [confidence?.[row]?.[column] ?? null, notes?.[row]?.[column] ?? null];
      if (note !== null) return [[row, column, answer, sure, note]];
      return [sure === null ? [row, column, answer] : [row, column, answer, sure]];
    }),
  );
  return { id, ...(weight !== undefined && { weight }), cells };
}

/** A contribution of `size` × `size` cells. Cost: O(size²). */
export function unpackContribution({ id, weight, cells }: PackedContribution, size: number): Contribution {
  const blank = <Value>() => Array.from({ length: size }, () => new Array<Value | null>(size).fill(null));
  const [answers, confidences, notes] = [blank<Exclude<Answer, null>>(), blank<Confidence>(), blank<string>()];
  for (const [row, column, answer, confidence = null, note = null] of cells) {
    answers[row]![column] = answer;
    confidences[row]![column] = confidence;
    notes[row]![column] = note;
  }
  return { id, ...(weight !== undefined && { weight }), answers, confidence: confidences, notes };
}

/** Most issues listed of one snapshot. */
const MAX_ISSUES = 20;

/** Every way in which a value is no list of packed contributions to `size` variables; what their answers hold is not looked at. */
export function packedIssues(value: unknown, size: number, path: string): Issue[] {
  if (!Array.isArray(value)) return [{ path, expected: "a list", received: describeValue(value) }];
  const issues: Issue[] = [];
  value.forEach((entry: Partial<PackedContribution> | null, index) => {
    if (issues.length >= MAX_ISSUES) return;
    const cells: unknown = entry?.cells;
    const place = `${path}/${index}`;
    if (!Array.isArray(cells)) {
      issues.push({ path: `${place}/cells`, expected: "a list of cells", received: describeValue(cells) });
      return;
    }
    const seen = new Set<number>();
    cells.forEach((cell: unknown, position) => {
      if (isCell(cell, size, seen) || issues.length >= MAX_ISSUES) return;
      const expected = "row, column, answer, and perhaps confidence and note, of a cell that stands once";
      issues.push({ path: `${place}/cells/${position}`, expected, received: describeValue(cell) });
    });
  });
  return issues;
}

function isCell(cell: unknown, size: number, seen: Set<number>): boolean {
  if (!Array.isArray(cell) || cell.length < 3 || cell.length > 5) return false;
  const [row, column, answer] = cell as unknown[];
  const isPlace = (place: unknown) => Number.isInteger(place) && Number(place) >= 0 && Number(place) < size;
  if (!isPlace(row) || !isPlace(column) || answer === null) return false;
  const place = Number(row) * size + Number(column);
  return !seen.has(place) && seen.add(place).has(place);
}
