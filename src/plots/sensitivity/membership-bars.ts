import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { formatShare } from "../../language/format-share.js";
import type { Language } from "../../language/text.js";
import { CLASSES } from "../../structure/plane.js";
import { CLASS_COLOURS, CLASS_FILLS, classMark } from "../drawing/class-marks.js";
import { drawingArea, frameLines, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, escapeText, INK, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { wrapText } from "../drawing/wrap-text.js";
import { variableNames } from "../labels/variable-names.js";
import {
  SENSITIVITY_PLOT_DEFAULTS as DEFAULTS,
  type SensitivityPlotInput,
  type SensitivityPlotOptions,
} from "../sensitivity-plot-options.js";
import { layoutMembership, type MembershipLayout, type MembershipRow } from "./membership-layout.js";
import { sensitivityFrame } from "./sensitivity-frame.js";

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * How sure is each class? A bar for each variable: the shares of the samples in which it has each class, that of the study as it is first, its
 * shape in every part wide enough. Variables are grouped by that class, the surest first; a whisker shows two standard errors where they can be seen;
 * where another class is more frequent it is named beside the bar.
 *
 * The height follows from the number of variables; of more than 250 the least sure are drawn. Samples without classes give a picture that says so.
 */
export function membershipBars(input: SensitivityPlotInput, options: SensitivityPlotOptions = {}): string {
  const { study, analysis, sensitivity } = input;
  const {
    lang = analysis.options.lang,
    width = DEFAULTS.width,
    labels = DEFAULTS.labels,
    plane = DEFAULTS.plane,
  } = options;
  const { common, plots, report, sensitivity: words } = dictionary(lang);
  const title = words.membershipTitle(common.planes[plane]);
  const names = variableNames(study, lang);
  const draft = sensitivityFrame(input, plane, lang, title, words.membershipReading);
  if (sensitivity[plane].membership === null) return messagePicture(draft, width, 320, plots.noClasses);
  const { x, y: top, width: inner } = drawingArea(draft, width, 320);
  const reading = wrapText(words.membershipReading, 12, inner);
  const area = { x, y: top + reading.length * 15 + 8, width: inner, height: 0 };
  const layout = layoutMembership(input, plane, names, area, labels);
  const shown = layout.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const texts = sensitivityFrame(input, plane, lang, title, describe(input, layout, lang), [
    layout.groups.some(({ rows }) => rows.some(({ error }) => error > 0)) ? words.whisker : "",
    shown < names.length ? words.onlySome(shown, names.length) : "",
  ]);
  const height = Math.ceil(layout.bottom + frameLines(texts, width).bottom);
  const { bars } = layout;
  return picture(texts, width, height, [
    ...reading.map((line, index) => textLine(x, top + 11 + 15 * index, line, { size: 12, fill: MUTED_INK })),
    ...TICKS.map((tick) => {
      const at = bars.x + tick * bars.width;
      const text = `${formatNumber(100 * tick, lang)}\u00A0%`;
      return (
        element("line", { x1: at, y1: bars.y, x2: at, y2: bars.y + bars.height, stroke: "#dcdcdc" }) +
        textLine(at, bars.y - 5, text, { size: 11, fill: MUTED_INK, anchor: "middle" })
      );
    }),
    ...layout.groups.flatMap(({ name, headingY, rows }) => [
      ...(name === null ? [] : [classMark(name, bars.x + 6, headingY - 4, 0.8)]),
      textLine(
        bars.x + (name === null ? 0 : 18),
        headingY,
        name === null ? words.noBaseline : words.groupCount(report.classPlurals[name], rows.length),
        { size: 12, weight: "bold", fill: name === null ? INK : CLASS_COLOURS[name], halo: true },
      ),
      ...rows.flatMap((row) => drawRow(row, input, layout, plane, lang)),
    ]),
  ]);
}

function drawRow(
  row: MembershipRow,
  { study, sensitivity }: SensitivityPlotInput,
  { labelSize, bars }: MembershipLayout,
  plane: "direct" | "indirect",
  lang: Language,
): string[] {
  const { common, sensitivity: words } = dictionary(lang);
  const { bar, segments, error, index } = row;
  const middle = bar.y + bar.height / 2;
  const baseline = labelSize * 0.35;
  const own = sensitivity.baseline[plane].classes[index]!;
  const modal = sensitivity[plane].modalClass[index]!;
  const changed = own !== null && modal !== own;
  const kept = own === null ? null : sensitivity[plane].membership![index]![CLASSES.indexOf(own)]!;
  const firstWidth = own !== null && segments[0]?.name === own ? segments[0].box.width : 0;
  const shares = segments.map(({ name, share }) => `${common.classes[name]} ${formatShare(share, lang)} %`);
  const hover = `<title>${escapeText(`${study.variables[index]!.code}: ${shares.join(", ")}`)}</title>`;
  const parts = [
    textLine(bar.x - 8, middle + baseline, row.label, {
      size: labelSize,
      anchor: "end",
      weight: changed ? "bold" : "regular",
    }),
    ...segments.map(({ name, box }) =>
      element("rect", { ...box, fill: CLASS_FILLS[name], stroke: "#ffffff", "stroke-width": 0.8 }, hover),
    ),
    ...segments.flatMap(({ name, share, box }) => {
      const scale = Math.min(0.78, bar.height / 19);
      if (name === own) return box.width < 17 * scale ? [] : [classMark(name, box.x + 11 * scale + 2, middle, scale)];
      // The whisker reaches into the part after its own.
      const left = Math.max(box.x, bar.x + firstWidth + error + 1);
      const room = box.x + box.width - left;
      if (room < 17 * scale) return [];
      const text = `${formatShare(share, lang, 0)} %`;
      const wide = textWidth(text, labelSize) + 16 * scale + 12;
      const start = left + room / 2 - (room < wide ? 0 : wide / 2 - 8 * scale - 2);
      return [
        classMark(name, start, middle, scale),
        ...(room < wide ? [] : [textLine(start + 8 * scale + 4, middle + baseline, text, { size: labelSize })]),
      ];
    }),
  ];
  if (error > 0) parts.push(whisker(bar.x + firstWidth, error, middle, bar));
  const right = bars.x + bars.width;
  if (kept !== null) {
    const text = `${formatShare(kept, lang)} %`;
    parts.push(textLine(right + 58, middle + baseline, text, { size: labelSize, anchor: "end", weight: "bold" }));
  }
  if (changed && modal !== null) {
    parts.push(
      textLine(right + 68, middle + baseline, "→", { size: labelSize, fill: MUTED_INK }),
      classMark(
        modal,
        right + 90,
        middle,
        Math.min(0.78, bar.height / 19),
        `<title>${escapeText(`${words.mostOften}: ${common.classes[modal]}`)}</title>`,
      ),
      textLine(right + 102, middle + baseline, common.classes[modal], { size: labelSize, weight: "bold" }),
    );
  }
  return parts;
}

/** Two standard errors to each side of the end of the first part. */
function whisker(at: number, error: number, middle: number, bar: { x: number; width: number; height: number }): string {
  const from = Math.max(bar.x, at - error);
  const to = Math.min(bar.x + bar.width, at + error);
  const cap = Math.min(4, bar.height / 4);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    element("line", { x1, y1, x2, y2, stroke: INK, "stroke-width": 1.4 });
  return (
    line(from, middle, to, middle) +
    line(from, middle - cap, from, middle + cap) +
    line(to, middle - cap, to, middle + cap)
  );
}

function describe({ study }: SensitivityPlotInput, { groups }: MembershipLayout, lang: Language): string {
  const { common, sensitivity: words } = dictionary(lang);
  const parts = groups.map(({ name, rows }) => {
    const listed = rows.slice(0, 40).map(({ index, segments }) => {
      const share = segments[0] === undefined ? 0 : segments[0].name === name || name === null ? segments[0].share : 0;
      return `${study.variables[index]!.code} ${formatShare(share, lang)} %`;
    });
    return `${name === null ? words.noBaseline : common.classes[name]}: ${listed.join(", ")}.`;
  });
  return `${words.membershipReading} ${parts.join(" ")}`;
}
