import { type Piece, paragraph, type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** What was studied: reference, question, blocks and their variables, documents. The disclaimer stands at the head of the report. */
export function studySection(context: ReportContext): Section {
  const { study, words, text } = context;
  const { sentences, report } = words;
  const pieces: Piece[] = [];
  if (study.reference !== undefined) pieces.push(paragraph(`${sentences.reference}${text(study.reference)}`));
  if (study.scale?.question !== undefined) {
    pieces.push(paragraph(`${sentences.question}${text(study.scale.question)}`));
  }
  return {
    id: "study",
    title: report.sections.study,
    pieces: [...pieces, ...blockTable(context), ...provenance(context)],
  };
}

function blockTable({ analysis, words, name }: ReportContext): Piece[] {
  const { sentences, report } = words;
  const groups = groupByBlock(analysis);
  if (analysis.study.blocks.length === 0) {
    return [
      paragraph(`${report.columns.members}${report.colon}${analysis.variables.map((_, i) => name(i)).join(" · ")}`),
    ];
  }
  return [
    paragraph(sentences.blocksIntro(analysis.study.blocks.length)),
    {
      kind: "table",
      caption: report.captions.blocks,
      columns: [{ heading: report.columns.block }, { heading: report.columns.members }],
      rows: groups.map(({ label, members }) => [label ?? report.noBlock, members.map(name).join(" · ") || "–"]),
    },
  ];
}

/** The variables of each block, in the order of the study; those without one last, under null. */
export function groupByBlock(analysis: ReportContext["analysis"]): { label: string | null; members: number[] }[] {
  const members = (id: string | null) =>
    analysis.variables.flatMap((variable, i) => (variable.block === id ? [i] : []));
  const groups: { label: string | null; members: number[] }[] = analysis.study.blocks.map((block) => ({
    label: block.label,
    members: members(block.id),
  }));
  const rest = members(null);
  return rest.length === 0 ? groups : [...groups, { label: null, members: rest }];
}

function provenance({ study, words, text }: ReportContext): Piece[] {
  const documents = (study.provenance ?? []).filter(
    (source) => source.document !== undefined || source.file !== undefined,
  );
  if (documents.length === 0) return [];
  const { columns } = words.report;
  return [
    paragraph(words.sentences.provenance),
    {
      kind: "table",
      caption: words.report.captions.documents,
      columns: [{ heading: columns.document }, { heading: columns.gave }],
      rows: documents.map(({ document, file, gave }) => [
        document === undefined ? file! : text(document),
        gave === undefined ? "–" : text(gave),
      ]),
    },
  ];
}
