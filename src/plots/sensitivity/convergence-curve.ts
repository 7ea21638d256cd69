import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { drawingArea, messagePicture, picture } from "../drawing/picture-frame.js";
import { element, formatCoordinate, MUTED_INK, textLine } from "../drawing/svg-text.js";
import { textWidth } from "../drawing/text-width.js";
import { wrapText } from "../drawing/wrap-text.js";
import {
  SENSITIVITY_PLOT_DEFAULTS as DEFAULTS,
  type SensitivityPlotInput,
  type SensitivityPlotOptions,
} from "../sensitivity-plot-options.js";
import { sensitivityFrame } from "./sensitivity-frame.js";

const ERROR_COLOUR = "#0072B2";
const CHANGE_COLOUR = "#D55E00";
const EXPECTED_COLOUR = "#d9d9d9";
const LEFT_GUTTER = 74;
const BOTTOM_GUTTER = 46;
const HEADING = 56;

/**
 * How far had the estimates come? The largest standard error of a class share, and its largest change since the checkpoint before, in percentage points
 * by the number of samples, both axes logarithmic; a grey line falls as 1 ÷ √samples; the target where one was set.
 *
 * A value of 0 has no place on such an axis and is left out; where all are 0, or no sample has classes, the picture says so.
 */
export function convergenceCurve(input: SensitivityPlotInput, options: SensitivityPlotOptions = {}): string {
  const { analysis, sensitivity } = input;
  const {
    lang = analysis.options.lang,
    width = DEFAULTS.width,
    height = DEFAULTS.convergenceHeight,
    plane = DEFAULTS.plane,
  } = options;
  const { common, plots, sensitivity: words } = dictionary(lang);
  const title = words.convergenceTitle(common.planes[plane]);
  const points = sensitivity.convergence;
  const count = formatNumber(sensitivity.samples, lang);
  const lastError = points.at(-1)?.[plane].standardError ?? null;
  const statement =
    lastError === null
      ? title
      : lastError === 0
        ? words.settled(count)
        : words.converged(count, formatNumber(100 * lastError, lang, 3));
  const texts = sensitivityFrame(input, plane, lang, title, statement);
  if (lastError === null) return messagePicture(texts, width, height, plots.noClasses);
  const series = (key: "standardError" | "change") =>
    points.flatMap((point) => {
      const value = point[plane][key];
      return value === null || value === 0 ? [] : [{ samples: point.samples, value: 100 * value }];
    });
  const errors = series("standardError");
  const changes = series("change");
  if (errors.length === 0) return messagePicture(texts, width, height, words.settled(count));
  const target = sensitivity.options.targetError === null ? null : 100 * sensitivity.options.targetError;
  const area = drawingArea(texts, width, height);
  const plot = {
    x: area.x + LEFT_GUTTER,
    y: area.y + HEADING,
    width: area.width - LEFT_GUTTER - 12,
    height: area.height - HEADING - BOTTOM_GUTTER,
  };
  const values = [...errors, ...changes].map(({ value }) => value);
  const xAxis = logAxis(points[0]!.samples, points.at(-1)!.samples, true);
  const yAxis = logAxis(Math.min(...values, target ?? Number.POSITIVE_INFINITY), Math.max(...values, target ?? 0));
  const xOf = (samples: number) => plot.x + 14 + xAxis.place(samples) * (plot.width - 28);
  const yOf = (value: number) => plot.y + plot.height - yAxis.place(value) * plot.height;
  const curve = (rows: typeof errors, colour: string, dashed: boolean) => {
    const d = rows.map(({ samples, value }) => `${formatCoordinate(xOf(samples))},${formatCoordinate(yOf(value))}`);
    return [
      element("polyline", {
        points: d.join(" "),
        fill: "none",
        stroke: colour,
        "stroke-width": 2,
        "stroke-dasharray": dashed ? "6 4" : undefined,
      }),
      ...rows.map(({ samples, value }) => dot(xOf(samples), yOf(value), colour, dashed)),
    ];
  };
  const first = errors[0]!;
  const last = errors.at(-1)!;
  const fall = (samples: number) => last.value * Math.sqrt(last.samples / samples);
  const start = Math.max(first.samples, last.samples * (last.value / yAxis.to) ** 2);
  const drawing = [
    ...wrapText(statement, 13, area.width, "bold")
      .slice(0, 1)
      .map((line) => textLine(area.x, area.y + 12, line, { size: 13, weight: "bold" })),
    ...legend(plot.x, area.y + 33, [
      { text: words.largestError, colour: ERROR_COLOUR, dash: null, square: false },
      { text: words.largestChange, colour: CHANGE_COLOUR, dash: "6 4", square: true },
      { text: words.expected, colour: EXPECTED_COLOUR, dash: null, square: null },
    ]),
    ...yAxis.ticks.map(
      (tick) =>
        element("line", { x1: plot.x, y1: yOf(tick), x2: plot.x + plot.width, y2: yOf(tick), stroke: "#e4e4e4" }) +
        textLine(plot.x - 8, yOf(tick) + 4.3, formatNumber(tick, lang, 12), {
          size: 12,
          fill: MUTED_INK,
          anchor: "end",
        }),
    ),
    ...xAxis.ticks.map(
      (tick) =>
        element("line", { x1: xOf(tick), y1: plot.y, x2: xOf(tick), y2: plot.y + plot.height, stroke: "#f0f0f0" }) +
        textLine(xOf(tick), plot.y + plot.height + 18, formatNumber(tick, lang), {
          size: 12,
          fill: MUTED_INK,
          anchor: "middle",
        }),
    ),
    element("line", {
      x1: plot.x,
      y1: plot.y + plot.height,
      x2: plot.x + plot.width,
      y2: plot.y + plot.height,
      stroke: "#8a8a8a",
    }),
    ...(first.samples === last.samples
      ? []
      : [
          element("line", {
            x1: xOf(start),
            y1: yOf(fall(start)),
            x2: xOf(last.samples),
            y2: yOf(last.value),
            stroke: EXPECTED_COLOUR,
            "stroke-width": 7,
          }),
        ]),
    ...(target === null
      ? []
      : [
          element("line", {
            x1: plot.x,
            y1: yOf(target),
            x2: plot.x + plot.width,
            y2: yOf(target),
            stroke: "#1a1a1a",
            "stroke-width": 1.2,
            "stroke-dasharray": "8 3 2 3",
          }),
          textLine(plot.x + 6, yOf(target) - 5, words.target(formatNumber(target, lang, 6)), {
            size: 12,
            weight: "bold",
            halo: true,
          }),
        ]),
    ...curve(changes, CHANGE_COLOUR, true),
    ...curve(errors, ERROR_COLOUR, false),
    textLine(plot.x + plot.width / 2, plot.y + plot.height + 40, words.samplesAxis, {
      size: 13,
      weight: "bold",
      anchor: "middle",
    }),
    ...wrapText(words.errorAxis, 13, plot.height + HEADING, "bold").map((line, index) =>
      textLine(area.x + 12 + index * 15, plot.y + plot.height / 2, line, {
        size: 13,
        weight: "bold",
        anchor: "middle",
        rotate: -90,
      }),
    ),
  ];
  return picture(texts, width, height, drawing);
}

