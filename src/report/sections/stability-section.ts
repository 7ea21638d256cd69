import { heading, type Piece, paragraph, type Section, type Table } from "../document.js";
import type { ReportContext } from "../report-context.js";
import { spectrumPieces } from "./spectrum-pieces.js";

/** From which power on the rankings hold, and what the spectrum of the matrix says of that. */
export function stabilitySection(context: ReportContext): Section {
  const { analysis, words } = context;
  const { sentences, report } = words;
  const table = stabilityTable(context);
  const figure: Piece = {
    kind: "figure",
    picture: "stability",
    caption: report.sections.stability,
    alt: sentences.stabilityAlt,
  };
  return {
    id: "stability",
    title: report.sections.stability,
    pieces: [
      paragraph(verdict(context)),
      figure,
      ...(table === null ? [] : table),
      heading(sentences.spectrumHeading),
      ...spectrumPieces(context),
    ].filter((piece) => analysis.stability.length > 0 || piece !== figure),
  };
}

function verdict({ analysis, words }: ReportContext): string {
  const { sentences } = words;
  const { power, stable, reason } = analysis.indirect;
  if (power === null) return sentences.dematelStability;
  if (!stable) return [sentences.notStable(power), reason === null ? "" : sentences.reasons[reason]].join(" ").trim();
  return `${sentences.stableFrom(power, analysis.options.maxPower)} ${sentences.chosenStable(power)}`;
}

/** Rows shown at most, where the rankings never stop moving. */
const MAX_ROWS = 30;

/** One row for each power up to the last at which a pair swaps, and one more. */
function stabilityTable({ analysis, words, number }: ReportContext): Piece[] | null {
  const { stability } = analysis;
  const { columns } = words.report;
  const { sentences } = words;
  const last = stability.findLastIndex((row) => row.influenceSwaps + row.dependenceSwaps > 0);
  const shown = stability.slice(0, Math.min(last + 2, MAX_ROWS));
  if (shown.length === 0) return null;
  const axis = (group: string) =>
    [columns.swaps, columns.sameOrder].map((name) => ({ heading: name, group, align: "right" as const }));
  const table: Table = {
    kind: "table",
    caption: sentences.stabilityCaption(shown.at(-1)!.power),
    columns: [{ heading: columns.power, align: "right" }, ...axis(columns.influence), ...axis(columns.dependence)],
    rows: shown.map((row) => [
      String(row.power),
      number(row.influenceSwaps),
      number(row.influencePercent, 2),
      number(row.dependenceSwaps),
      number(row.dependencePercent, 2),
    ]),
  };
  const rest = stability.length > shown.length && shown.length === last + 2;
  return [
    table,
    ...(rest ? [paragraph(sentences.stabilityRest(shown.at(-1)!.power + 1, stability.at(-1)!.power))] : []),
  ];
}
