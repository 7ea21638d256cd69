import type { CellInfluence, CellInfluenceRow, DetailedStep, StepEffect } from "../../sensitivity/cell-influence.js";
import type { ClassChange } from "../../sensitivity/rank-moves.js";
import { type Content, heading, type Inline, type Piece, paragraph } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** Judgements in the table at most. */
const MAX_JUDGEMENTS = 15;

/** The judgements to discuss first, each with its stronger step and what that changes. */
export function discussPieces(context: ReportContext, result: CellInfluence): Piece[] {
  const { analysis, study, words, number, titleCell } = context;
  const { robustness: sentences, report } = words;
  const { columns } = sentences;
  const shown = result.cells.filter(({ score }) => score > 0).slice(0, MAX_JUDGEMENTS);
  const title = heading(sentences.discussHeading);
  if (shown.length === 0) return [title, paragraph(sentences.discussNone)];
  const indexOf = new Map(analysis.variables.map(({ id }, i) => [id, i]));
  const confidences = new Map((study.judgements ?? []).map((each) => [`${each.from}\n${each.to}`, each.confidence]));
  const judged = [...confidences.values()].some((confidence) => confidence !== undefined);
  return [
    title,
    paragraph(sentences.discussNote),
    {
      kind: "table",
      caption: sentences.discussCaption(shown.length, number(result.cells.length)),
      columns: [
        { heading: report.columns.from },
        { heading: report.columns.to },
        { heading: columns.step, align: "center" },
        ...(judged ? [{ heading: report.columns.confidence, align: "center" as const }] : []),
        { heading: columns.indirectClasses },
        { heading: columns.directClasses },
        { heading: columns.places, align: "right" },
        { heading: columns.weight, align: "right" },
      ],
      rows: shown.map((row) => {
        const step = strongerStep(row);
        const detail = result.details.find((each) => isOf(each, row, step));
        const places = step.direct.rankMoves + step.indirect.rankMoves;
        return [
          titleCell(indexOf.get(row.from)!),
          titleCell(indexOf.get(row.to)!),
          `${number(row.value)} → ${number(step.changedTo)}`,
          ...(judged ? [String(confidences.get(`${row.from}\n${row.to}`) ?? "–")] : []),
          changesCell(context, detail?.indirect.classChanges, step.indirect.classChanges),
          changesCell(context, detail?.direct.classChanges, step.direct.classChanges),
          number(places),
          number(row.score),
        ];
      }),
    },
  ];
}

/** The step of a judgement that changes more; down where both change as much. */
export function strongerStep({ down, up, score }: CellInfluenceRow): StepEffect {
  return down !== null && down.score === score ? down : up!;
}

function isOf(detail: DetailedStep, row: CellInfluenceRow, step: StepEffect): boolean {
  return detail.from === row.from && detail.to === row.to && detail.changedTo === step.changedTo;
}

/** Codes with the classes they change between; only how many where they are not known, a dash where none. */
export function changesCell(
  { analysis, number }: Pick<ReportContext, "analysis" | "number">,
  changes: readonly ClassChange[] | undefined,
  count: number,
): Content {
  if (count === 0) return "–";
  if (changes === undefined) return number(count);
  return changes.flatMap(({ id, from, to }, at): Inline[] => [
    `${at === 0 ? "" : ", "}${analysis.variables.find((variable) => variable.id === id)!.code}\u00A0`,
    { mark: from },
    "→",
    to === null ? "–" : { mark: to },
  ]);
}
