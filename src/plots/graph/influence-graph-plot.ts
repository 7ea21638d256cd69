import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import { CLASSES } from "../../structure/plane.js";
import { arrow } from "../drawing/arrow.js";
import { classMark } from "../drawing/class-marks.js";
import { codeKey } from "../drawing/code-key.js";
import { frameTexts } from "../drawing/frame-texts.js";
import { drawingArea, frameLines, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { escapeText, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { influenceGroup, variableGroup } from "../drawing/variable-group.js";
import { drawLabels, drawLeader } from "../labels/scatter-labels.js";
import { variableNames } from "../labels/variable-names.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { trimmed } from "./edge-bends.js";
import { chooseInfluences, type GraphPicture, layoutGraphPicture } from "./graph-picture-layout.js";
import { isolatedStrip } from "./isolated-strip.js";

const POTENTIAL_COLOUR = "#9a7d00";
/** From this many arrows on they get thinner and lighter. */
const PLENTY_OF_ARROWS = 120;

/**
 * The direct influences as a graph: an arrow from each variable to those it influences, wider and darker where stronger, dashed for a P; shapes and colours
 * are the direct classes. Shows the strongest `percent` of the influences, or those of at least `minStrength`; P only with `percent: 100` or
 * `minStrength: 0`. Variables without an influence at this level are listed below.
 */
export function influenceGraphPlot(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const { lang = analysis.options.lang, width = PLOT_DEFAULTS.width, height = PLOT_DEFAULTS.height } = options;
  const { plots } = dictionary(lang);
  const chosen = chooseInfluences(study, options);
  if (chosen.total === 0) {
    return messagePicture(frameTexts(input, lang, plots.graphTitle, "", []), width, height, plots.noInfluence);
  }
  const layout = layoutGraphPicture(input, options, lang);
  const names = variableNames(study, lang);
  const key = layout.labels.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const strip = isolatedStrip(layout.isolated, names, analysis, width - 2 * MARGIN, lang);
  const some = layout.labels.unlabelled.length;
  const note = some === 0 ? "" : ` · ${plots.onlySomeLabels(names.length - some, names.length)}`;
  const texts = { ...layout.texts, footer: layout.texts.footer + note };
  const extra = frameLines(texts, width).bottom - frameLines(layout.texts, width).bottom;
  const tall = height + extra + strip.height + (key?.height ?? 0);
  const placeOf = new Map(layout.linked.map((index, position) => [index, layout.points[position]!]));
  const strongest = Math.max(1e-9, ...layout.influences.map(({ strength }) => strength));
  const strokeOf = strokes(layout.influences.length);
  const arrows = layout.influences.map(({ from, to, strength, potential }, index) => {
    const ends = trimmed(placeOf.get(from)!, placeOf.get(to)!, layout.radius);
    const stroke = strokeOf(strength / strongest);
    const colour = potential ? POTENTIAL_COLOUR : stroke.colour;
    const line = { ...stroke, colour, dashed: potential, bend: layout.bends[index]! };
    const drawing = arrow(ends.x1, ends.y1, ends.x2, ends.y2, line);
    return influenceGroup(study.variables[from]!.id, study.variables[to]!.id, drawing);
  });
  const marks = layout.linked.map((index, position) => {
    const { x, y } = layout.points[position]!;
    const hover = `<title>${escapeText(`${names[index]!.code} ${names[index]!.long}`)}</title>`;
    const mark = classMark(analysis.direct.classes[index]!, x, y, layout.radius / 7, hover);
    return variableGroup(study.variables[index]!.id, mark);
  });
  return picture(texts, width, tall, [
    ...legend(layout, lang, drawingArea(texts, width, tall).y, width),
    ...arrows.reverse(),
    ...layout.labels.labels.map(drawLeader),
    ...marks,
    ...drawLabels(
      layout.labels,
      study.variables.map(({ id }) => id),
    ),
    ...strip.draw(layout.bottom),
    ...(key?.draw(MARGIN, layout.bottom + strip.height + 6) ?? []),
  ]);
}

/** Width, head and colour of an arrow by its part of the strongest influence, among a number of arrows. */
function strokes(
  count: number,
): (part: number) => { readonly colour: string; readonly width: number; readonly head: number } {
  const density = Math.min(1, PLENTY_OF_ARROWS / count);
  return (part) => {
    const width = (0.7 + 1.7 * part) * (0.35 + 0.65 * density);
    return { colour: shade(part * (0.4 + 0.6 * density)), width, head: 4 + 2.6 * width };
  };
}

/** From light to dark slate for weak to strong. */
function shade(part: number): string {
  const channels = [
    [186, 52],
    [196, 64],
    [205, 76],
  ].map(([light, dark]) => Math.round(light! + (dark! - light!) * part));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function legend(layout: GraphPicture, lang: Language, top: number, width: number): string[] {
  const { common, plots } = dictionary(lang);
  const parts: string[] = [];
  let x = MARGIN + 8;
  const y = top + 8;
  for (const name of CLASSES) {
    parts.push(classMark(name, x, y, 0.85), textLine(x + 11, y + 4.2, common.classes[name], { size: 12 }));
    x += 30 + textWidth(common.classes[name], 12);
  }
  const strokeOf = strokes(layout.influences.length);
  const strengths = [...new Set(layout.influences.filter((one) => !one.potential).map(({ strength }) => strength))];
  const shown =
    strengths.length <= 4 ? strengths : [strengths[0]!, strengths[strengths.length >> 1]!, strengths.at(-1)!];
  x += 16;
  for (const strength of shown) {
    const stroke = strokeOf(strength / (strengths[0] || 1));
    const text = formatNumber(strength, lang);
    if (x + 40 + textWidth(text, 12) > width - MARGIN) break;
    parts.push(arrow(x, y, x + 30, y, stroke));
    parts.push(textLine(x + 36, y + 4.2, text, { size: 12 }));
    x += 56 + textWidth(text, 12);
  }
  if (
    layout.influences.some(({ potential }) => potential) &&
    x + 40 + textWidth(plots.graphDashed, 12) <= width - MARGIN
  ) {
    parts.push(arrow(x, y, x + 30, y, { colour: POTENTIAL_COLOUR, width: 0.7, head: 6.5, dashed: true }));
    parts.push(textLine(x + 36, y + 4.2, plots.graphDashed, { size: 12 }));
  }
  return parts;
}
