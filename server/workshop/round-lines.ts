import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type Contribution,
  feedbackRow,
  type GroupFeedback,
  type RoundStability,
  type RoundStabilityOptions,
} from "../../src/index.js";
import { groupFeedbackOf, stabilityOf } from "./round-results.js";
import { snapshotContent } from "./snapshot-content.js";

/** What is asked of closed rounds: the contents of their snapshots, as they are stored. */
export type RoundQuestion =
  | { readonly kind: "feedback"; readonly content: string }
  /** `thinCells`: whether the cells with too few answers count, as for the facilitator alone. */
  | { readonly kind: "stability"; readonly before: string; readonly after: string; readonly thinCells: boolean };

/**
 * What closed rounds say to all who take part, as lines of JSON: what they share, then a line of each expert. `feedbackText` and `stabilityText` make of it what one of them is told,
 * without a look at the lines of the others.
 *
 * Cost: O(n² · m log m) for m experts; for worker threads. Throws `options-invalid`.
 */
export function roundLines(question: RoundQuestion, options: RoundStabilityOptions): string {
  if (question.kind === "feedback") return feedbackLines(question.content);
  const [before, after] = [question.before, question.after].map((content) => snapshotContent({ content }));
  return stabilityLines(stabilityOf({ before: before!, after: after! }, question, options));
}

/** The options and the size; the group's cells, row by row; who contributed, one by one. */
function feedbackLines(text: string): string {
  const content = snapshotContent({ content: text });
  const { options, rows } = groupFeedbackOf(content);
  const contributed = content.contributions.map(({ id, answers, confidence, notes }) => ({
    id,
    answers,
    confidence,
    notes,
  }));
  return linesOf([{ options, size: rows.length }, ...rows, ...contributed]);
}

/** What the group comes to; its cells; the experts, one by one. */
function stabilityLines({ experts, cells, ...group }: RoundStability): string {
  return linesOf([group, cells, ...experts]);
}

/** What one expert is shown of a closed round, as JSON: his own beside the group. Other requests are served after each row. Cost: O(n²). */
export async function feedbackText(lines: string, round: number, expert: string): Promise<string> {
  const [first, ...rest] = lines.split("\n");
  const { options, size } = JSON.parse(first!) as Pick<GroupFeedback, "options"> & { readonly size: number };
  const line = rest.slice(size).find(isOf(expert));
  const own = line === undefined ? null : (JSON.parse(line) as Contribution);
  const cells: string[] = [];
  for (const [row, text] of rest.slice(0, size).entries()) {
    const group = JSON.parse(text) as GroupFeedback["rows"][number];
    cells.push(...feedbackRow(group, row, own, options).map((cell) => JSON.stringify(cell)));
    await nextTurn();
  }
  return `{"round":${round},"options":${JSON.stringify(options)},"expert":${JSON.stringify(expert)},"cells":[${cells.join(",")}]}`;
}

/** How far answers moved, as JSON, with the moves of one expert, or of all of them for null. */
export function stabilityText(lines: string, round: number, expert: string | null): string {
  const [group, cells, ...experts] = lines.split("\n");
  const told = expert === null ? experts : experts.filter(isOf(expert));
  return `{"round":${round},${group!.slice(1, -1)},"experts":[${told.join(",")}],"cells":${cells}}`;
}

/** JSON holds no line break but as `\n`. */
function linesOf(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join("\n");
}

/** Whether a line is that of an expert: his id comes first. */
function isOf(expert: string): (line: string) => boolean {
  const start = `{"id":${JSON.stringify(expert)},`;
  return (line) => line.startsWith(start);
}
