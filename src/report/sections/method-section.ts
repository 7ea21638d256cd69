import { paragraph, type Section, type TableCell } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** How the classes come about, and the options of this analysis, each with its meaning. */
export function methodSection(context: ReportContext): Section {
  const { words } = context;
  const { report, sentences } = words;
  const { columns } = report;
  return {
    id: "method",
    title: report.sections.method,
    pieces: [
      ...sentences.method.map(paragraph),
      paragraph(sentences.gapNote),
      {
        kind: "table",
        caption: sentences.optionsCaption,
        columns: [{ heading: columns.option }, { heading: columns.value }, { heading: columns.meaning }],
        rows: optionRows(context),
      },
    ],
  };
}

function optionRows({ analysis, words, number }: ReportContext): TableCell[][] {
  const { options: names, optionMeanings: meanings, stablePower } = words.report;
  const { options } = analysis;
  const power = options.power === "stable" ? stablePower : String(options.power);
  const rows: TableCell[][] = [[names.measure, words.common.measures[options.measure], meanings[options.measure]]];
  if (options.measure !== "dematel") {
    rows.push([names.power, power, options.power === "stable" ? meanings.stablePower : meanings.fixedPower]);
  }
  rows.push([names.maxPower, String(options.maxPower), meanings.maxPower]);
  if (options.measure === "attenuated") {
    rows.push([names.attenuation, number(options.attenuation, 4), meanings.attenuation]);
  }
  return [
    ...rows,
    [names.threshold, thresholdName({ analysis, words, number }), meanings.threshold],
    [names.potentialValue, number(options.potentialValue, 4), meanings.potentialValue],
    [names.cut, number(options.cut, 4), meanings.cut],
    [names.loopLength, String(options.loopLength), meanings.loopLength],
    [names.loopLimit, number(options.loopLimit), meanings.loopLimit],
  ];
}

/** The threshold in words: a name in the language, a number, or the formula as it was given. */
function thresholdName({ analysis, words, number }: Pick<ReportContext, "analysis" | "words" | "number">): string {
  const { threshold } = analysis.options;
  if (typeof threshold === "number") return number(threshold, 4);
  const names: Readonly<Record<string, string>> = words.report.thresholds;
  return Object.hasOwn(names, threshold) ? names[threshold]! : threshold;
}
