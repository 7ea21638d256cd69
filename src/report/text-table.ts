import type { Analysis } from "../analysis/analysis.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { firstSentence } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import type { Class, Plane } from "../structure/plane.js";
import { CLASSES } from "../structure/plane.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import { columnsOf, pad, plainText, wrapColumns } from "./terminal-text.js";

export interface TextTableOptions {
  /** Columns of the terminal, from 80 to 160. @default 80 */
  readonly width?: number;
  /** Whether to colour classes with ANSI sequences. @default false */
  readonly colour?: boolean;
}

const SGR: Readonly<Record<Class, number>> = { motor: 34, relay: 33, dependent: 32, autonomous: 90 };

const NUMBER_WIDTH = 5;

/**
 * The classification as a table for a terminal, by indirect class, then by indirect rank of influence; then how it came about.
 *
 * Ranks and classes, directly and indirectly; `*` marks a variable whose class changes. Where the indirect plane has no classes the
 * order is that of the direct one. No line is longer than `width`; labels are cut with `…` and cannot steer the terminal.
 * Ends with a line end. Cost: O(n log n).
 *
 * @example
 * process.stdout.write(toTextTable(analyze(study)));
 */
export function toTextTable(analysis: Analysis, options: TextTableOptions = {}): string {
  const width = Math.min(160, Math.max(80, options.width ?? 80));
  const style = (code: number, text: string) => (options.colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  const title = plainText(analysis.study.title);
  return [
    ...wrapColumns(title, width).map((line) => style(1, line)),
    "",
    ...tableLines(analysis, width, style),
    "",
    ...notes(analysis).flatMap((note) => wrapColumns(keepTogether(note, analysis.options.lang), width)),
    "",
  ].join("\n");
}

type Style = (code: number, text: string) => string;

function tableLines(analysis: Analysis, width: number, style: Style): string[] {
  const { common, report } = dictionary(analysis.options.lang);
  const { variables, direct, indirect } = analysis;
  const codeWidth = Math.min(12, Math.max(4, ...variables.map(({ code }) => columnsOf(plainText(code)))));
  const classWidth = 2 + Math.max(...Object.values(common.classes).map(columnsOf), columnsOf(report.columns.class));
  const planeWidth = 2 * NUMBER_WIDTH + 1 + classWidth;
  const labelWidth = width - codeWidth - 1 - 2 * (planeWidth + 1) - 2;
  const classText = (name: Class | null) => (name === null ? "–" : `${CLASS_SYMBOLS[name]} ${common.classes[name]}`);
  const planeHead = [
    pad(report.terminal.infl, NUMBER_WIDTH, "right"),
    pad(report.terminal.dep, NUMBER_WIDTH, "right"),
    ` ${pad(report.columns.class, classWidth)}`,
  ].join("");
  const planeCells = (plane: Plane, i: number) => {
    const name = plane.classes[i]!;
    const text = classText(name);
    const space = " ".repeat(classWidth - columnsOf(text));
    return [
      pad(String(plane.influenceRank[i]!), NUMBER_WIDTH, "right"),
      pad(String(plane.dependenceRank[i]!), NUMBER_WIDTH, "right"),
      ` ${name === null ? text : style(SGR[name], text)}${space}`,
    ].join("");
  };
  const lead = " ".repeat(codeWidth + 1 + labelWidth);
  const centred = (text: string) =>
    pad(" ".repeat(Math.max(0, (planeWidth - columnsOf(text)) >> 1)) + text, planeWidth);
  const head = [
    `${lead} ${centred(report.columns.direct)} ${centred(report.columns.indirect)}`.trimEnd(),
    `${pad(report.columns.code, codeWidth)} ${pad(report.columns.variable, labelWidth)} ${planeHead} ${planeHead}`.trimEnd(),
  ];
  const rows = rowOrder(analysis).map((i) => {
    const { code, short } = variables[i]!;
    const label = short === code ? "" : plainText(short);
    const names = `${pad(plainText(code), codeWidth)} ${pad(label, labelWidth)}`;
    const changes =
      direct.classes[i] !== indirect.classes[i] && direct.classes[i] !== null && indirect.classes[i] !== null;
    return `${names} ${planeCells(direct, i)} ${planeCells(indirect, i)}${changes ? " *" : ""}`.trimEnd();
  });
  return [...head.map((line) => style(1, line)), "─".repeat(width), ...rows];
}

/** By class of the indirect plane (of the direct one where that has none), strongest influence first. */
function rowOrder({ direct, indirect }: Analysis): number[] {
  const plane = indirect.classes.every((name) => name === null) ? direct : indirect;
  const place = (i: number) => CLASSES.indexOf(plane.classes[i]!);
  return plane.classes
    .map((_, i) => i)
    .sort((i, j) => place(i) - place(j) || plane.influenceRank[i]! - plane.influenceRank[j]! || i - j);
}

/** How the table came about: ranks, marks, options, stability, disclaimer. */
function notes(analysis: Analysis): string[] {
  const { lang, measure, attenuation, threshold, potentialValue } = analysis.options;
  const { common, report, sentences } = dictionary(lang);
  const { displacement, indirect, characteristics, study } = analysis;
  const number = (value: number) => formatNumber(value, lang, 4);
  const changes = displacement.filter(({ from, to }) => from !== to && from !== null && to !== null).length;
  const named: Readonly<Record<string, string>> = common.thresholds;
  const line =
    typeof threshold === "number" ? number(threshold) : Object.hasOwn(named, threshold) ? named[threshold]! : threshold;
  const potentials = characteristics.counts["P"]!;
  const options = [
    common.measures[measure],
    ...(measure === "attenuated" ? [`α = ${number(attenuation)}`] : []),
    ...(indirect.power === null ? [] : [common.power(indirect.power, indirect.stable)]),
    `${common.threshold}${report.colon}${line}`.replaceAll(" ", "\u00A0"),
    ...(potentials === 0 ? [] : [common.potentialCounts(number(0))]),
  ];
  return [
    `${report.terminal.rankOne} ${report.terminal.changed(changes)}`,
    `${report.columns.indirect}${report.colon}${options.join(" · ")}.`,
    ...(indirect.reason === null ? [] : [sentences.reasons[indirect.reason]]),
    ...(potentials === 0 ? [] : [report.terminal.potential(potentials, number(potentialValue))]),
    ...(study.disclaimer === null ? [] : [plainText(firstSentence(study.disclaimer))]),
  ];
}
