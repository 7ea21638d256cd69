import { formatShare } from "../../language/format-share.js";
import type { ThresholdTable } from "../../sensitivity/threshold-table.js";
import type { VariableRemoval } from "../../sensitivity/variable-removal.js";
import { type Column, heading, type Piece, paragraph, type Section, type TableCell } from "../document.js";
import type { ReportContext } from "../report-context.js";
import { changesCell } from "./discuss-pieces.js";

/** Variables in the table of removals, and settings in that of lines and powers, at most. */
const MAX_REMOVALS = 15;
const MAX_SETTINGS = 30;

/** What changes without one variable, and with another line or power. */
export function choicesSection(
  context: ReportContext,
  removal: VariableRemoval | undefined,
  table: ThresholdTable | undefined,
): Section {
  return {
    id: "robustness-choices",
    title: context.words.robustness.sections.choices,
    pieces: [
      ...(removal === undefined ? [] : removalPieces(context, removal)),
      ...(table === undefined ? [] : thresholdPieces(context, table)),
    ],
  };
}

function removalPieces(context: ReportContext, result: VariableRemoval): Piece[] {
  const { analysis, words, number, titleCell } = context;
  const { robustness: sentences, report } = words;
  const { columns } = sentences;
  const title = heading(sentences.removalHeading);
  if (result.removals.length === 0) return [title, paragraph(sentences.removalNone)];
  const byId = new Map(result.removals.map((removal) => [removal.id, removal]));
  const indexOf = new Map(analysis.variables.map(({ id }, i) => [id, i]));
  const shown = result.mostDecisive.slice(0, MAX_REMOVALS).map((id) => byId.get(id)!);
  return [
    title,
    paragraph(sentences.removalNote),
    {
      kind: "table",
      caption: sentences.removalCaption(shown.length, result.removals.length),
      columns: [
        { heading: columns.without },
        { heading: columns.indirectClasses },
        { heading: columns.directClasses },
        { heading: report.columns.indirect, group: columns.places, align: "right" },
        { heading: report.columns.direct, group: columns.places, align: "right" },
        { heading: columns.weight, align: "right" },
      ],
      rows: shown.map(({ id, direct, indirect, score }) => [
        titleCell(indexOf.get(id)!),
        changesCell(context, indirect.classChanges, indirect.classChanges.length),
        changesCell(context, direct.classChanges, direct.classChanges.length),
        number(indirect.rankMoves),
        number(direct.rankMoves),
        number(score),
      ]),
    },
  ];
}

function thresholdPieces(context: ReportContext, table: ThresholdTable): Piece[] {
  const { words, lang, names, number, titleCell } = context;
  const { robustness: sentences, common, report } = words;
  const moving = table.variables.flatMap(({ share }, i) => (share !== null && share < 1 ? [{ i, share }] : []));
  const most = moving.sort((a, b) => a.share - b.share || a.i - b.i).slice(0, 6);
  const named: Readonly<Record<string, string>> = common.thresholds;
  const line = (threshold: string | number) =>
    typeof threshold === "number"
      ? number(threshold, 4)
      : Object.hasOwn(named, threshold)
        ? named[threshold]!
        : threshold;
  const settings = table.settings.slice(0, MAX_SETTINGS);
  const whole = table.settings.length <= MAX_SETTINGS;
  const columns: Column[] = whole
    ? settings.map(({ threshold, power }) => ({ heading: String(power), group: line(threshold), align: "center" }))
    : [];
  return [
    heading(sentences.thresholdHeading),
    paragraph(
      [
        sentences.thresholdNote(table.settings.length),
        most.length === 0 ? sentences.thresholdAll : sentences.thresholdMoves(names(most.map(({ i }) => i))),
      ].join(" "),
    ),
    {
      kind: "table",
      caption: sentences.thresholdCaption,
      columns: [
        { heading: report.columns.code },
        { heading: sentences.columns.study, align: "center" },
        ...columns,
        { heading: sentences.columns.kept, align: "right" },
      ],
      rows: table.variables.map(({ baseline, classes, share }, i) => [
        whole ? [{ strong: context.analysis.variables[i]!.code }] : titleCell(i),
        baseline === null ? "–" : [{ mark: baseline }],
        ...(whole ? classes : []).map((name): TableCell => {
          const content = name === null ? "–" : [{ mark: name } as const];
          return name === baseline ? content : { content, tint: 0.45 };
        }),
        share === null ? "–" : formatShare(share, lang, 0),
      ]),
    },
  ];
}
