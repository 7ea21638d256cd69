import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { frameTexts } from "../drawing/frame-texts.js";
import { frameLines, MARGIN, picture } from "../drawing/picture-frame.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { MOST_CELLS_A_SIDE, matrixCells } from "./matrix-cells.js";
import { layoutMatrix } from "./matrix-layout.js";
import { matrixLegend } from "./matrix-legend.js";
import { matrixBlocks, matrixNames, matrixSums } from "./matrix-margins.js";

/** A matrix of a few variables makes a picture narrower than asked for, down to this. */
const NARROWEST = 480;

/**
 * The matrix of direct influences as coloured cells: the row influences the column. Zero is white, not scored grey with a stroke, P yellow, the
 * diagonal dark grey; blocks are parted by lines and named; the sums of rows and columns (P as 0) stand beside. The height follows from the width;
 * a few variables take less than the width.
 *
 * Digits go when cells fall below 12 px, sums below 9 px, labels become codes and then every few codes; above 400 variables a square
 * is the mean of several cells.
 */
export function matrixHeatmap(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, labels = PLOT_DEFAULTS.labels } = options;
  const { plots } = dictionary(lang);
  const { scored, fillRate } = analysis.characteristics;
  const size = study.variables.length;
  const widest = options.width ?? PLOT_DEFAULTS.matrixWidth;
  const layout = layoutMatrix(study, lang, widest - 2 * MARGIN, labels);
  const used = 2 * MARGIN + layout.left + size * layout.cell + layout.right;
  const width = Math.min(widest, Math.max(NARROWEST, Math.ceil(used)));
  const side = Math.ceil(size / MOST_CELLS_A_SIDE);
  const texts = frameTexts(input, lang, plots.matrixTitle, plots.matrixReading, [
    plots.filled(scored, size * size - size, formatNumber(fillRate, lang, 1)),
    side > 1 ? plots.matrixBinned(side) : "",
  ]);
  const { top: header, bottom: footer } = frameLines(texts, width);
  const x = MARGIN + layout.left;
  const y = header + layout.top;
  const extent = size * layout.cell;
  const below = layout.sums + (layout.runs.length > 0 ? 26 : 6);
  const height = Math.ceil(y + extent + below + footer);
  return picture(texts, width, height, [
    ...matrixLegend(study, lang, header, layout.left),
    ...matrixCells(study, layout, x, y, lang),
    ...matrixNames(layout, x, y),
    ...(layout.sums > 0 ? matrixSums(input, layout, x, y, lang) : []),
    ...matrixBlocks(layout, x, y, extent),
  ]);
}
