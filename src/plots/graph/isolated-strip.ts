import { dictionary } from "../../language/dictionary.js";
import type { Language } from "../../language/text.js";
import { classMark } from "../drawing/class-marks.js";
import { MARGIN } from "../drawing/picture-frame.js";
import { element, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { variableGroup } from "../drawing/variable-group.js";
import { shortenText } from "../drawing/wrap-text.js";
import type { VariableName } from "../labels/variable-names.js";
import type { PlotInput } from "../plot-options.js";

const ISOLATED_SIZE = 11;
const ISOLATED_ROWS = 6;

/** The variables without an influence at this level, in a few rows below the graph. */
export function isolatedStrip(
  isolated: readonly number[],
  names: readonly VariableName[],
  analysis: PlotInput["analysis"],
  width: number,
  lang: Language,
): { readonly height: number; readonly draw: (top: number) => string[] } {
  const { plots } = dictionary(lang);
  if (isolated.length === 0) return { height: 0, draw: () => [] };
  for (const style of ["long", "short", "code"] as const) {
    const placed: { index: number; text: string; x: number; row: number }[] = [];
    let x = 0;
    let row = 0;
    for (const index of isolated) {
      const text = shortenText(names[index]![style], ISOLATED_SIZE, width - 40);
      const wide = 34 + textWidth(text, ISOLATED_SIZE);
      if (x > 0 && x + wide > width) {
        x = 0;
        row++;
      }
      placed.push({ index, text, x, row });
      x += wide;
    }
    if (row >= ISOLATED_ROWS && style !== "code") continue;
    const kept = placed.filter((entry) => entry.row < ISOLATED_ROWS);
    const rows = Math.min(row + 1, ISOLATED_ROWS);
    const missing = isolated.length - kept.length;
    const heading = missing === 0 ? plots.graphIsolated : `${plots.graphIsolated} (${plots.graphMore(missing)})`;
    return {
      height: 28 + rows * 19,
      draw: (top) => [
        textLine(MARGIN, top + 16, heading, { size: 12, weight: "bold", fill: MUTED_INK }),
        ...kept.map((entry) => {
          const y = top + 34 + entry.row * 19;
          const mark = classMark(analysis.direct.classes[entry.index]!, MARGIN + entry.x + 7, y - 4, 0.75);
          const label = textLine(MARGIN + entry.x + 18, y, entry.text, { size: ISOLATED_SIZE });
          return variableGroup(analysis.variables[entry.index]!.id, mark + label);
        }),
        element("line", { x1: MARGIN, y1: top + 1, x2: MARGIN + width, y2: top + 1, stroke: "#dddddd" }),
      ],
    };
  }
  return { height: 0, draw: () => [] };
}
