import { strongestInfluences } from "../../graph/strongest-influences.js";
import { heading, type Piece, paragraph, type Section, type Table } from "../document.js";
import { orderByRank, type ReportContext } from "../report-context.js";
import { influences } from "./brief-section.js";
import { blockMatrix, communityPieces } from "./graph-groups.js";

/** Rows of the table of influences at most. */
const MAX_INFLUENCES = 40;

/** The study as a graph: its strongest influences, central variables, communities, flows between blocks. */
export function graphSection(context: ReportContext): Section {
  const { analysis, words, number } = context;
  const { sentences, report } = words;
  return {
    id: "graph",
    title: report.sections.graph,
    pieces: [
      paragraph(sentences.graphIntro(analysis.study.size, number(influences(context)))),
      { kind: "figure", picture: "graph", caption: report.sections.graph, alt: sentences.graphAlt },
      ...strongestPieces(context),
      heading(sentences.centralityHeading),
      paragraph(sentences.centralityNote),
      centralityTable(context),
      ...communityPieces(context),
      ...blockMatrix(context),
    ],
  };
}

/** The strongest 5 % of the influences, ties included, with what was said to justify them. */
function strongestPieces({ study, analysis, words, number, text, titleCell }: ReportContext): Piece[] {
  const { sentences, report } = words;
  const { columns } = report;
  const { influences: strongest, weakest } = strongestInfluences(study, 5);
  if (weakest === null) return [];
  const indexOf = new Map(analysis.variables.map(({ id }, i) => [id, i]));
  const judgements = new Map(
    (study.judgements ?? []).map((judgement) => [`${judgement.from}\n${judgement.to}`, judgement]),
  );
  const judged = judgements.size > 0;
  const shown = strongest.slice(0, MAX_INFLUENCES);
  return [
    heading(sentences.strongestHeading),
    ...(shown.length < strongest.length ? [paragraph(sentences.strongestCut(shown.length, strongest.length))] : []),
    {
      kind: "table",
      caption: sentences.strongestCaption(number(weakest)),
      columns: [
        { heading: columns.from },
        { heading: columns.to },
        { heading: columns.strength, align: "center" },
        ...(judged
          ? [
              { heading: columns.sign, align: "center" as const },
              { heading: columns.confidence, align: "center" as const },
              { heading: columns.rationale },
            ]
          : []),
      ],
      rows: shown.map(({ from, to, strength }) => {
        const judgement = judgements.get(`${from}\n${to}`);
        const score = [titleCell(indexOf.get(from)!), titleCell(indexOf.get(to)!), number(strength)];
        if (!judged) return score;
        const { sign, confidence, rationale } = judgement ?? {};
        return [
          ...score,
          sign === undefined ? "–" : report.signs[sign],
          confidence === undefined ? "–" : String(confidence),
          rationale === undefined ? "–" : text(rationale),
        ];
      }),
    },
  ];
}

function centralityTable({ analysis, words, number, titleCell }: ReportContext): Table {
  const { report, sentences } = words;
  const names: Readonly<Record<string, string>> = report.centralities;
  const measures = Object.entries(analysis.graph.centrality).map(([name, values]) => ({
    heading: Object.hasOwn(names, name) ? names[name]! : name,
    values,
    top: values === null ? new Set<number>() : new Set(orderByRank(values.map((value) => -value)).slice(0, 3)),
  }));
  return {
    kind: "table",
    caption: sentences.centralityCaption,
    columns: [
      { heading: report.columns.variable },
      ...measures.map(({ heading }) => ({ heading, align: "right" as const })),
    ],
    rows: analysis.variables.map((_, i) => [
      titleCell(i),
      ...measures.map(({ values, top }) => {
        if (values === null) return "–";
        const value = number(values[i]!, values[i]! >= 10 ? 1 : 3);
        return top.has(i) && values[i]! > 0 ? [{ strong: value }] : value;
      }),
    ]),
  };
}
