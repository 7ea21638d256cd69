import { type Piece, paragraph, type Section, type Table } from "../document.js";
import type { ReportContext } from "../report-context.js";
import { scoreCounts } from "../score-counts.js";
import { influences } from "./brief-section.js";

/** What the matrix looks like before any analysis: how full it is, which scores were given, what stands behind them. */
export function matrixSection(context: ReportContext): Section {
  const { analysis, study, words, number } = context;
  const { sentences, report } = words;
  const { characteristics: marks } = analysis;
  const pairs = marks.size * marks.size - marks.size;
  const filled = sentences.filled(
    number(marks.scored),
    number(pairs),
    marks.blanks,
    number(influences(context)),
    number(marks.fillRate, 1),
  );
  const judgements = study.judgements ?? [];
  const judged: Piece[] =
    judgements.length === 0
      ? []
      : [
          paragraph(
            sentences.judged(
              number(judgements.length),
              number(judgements.filter(({ rationale }) => rationale !== undefined).length),
            ),
          ),
        ];
  return {
    id: "matrix",
    title: report.sections.matrix,
    pieces: [
      paragraph(`${filled} ${sentences.totalSum(number(marks.total))}`),
      ...judged,
      scoresTable(context, pairs),
      { kind: "figure", picture: "matrix", caption: report.sections.matrix, alt: sentences.matrixAlt },
    ],
  };
}

/** Different scores shown; a matrix of averages may hold thousands. */
const MAX_SCORES = 20;

function scoresTable({ analysis, study, words, number, text }: ReportContext, pairs: number): Table {
  const { report, sentences } = words;
  const { counts, blanks } = analysis.characteristics;
  const meanings = new Map(study.scale?.values?.map(({ value, label }) => [value, text(label)]));
  const meaning = (score: string) =>
    meanings.get(score) ?? (Object.hasOwn(report.scores, score) ? report.scores[score]! : "–");
  const percent = (count: number) => (pairs === 0 ? "–" : number((100 * count) / pairs, 1));
  const scores = scoreCounts(counts);
  const shown = scores.length <= MAX_SCORES ? scores : scores.filter(([score]) => Object.hasOwn(report.scores, score));
  const other = scores.reduce((sum, [, count]) => sum + count, 0) - shown.reduce((sum, [, count]) => sum + count, 0);
  return {
    kind: "table",
    caption: sentences.scoresCaption,
    columns: [
      { heading: report.columns.score, align: "center" },
      { heading: report.columns.meaning },
      { heading: report.columns.cells, align: "right" },
      { heading: report.columns.percent, align: "right" },
    ],
    rows: [
      ...shown.map(([score, count]) => [
        score === "P" ? score : number(Number(score), 4),
        meaning(score),
        number(count),
        percent(count),
      ]),
      ...(other === 0 ? [] : [["…", report.otherScores, number(other), percent(other)]]),
      ...(blanks === 0 ? [] : [["", report.blank, number(blanks), percent(blanks)]]),
    ],
  };
}
