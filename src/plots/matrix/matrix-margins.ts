import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import { element, formatCoordinate, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { shortenText, wrapText } from "../drawing/wrap-text.js";
import type { PlotInput } from "../plot-options.js";
import type { MatrixLayout } from "./matrix-layout.js";

const SEPARATOR = "#333333";

/** Labels of rows and columns. */
export function matrixNames(layout: MatrixLayout, x: number, y: number): string[] {
  const { cell, rowSize, columnSize, every, slanted } = layout;
  const parts: string[] = [];
  for (let index = 0; index < layout.rows.length; index += every) {
    const middle = (index + 0.5) * cell;
    parts.push(textLine(x - 6, y + middle + rowSize * 0.35, layout.rows[index]!, { size: rowSize, anchor: "end" }));
    const columnX = x + middle + (slanted ? columnSize * 0.3 : columnSize * 0.35);
    const rotate = slanted ? -45 : -90;
    parts.push(textLine(columnX, y - 5, layout.columns[index]!, { size: columnSize, rotate }));
  }
  return parts;
}

/** Sums of rows and columns. */
export function matrixSums(input: PlotInput, layout: MatrixLayout, x: number, y: number, lang: Language): string[] {
  const { plots } = dictionary(lang);
  const { influence, dependence } = input.analysis.direct;
  const { cell } = layout;
  const size = Math.min(11.5, cell * 0.72);
  const extent = influence.length * cell;
  const texts = [influence, dependence].map((values) => values.map((value) => formatNumber(value, lang, 2)));
  const upright = texts[1]!.every((text) => textWidth(text, size) <= cell - 2);
  const parts = [
    textLine(x + extent + 8, y - 5, plots.sum, { size: 10.5, weight: "bold", fill: MUTED_INK }),
    textLine(x - 6, y + extent + 16, plots.sum, { size: 10.5, weight: "bold", fill: MUTED_INK, anchor: "end" }),
  ];
  texts[0]!.forEach((text, index) => {
    const fitted = shortenText(text, size, layout.sums - 8);
    parts.push(
      textLine(x + extent + layout.sums - 6, y + (index + 0.5) * cell + size * 0.35, fitted, { size, anchor: "end" }),
    );
  });
  texts[1]!.forEach((text, index) => {
    const middle = x + (index + 0.5) * cell;
    if (upright) parts.push(textLine(middle, y + extent + 16, text, { size, anchor: "middle" }));
    else
      parts.push(
        textLine(middle + size * 0.35, y + extent + 5, shortenText(text, size, layout.sums), {
          size,
          anchor: "end",
          rotate: -90,
        }),
      );
  });
  return parts;
}

/** Lines between blocks, and their names. */
export function matrixBlocks(layout: MatrixLayout, x: number, y: number, extent: number): string[] {
  const { cell, runs, sums: room } = layout;
  const parts: string[] = [];
  const f = formatCoordinate;
  const barX = x + extent + room + 4;
  const barY = y + extent + room + 2;
  const separators: string[] = [];
  for (const { from, count, mark, label } of runs) {
    const start = from * cell;
    const length = count * cell;
    for (const edge of [start, start + length]) {
      if (edge < 0.5 || edge > extent - 0.5) continue;
      separators.push(`M${f(x)} ${f(y + edge)}h${f(extent)}M${f(x + edge)} ${f(y)}v${f(extent)}`);
    }
    const inset = Math.min(2, length / 6);
    parts.push(
      element("path", {
        d: `M${f(barX)} ${f(y + start + inset)}V${f(y + start + length - inset)}M${f(x + start + inset)} ${f(barY)}H${f(x + start + length - inset)}`,
        stroke: SEPARATOR,
        "stroke-width": 2,
      }),
    );
    const size = length >= 11 ? 10.5 : Math.max(6, length * 0.9);
    if (length < 7) continue;
    const lines = wrapText(`${mark} · ${label}`, size, layout.blockNames - 14);
    const most = Math.max(1, Math.floor(length / (size * 1.12)));
    const kept =
      lines.length <= most
        ? lines
        : [...lines.slice(0, most - 1), shortenText(`${lines[most - 1]}…`, size, layout.blockNames - 14)];
    kept.forEach((line, index) => {
      const baseline = y + start + length / 2 + (index - (kept.length - 1) / 2) * size * 1.12 + size * 0.35;
      parts.push(textLine(barX + 7, baseline, line, { size }));
    });
    parts.push(
      textLine(x + start + length / 2, barY + 15, mark, {
        size: Math.min(11, Math.max(7, length)),
        weight: "bold",
        anchor: "middle",
      }),
    );
  }
  if (separators.length > 0)
    parts.unshift(
      element("path", { d: separators.join(""), stroke: SEPARATOR, "stroke-width": cell >= 6 ? 1.4 : 0.8 }),
    );
  return parts;
}
