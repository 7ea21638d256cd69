import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { type Language, localize } from "../../language/text.js";
import type { Study } from "../../study/study.js";
import { MARGIN } from "../drawing/picture-frame.js";
import { BLANK_FILL, POTENTIAL_FILL, scoreFill } from "../drawing/score-colours.js";
import { element, formatCoordinate, textLine } from "../drawing/svg-text.js";
import { shortenText } from "../drawing/wrap-text.js";
import { largestScore } from "./matrix-cells.js";

/** The corner above the row labels: how to read the matrix, and what each fill means. */
export function matrixLegend(study: Study, lang: Language, top: number, width: number): string[] {
  const { plots } = dictionary(lang);
  const largest = largestScore(study);
  const scores = new Set<number>();
  let potential = false;
  let blank = false;
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (from === to) return;
      if (cell === null) blank = true;
      else if (cell === "P") potential = true;
      else if (scores.size < 1000) scores.add(cell);
    });
  });
  const sorted = [...scores].sort((a, b) => a - b);
  const shown =
    sorted.length <= 5
      ? sorted
      : [0, 0.25, 0.5, 0.75, 1].map((part) => sorted[Math.round(part * (sorted.length - 1))]!);
  const onScale = shown.every((score) => Number.isInteger(score) && score <= 3);
  const nameOf = (score: number) => {
    const named = study.scale?.values?.find(({ value }) => Number(value) === score);
    if (named !== undefined) return `${formatNumber(score, lang)} ${localize(named.label, lang)}`;
    return onScale ? `${formatNumber(score, lang)} ${plots.scores[score]!}` : formatNumber(score, lang);
  };
  const entries = [...new Set(shown)].map((score): readonly [string, string] => [
    scoreFill(score, largest),
    nameOf(score),
  ]);
  if (potential) entries.push([POTENTIAL_FILL, `P ${plots.potential}`]);
  if (blank) entries.push([BLANK_FILL, plots.notScored]);
  const y = top + 24;
  return [
    textLine(MARGIN, top + 9, plots.matrixReading, { size: 11.5, weight: "bold" }),
    ...entries.flatMap(([fill, text], index) => {
      const at = y + index * 17;
      const stroke =
        text === plots.notScored
          ? element("path", { d: `M${MARGIN} ${formatCoordinate(at + 12)}l12 -12`, stroke: "#bdbdbd" })
          : "";
      return [
        element("rect", { x: MARGIN, y: at, width: 12, height: 12, fill, stroke: "#bdbdbd" }) + stroke,
        textLine(MARGIN + 19, at + 10, shortenText(text, 11, width - 30), { size: 11 }),
      ];
    }),
  ];
}
