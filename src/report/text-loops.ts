import type { FeedbackLoops } from "../graph/feedback-loops.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Cell, Study } from "../study/study.js";
import { type ChainOptions, chainLines, disclaimerLines } from "./chain-lines.js";
import { wrapColumns } from "./terminal-text.js";

export interface TextLoopsOptions extends ChainOptions {
  /** Most variables in a loop, as asked for. */
  readonly maxLength: number;
}

/** The feedback loops for a terminal: for each its product and weakest link, then the chain back to its start. Ends with a line end. */
export function toTextLoops(study: Study, { loops, complete }: FeedbackLoops, options: TextLoopsOptions): string {
  const { lang, width = 80, maxLength } = options;
  const { report, sentences } = dictionary(lang);
  const { terminal } = report;
  if (loops.length === 0) return `${complete ? sentences.loopsNone(maxLength) : sentences.loopsOff}\n`;
  const number = (value: number) => formatNumber(value, lang, 3);
  const indexOf = new Map(study.variables.map(({ id }, i) => [id, i]));
  const strength = (from: string, to: string): number | null => {
    const cell: Cell = study.direct[indexOf.get(from)!]![indexOf.get(to)!]!;
    return typeof cell === "number" ? cell : null;
  };
  const digits = String(loops.length).length;
  const lines = loops.flatMap(({ variables, product, weakest }, index) => {
    const around = [...variables, variables[0]!];
    const strengths = variables.map((from, i) => strength(from, around[i + 1]!));
    return [
      `${String(index + 1).padStart(digits)}. ${terminal.product} ${number(product)} · ${terminal.weakest} ${number(weakest)}`,
      ...chainLines(study, around, strengths, options),
    ];
  });
  const intro = sentences.loopsIntro(loops.length, maxLength, complete);
  return [
    ...wrapColumns(intro, width),
    "",
    ...lines,
    ...(complete ? [] : ["", terminal.moreLoops]),
    ...disclaimerLines(study, options),
    "",
  ].join("\n");
}
