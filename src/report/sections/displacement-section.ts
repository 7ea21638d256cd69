import { paragraph, type Section, type Table } from "../document.js";
import { orderByRank, type ReportContext } from "../report-context.js";
import { changingClass, classChanges } from "./class-changes.js";

/** Which variables change class once chains of influences count, and what that means. */
export function displacementSection(context: ReportContext): Section {
  const { analysis, words } = context;
  const { sentences, report } = words;
  const movers = changingClass(analysis.direct, analysis.indirect);
  const hasClasses = analysis.indirect.classes.some((name) => name !== null);
  return {
    id: "displacement",
    title: report.sections.displacement,
    pieces: [
      paragraph(hasClasses ? sentences.displacementIntro(movers.length) : sentences.zeroIndirect),
      ...(movers.length === 0
        ? []
        : [
            {
              kind: "list" as const,
              items: classChanges(context, analysis.direct, analysis.indirect, { reasons: true }),
            },
          ]),
      {
        kind: "figure",
        picture: "displacement",
        caption: report.sections.displacement,
        alt: sentences.displacementAlt,
      },
      displacementTable(context),
    ],
  };
}

function displacementTable({ analysis, words, number, titleCell, classCell }: ReportContext): Table {
  const { columns } = words.report;
  const { direct, indirect, displacement } = analysis;
  const gain = (places: number) => (places > 0 ? `+${number(places)}` : number(places));
  const axis = (group: string) =>
    [columns.direct, columns.indirect, columns.change].map((heading) => ({ heading, group, align: "right" as const }));
  return {
    kind: "table",
    caption: words.sentences.displacementCaption,
    columns: [
      { heading: columns.variable },
      ...axis(columns.influence),
      ...axis(columns.dependence),
      { heading: columns.direct, group: columns.class },
      { heading: columns.indirect, group: columns.class },
    ],
    rows: orderByRank(indirect.influenceRank).map((i) => [
      titleCell(i),
      String(direct.influenceRank[i]!),
      String(indirect.influenceRank[i]!),
      gain(displacement[i]!.influenceRankChange),
      String(direct.dependenceRank[i]!),
      String(indirect.dependenceRank[i]!),
      gain(displacement[i]!.dependenceRankChange),
      classCell(displacement[i]!.from),
      classCell(displacement[i]!.to),
    ]),
  };
}
