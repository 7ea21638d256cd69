import type { PlotName } from "../../plots/plots.js";
import type { Plane } from "../../structure/plane.js";
import { heading, type Piece, paragraph, type Section, type Table } from "../document.js";
import { orderByRank, type ReportContext } from "../report-context.js";
import { classChanges } from "./class-changes.js";

/** Part of the threshold below which a variable is near it. */
const NEAR = 0.05;

export function directSection(context: ReportContext): Section {
  const { analysis, words } = context;
  return {
    id: "direct",
    title: words.report.sections.direct,
    pieces: [
      paragraph(words.sentences.directIntro),
      ...planePieces(context, analysis.direct, words.common.planes.direct, "map-direct"),
    ],
  };
}

export function indirectSection(context: ReportContext): Section {
  const { analysis, words, indirectName } = context;
  return {
    id: "indirect",
    title: words.report.sections.indirect,
    pieces: [
      paragraph(words.sentences.indirectIntro(indirectName(analysis.indirect))),
      ...planePieces(context, analysis.indirect, words.common.planes.indirect, "map-indirect"),
    ],
  };
}

/** Both potential planes, or the sentence that there are none. */
export function potentialSection(context: ReportContext): Section {
  const { analysis, words, number } = context;
  const { sentences, report, common } = words;
  const { potentialDirect, potentialIndirect } = analysis;
  const section = (pieces: readonly Piece[]): Section => ({
    id: "potential",
    title: report.sections.potential,
    pieces,
  });
  if (potentialDirect === null || potentialIndirect === null) return section([paragraph(sentences.noPotential)]);
  const { direct, indirect, options, characteristics } = analysis;
  return section([
    paragraph(sentences.potentialIntro(characteristics.counts["P"]!, number(options.potentialValue, 4))),
    heading(common.planes.potentialDirect),
    ...changes(context, direct, potentialDirect),
    ...planePieces(context, potentialDirect, common.planes.potentialDirect, "map-potential-direct"),
    heading(common.planes.potentialIndirect),
    paragraph(sentences.indirectIntro(context.indirectName(potentialIndirect))),
    ...changes(context, indirect, potentialIndirect),
    ...planePieces(context, potentialIndirect, common.planes.potentialIndirect, "map-potential-indirect"),
  ]);
}

/** What a P changes: the classes that differ from the plane without it. */
function changes(context: ReportContext, before: Plane, after: Plane): Piece[] {
  const { sentences } = context.words;
  const items = classChanges(context, before, after, { reasons: false });
  if (items.length === 0) return [paragraph(sentences.potentialNoChanges)];
  return [paragraph(sentences.potentialChanges), { kind: "list", items }];
}

function planePieces(context: ReportContext, plane: Plane, title: string, picture: PlotName): Piece[] {
  const { words, number, names } = context;
  const { sentences } = words;
  const figure: Piece = { kind: "figure", picture, caption: title, alt: sentences.mapAlt(title) };
  if (plane.classes.every((name) => name === null)) return [paragraph(sentences.zeroPlane), figure];
  const top = (ranks: readonly number[]) => names(orderByRank(ranks).slice(0, 3));
  const near = plane.classes.flatMap((_, i) =>
    isNear(plane.influenceDistance[i]!, plane.influenceThreshold) ||
    isNear(plane.dependenceDistance[i]!, plane.dependenceThreshold)
      ? [i]
      : [],
  );
  return [
    paragraph(
      [
        sentences.planeIntro(number(plane.influenceThreshold), number(plane.dependenceThreshold)),
        sentences.strongest(top(plane.influenceRank), top(plane.dependenceRank)),
        ...(near.length === 0 ? [] : [sentences.near(names(near, 12))]),
      ].join(" "),
    ),
    figure,
    planeTable(context, plane, title),
  ];
}

function isNear(distance: number, threshold: number): boolean {
  return threshold > 0 && Math.abs(distance) <= NEAR * threshold;
}

function planeTable({ words, number, titleCell, classCell }: ReportContext, plane: Plane, title: string): Table {
  const { columns } = words.report;
  const gap = (distance: number, threshold: number) => {
    if (!(threshold > 0)) return "–";
    const percent = number((100 * distance) / threshold, 0);
    return distance > 0 && percent !== "0" ? `+${percent}` : percent;
  };
  const axis = (group: string) =>
    [columns.sum, columns.share, columns.rank, columns.gap].map((name) => ({
      heading: name,
      group,
      align: "right" as const,
    }));
  return {
    kind: "table",
    caption: words.sentences.planeCaption(title),
    columns: [
      { heading: columns.variable },
      ...axis(columns.influence),
      ...axis(columns.dependence),
      { heading: columns.class },
    ],
    rows: orderByRank(plane.influenceRank).map((i) => [
      titleCell(i),
      number(plane.influence[i]!),
      number(plane.influenceShare[i]!, 0),
      String(plane.influenceRank[i]!),
      gap(plane.influenceDistance[i]!, plane.influenceThreshold),
      number(plane.dependence[i]!),
      number(plane.dependenceShare[i]!, 0),
      String(plane.dependenceRank[i]!),
      gap(plane.dependenceDistance[i]!, plane.dependenceThreshold),
      classCell(plane.classes[i]!),
    ]),
  };
}
