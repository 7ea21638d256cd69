import { formatNumber } from "../language/format-number.js";
import { firstSentence, localize } from "../language/text.js";
import { characteristics } from "../structure/characteristics.js";
import type { Study } from "../study/study.js";
import { scoreCounts } from "./score-counts.js";
import { plainText } from "./terminal-text.js";

/** Names listed in a warning at most. */
const MAX_NAMES = 8;

/**
 * A valid study in a few lines, then warnings: what is allowed but may be a slip.
 *
 * Warned of: blank cells; scores above 3 or between whole numbers where the study has no scale; variables without any influence, given or
 * received; variables without a block where others have one; judgements without a rationale. In English, as all messages of the command line.
 *
 * @example
 * toTextSummary(study); // "valid: Quel avenir pour l’industrie régionale ? …"
 */
export function toTextSummary(study: Study): string {
  const marks = characteristics(study);
  const number = (value: number) => formatNumber(value, "en", 1);
  const count = (size: number, one: string, many = `${one}s`) => `${number(size)} ${size === 1 ? one : many}`;
  const scores = scoreCounts(marks.counts).filter(([, cells]) => cells > 0);
  const shown = scores.slice(0, 12).map(([score, cells]) => `${score} × ${number(cells)}`);
  const judgements = study.judgements?.length ?? 0;
  const hypotheses = Object.keys(study.hypotheses ?? {}).length;
  const lines = [
    `valid: ${plainText(localize(study.title, study.language))}`,
    `${count(marks.size, "variable")}${study.blocks.length === 0 ? "" : ` in ${count(study.blocks.length, "block")}`}`,
    `${number(marks.scored)} of ${number(marks.size * marks.size - marks.size)} cells scored, fill rate ${number(marks.fillRate)} %`,
    ...(shown.length === 0 ? [] : [`scores: ${shown.join(", ")}${scores.length > shown.length ? ", …" : ""}`]),
    ...(judgements === 0 ? [] : [count(judgements, "judgement")]),
    ...(hypotheses === 0 ? [] : [`hypotheses on ${count(hypotheses, "variable")}`]),
  ];
  const disclaimer =
    study.disclaimer === undefined
      ? []
      : [`disclaimer: ${plainText(firstSentence(localize(study.disclaimer, study.language)))}`];
  return [...lines, ...disclaimer, ...warnings(study).map((warning) => `warning: ${warning}`), ""].join("\n");
}

function warnings(study: Study): string[] {
  const { blanks, counts } = characteristics(study);
  const list = (indices: readonly number[]) => {
    const names = indices.slice(0, MAX_NAMES).map((i) => plainText(study.variables[i]!.code));
    return `${names.join(", ")}${indices.length > MAX_NAMES ? ` and ${indices.length - MAX_NAMES} more` : ""}`;
  };
  const where = (test: (i: number) => boolean) => study.variables.flatMap((_, i) => (test(i) ? [i] : []));
  const found: string[] = [];
  if (blanks > 0) found.push(`${blanks} ${blanks === 1 ? "cell is" : "cells are"} blank: not scored, counted as 0`);
  if (study.scale?.values === undefined) {
    const odd = scoreCounts(counts)
      .map(([score]) => score)
      .filter(
        (score) => score !== "P" && counts[score]! > 0 && (Number(score) > 3 || !Number.isInteger(Number(score))),
      );
    if (odd.length > 0) {
      const more = odd.length > MAX_NAMES ? ` and ${odd.length - MAX_NAMES} more` : "";
      found.push(
        `scores other than 0, 1, 2, 3 and P, and no scale that names them: ${odd.slice(0, MAX_NAMES).join(", ")}${more}`,
      );
    }
  }
  const isEmpty = (cell: unknown) => cell === null || cell === 0;
  const alone = where((i) => study.direct[i]!.every(isEmpty) && study.direct.every((row) => isEmpty(row[i])));
  if (alone.length > 0) found.push(`no influence, given or received: ${list(alone)}`);
  if (study.blocks.length > 0) {
    const homeless = where((i) => study.variables[i]!.block === null);
    if (homeless.length > 0) found.push(`no block: ${list(homeless)}`);
  }
  const silent = study.judgements?.filter(({ rationale }) => rationale === undefined).length ?? 0;
  if (silent > 0) found.push(`${silent} ${silent === 1 ? "judgement has" : "judgements have"} no rationale`);
  return found;
}