/** A logarithmic axis: its ends are 1, 2 or 5 times a power of ten, or where it is tight the ends of the data; ticks at each of them, at the powers alone where there are many. */
function logAxis(smallest: number, largest: number, tight = false) {
  const marks: number[] = [];
  for (let exponent = Math.floor(Math.log10(smallest)) - 1; exponent <= Math.ceil(Math.log10(largest)); exponent++) {
    // A power of ten as a literal has no rounding of its own.
    for (const step of [1, 2, 5]) marks.push(Number(`${step}e${exponent}`));
  }
  const from = tight ? smallest : marks.findLast((mark) => mark <= smallest)!;
  const to = tight && largest > from ? largest : (marks.find((mark) => mark >= largest && mark > from) ?? 10 * largest);
  const within = marks.filter((mark) => mark >= from && mark <= to);
  const powers = within.filter((mark) => Number.isInteger(Math.round(Math.log10(mark) * 1e9) / 1e9));
  const ticks = within.length > 9 ? powers : within;
  const place = (value: number) => Math.log(value / from) / Math.log(to / from);
  if (tight && ticks.every((tick) => place(tick) < 0.92)) ticks.push(to);
  return { to, ticks, place };
}

interface LegendEntry {
  readonly text: string;
  readonly colour: string;
  readonly dash: string | null;
  readonly square: boolean | null;
}

function legend(x: number, y: number, entries: readonly LegendEntry[]): string[] {
  let at = x;
  return entries.map(({ text, colour, dash, square }) => {
    const start = at;
    at += 42 + textWidth(text, 12.5) + 22;
    return (
      element("line", {
        x1: start,
        y1: y,
        x2: start + 34,
        y2: y,
        stroke: colour,
        "stroke-width": square === null ? 7 : 2,
        "stroke-dasharray": dash ?? undefined,
      }) +
      (square === null ? "" : dot(start + 17, y, colour, square)) +
      textLine(start + 42, y + 4, text, { size: 12.5 })
    );
  });
}

function dot(x: number, y: number, colour: string, square: boolean): string {
  const style = { fill: colour, stroke: "#ffffff", "stroke-width": 1 };
  if (square) return element("rect", { x: x - 3.5, y: y - 3.5, width: 7, height: 7, ...style });
  return element("circle", { cx: x, cy: y, r: 4.2, ...style });
}
