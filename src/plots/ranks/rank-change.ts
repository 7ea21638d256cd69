import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import type { Language } from "../../language/text.js";
import { classMark } from "../drawing/class-marks.js";
import { codeKey } from "../drawing/code-key.js";
import { frameTexts, planeOptions } from "../drawing/frame-texts.js";
import { drawingArea, MARGIN, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, INK, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { BASELINE, LINE_HEIGHT } from "../drawing/text-width.js";
import { variableGroup } from "../drawing/variable-group.js";
import { type VariableName, variableNames } from "../labels/variable-names.js";
import { PLOT_DEFAULTS, type PlotInput, type PlotOptions } from "../plot-options.js";
import { CONNECTOR, layoutRanks, NUMBER_ROOM, type RankLayout, type RankPanel } from "./rank-layout.js";

const GAIN_COLOUR = "#5E3C99";
const LOSS_COLOUR = "#B35806";
const QUIET = "#c4c4c4";

/**
 * How ranks change from the direct to the indirect plane: a slope for each variable, in influence and in dependence, rank 1 on top.
 * Equal sums share a rank, and their slopes an end. The largest quarter of the moves stands out, with the places gained or lost.
 */
export function rankChange(input: PlotInput, options: PlotOptions = {}): string {
  const { study, analysis } = input;
  const {
    lang = analysis.options.lang,
    width = PLOT_DEFAULTS.width,
    height = PLOT_DEFAULTS.height,
    labels = PLOT_DEFAULTS.labels,
  } = options;
  const { common, plots } = dictionary(lang);
  const planeTexts = planeOptions(analysis, ["direct", "indirect"], lang);
  const draft = frameTexts(input, lang, plots.rankTitle, plots.rankTitle, [planeTexts, plots.rankHighlight(99)]);
  if (analysis.direct.classes.every((group) => group === null))
    return messagePicture(draft, width, height, plots.noClasses);
  if (analysis.indirect.classes.every((group) => group === null)) {
    return messagePicture(draft, width, height, analysis.spectrum.nilpotent ? plots.vanish : plots.noClasses);
  }
  const area = drawingArea(draft, width, height);
  const layout = layoutRanks(input, area, lang, labels);
  const names = variableNames(study, lang);
  const moved = layout.panels.some(({ changes }) => changes.some((change) => change !== 0));
  const texts = frameTexts(input, lang, plots.rankTitle, describe(layout, names, lang), [
    planeTexts,
    moved ? plots.rankHighlight(layout.highlight) : plots.rankNone,
    layout.shown.length < names.length ? plots.rankLimited(layout.shown.length, names.length) : "",
  ]);
  const key = layout.style === "code" ? codeKey(names, width - 2 * MARGIN, plots.keyTitle) : null;
  const tall = height + (layout.bottom - area.y - area.height) + (key === null ? 0 : key.height + 12);
  const drawing = layout.panels.flatMap((panel) => [
    textLine((panel.x1 + panel.x2) / 2, panel.y + 13, common[panel.kind], {
      size: 15,
      weight: "bold",
      anchor: "middle",
    }),
    textLine(panel.x1, panel.y + 32, plots.direct, { size: 12, fill: MUTED_INK, anchor: "middle" }),
    textLine(panel.x2, panel.y + 32, plots.indirect, { size: 12, fill: MUTED_INK, anchor: "middle" }),
    element("path", {
      d: `M${panel.x1} ${panel.top}V${panel.bottom}M${panel.x2} ${panel.top}V${panel.bottom}`.replace(
        /\d+\.\d+/g,
        (n) => Number(n).toFixed(2),
      ),
      stroke: "#dddddd",
    }),
    ...drawPanel(panel, layout, analysis, lang),
  ]);
  return picture(texts, width, tall, [...drawing, ...(key?.draw(MARGIN, layout.bottom + 14) ?? [])]);
}

function describe(layout: RankLayout, names: readonly VariableName[], lang: Language): string {
  const { common } = dictionary(lang);
  const parts = layout.panels.map(({ kind, changes }) => {
    const movers = layout.shown.filter((index) => Math.abs(changes[index]!) >= layout.highlight);
    return `${common[kind]}: ${movers.map((i) => `${names[i]!.code} ${signed(changes[i]!, lang)}`).join(", ") || "—"}.`;
  });
  return parts.join(" ");
}

const signed = (value: number, lang: Language) => `${value > 0 ? "+" : ""}${formatNumber(value, lang)}`;

function drawPanel(panel: RankPanel, layout: RankLayout, analysis: PlotInput["analysis"], lang: Language): string[] {
  const [left, right] = panel.columns;
  const ends = new Map(right.labels.map((label) => [label.index, label.at]));
  const colourOf = (index: number) => {
    const change = panel.changes[index]!;
    if (Math.abs(change) < layout.highlight) return null;
    return change > 0 ? GAIN_COLOUR : LOSS_COLOUR;
  };
  const slopes = [...left.labels].sort(
    (a, b) => Number(colourOf(a.index) !== null) - Number(colourOf(b.index) !== null),
  );
  const parts = slopes.map(({ index, at }) => {
    const colour = colourOf(index);
    const ends2 = { x1: panel.x1, y1: at, x2: panel.x2, y2: ends.get(index)! };
    const line = element("line", { ...ends2, stroke: colour ?? QUIET, "stroke-width": colour ? 2 : 1.2 });
    return variableGroup(analysis.variables[index]!.id, line);
  });
  for (const { side, labels } of panel.columns) {
    const sign = side === "left" ? -1 : 1;
    const x = side === "left" ? panel.x1 : panel.x2;
    const plane = side === "left" ? analysis.direct : analysis.indirect;
    const anchor = side === "left" ? "end" : "start";
    for (const label of labels) {
      const middle = label.box.y + label.box.height / 2;
      const colour = colourOf(label.index);
      const weight = colour === null ? "regular" : "bold";
      const baseline = middle + layout.size * 0.34;
      const drawing: string[] = [];
      drawing.push(
        element("line", {
          x1: x,
          y1: label.at,
          x2: x + sign * CONNECTOR,
          y2: middle,
          stroke: QUIET,
          "stroke-width": 0.8,
        }),
        textLine(x + sign * (CONNECTOR + NUMBER_ROOM - 8), baseline, String(label.rank), {
          size: layout.size,
          fill: MUTED_INK,
          anchor: side === "left" ? "start" : "end",
        }),
      );
      if (side === "right" && colour !== null) {
        const change = signed(panel.changes[label.index]!, lang);
        drawing.push(
          textLine(x + CONNECTOR + NUMBER_ROOM, baseline, change, { size: layout.size, fill: colour, weight }),
        );
      }
      label.lines.forEach((line, index) => {
        const y = label.box.y + layout.size * (BASELINE + index * LINE_HEIGHT);
        const textX = side === "left" ? label.box.x + label.box.width : label.box.x;
        drawing.push(textLine(textX, y, line, { size: layout.size, anchor, weight, fill: INK }));
      });
      drawing.push(classMark(plane.classes[label.index]!, x + sign * CONNECTOR, middle, layout.size / 19));
      parts.push(variableGroup(analysis.variables[label.index]!.id, drawing.join("")));
    }
  }
  return parts;
}
