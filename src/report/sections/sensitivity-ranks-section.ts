import { formatShare } from "../../language/format-share.js";
import { pairsToldApart, TOLD_APART } from "../../plots/ranks/pair-probabilities.js";
import { orderByMedian } from "../../plots/ranks/rank-interval-layout.js";
import type { RankSpread, SensitivityResult } from "../../sensitivity/result.js";
import { heading, type Piece, paragraph, type Section, type Table } from "../document.js";
import type { ReportContext } from "../report-context.js";

type PlaneName = "direct" | "indirect";
type Axis = "influence" | "dependence";

/** Which ranks each variable can have, which variables truly differ, and how far the estimates had come. */
export function sensitivityRanksSection(context: ReportContext, result: SensitivityResult): Section {
  const { sensitivityReport: sentences } = context.words;
  return {
    id: "sensitivity-ranks",
    title: sentences.sections.ranks,
    pieces: [
      paragraph(sentences.ranksIntro),
      ...planePieces(context, result, "indirect"),
      ...planePieces(context, result, "direct"),
      ...convergencePieces(context, result),
    ],
  };
}

function planePieces(context: ReportContext, result: SensitivityResult, plane: PlaneName): Piece[] {
  const { sensitivityReport: sentences, common } = context.words;
  const title = common.planes[plane];
  if (result[plane].membership === null) return [heading(title), paragraph(sentences.noClasses)];
  return [
    heading(title),
    { kind: "figure", picture: { name: "sensitivity-map", options: { plane } }, caption: title, alt: sentences.mapAlt },
    {
      kind: "figure",
      picture: { name: "sensitivity-ranks", options: { plane } },
      caption: title,
      alt: sentences.ranksAlt,
    },
    rankTable(context, result, plane),
    ...(["influence", "dependence"] as const).flatMap((axis) => pairPieces(context, result, plane, axis)),
  ];
}

function rankTable({ words, lang, titleCell }: ReportContext, result: SensitivityResult, plane: PlaneName): Table {
  const { sensitivityReport: sentences, report, common } = words;
  const { columns } = sentences;
  const { top } = result.options;
  const { influenceRank, dependenceRank } = result[plane];
  const baseline = result.baseline[plane];
  const axis = (group: string) =>
    [columns.study, columns.minimum, "5 %", columns.median, "95 %", columns.maximum, columns.first(top)].map(
      (name) => ({ heading: name, group, align: "right" as const }),
    );
  const cells = (spread: RankSpread, own: readonly number[], i: number) => [
    String(own[i]!),
    ...[spread.minimum, spread.p5, spread.median, spread.p95, spread.maximum].map((ranks) => String(ranks[i]!)),
    spread.amongFirst[i] === 0 ? "–" : formatShare(spread.amongFirst[i]!, lang, 0),
  ];
  return {
    kind: "table",
    caption: sentences.ranksCaption(common.planes[plane], top),
    columns: [
      { heading: report.columns.variable },
      ...axis(report.columns.influence),
      ...axis(report.columns.dependence),
    ],
    rows: orderByMedian(influenceRank, baseline.influenceRank).map((i) => [
      titleCell(i),
      ...cells(influenceRank, baseline.influenceRank, i),
      ...cells(dependenceRank, baseline.dependenceRank, i),
    ]),
  };
}

function pairPieces(context: ReportContext, result: SensitivityResult, plane: PlaneName, axis: Axis): Piece[] {
  const { analysis, words, number, titleCell } = context;
  const { sensitivityReport: sentences, report, common } = words;
  const spread = result[plane][`${axis}Rank`];
  const { above } = spread;
  if (result.variables.length === 1) return [];
  if (above === null) return axis === "influence" ? [paragraph(sentences.noPairs)] : [];
  const { settled, all } = pairsToldApart(above);
  const order = orderByMedian(spread, result.baseline[plane][`${axis}Rank`]);
  const title = `${common.planes[plane]}, ${common[axis].toLowerCase()}`;
  return [
    heading(title),
    paragraph(sentences.pairs(number(settled), number(all))),
    {
      kind: "figure",
      picture: { name: "sensitivity-pairs", options: { plane, axis } },
      caption: title,
      alt: sentences.pairsAlt,
    },
    {
      kind: "table",
      caption: sentences.pairsCaption(common.planes[plane], common[axis]),
      columns: [
        { heading: report.columns.variable },
        { heading: sentences.columns.above, align: "right" },
        { heading: sentences.columns.below, align: "right" },
        { heading: sentences.columns.apart },
      ],
      rows: order.map((i) => {
        const others = order.filter((j) => j !== i);
        const open = others.filter((j) => above[i]![j]! < TOLD_APART && above[j]![i]! < TOLD_APART);
        return [
          titleCell(i),
          String(others.filter((j) => above[i]![j]! >= TOLD_APART).length),
          String(others.filter((j) => above[j]![i]! >= TOLD_APART).length),
          open.map((j) => analysis.variables[j]!.code).join(", ") || "–",
        ];
      }),
    },
  ];
}

function convergencePieces({ words, lang, number }: ReportContext, result: SensitivityResult): Piece[] {
  const { sensitivityReport: sentences, report, common } = words;
  const { columns } = sentences;
  const points = (value: number | null) => (value === null ? "–" : number(100 * value, 3));
  const plane = (group: string) =>
    [columns.error, columns.change, columns.kept].map((name) => ({ heading: name, group, align: "right" as const }));
  const states = (["direct", "indirect"] as const).filter((name) => result[name].membership !== null);
  return [
    heading(sentences.sections.convergence),
    paragraph(sentences.convergenceNote),
    ...states.map(
      (name): Piece => ({
        kind: "figure",
        picture: { name: "sensitivity-convergence", options: { plane: name } },
        caption: common.planes[name],
        alt: sentences.convergenceAlt,
      }),
    ),
    {
      kind: "table",
      caption: sentences.convergenceCaption,
      columns: [
        { heading: columns.samples, align: "right" },
        ...plane(report.columns.direct),
        ...plane(report.columns.indirect),
      ],
      rows: result.convergence.map((point) => [
        number(point.samples),
        ...(["direct", "indirect"] as const).flatMap((name) => [
          points(point[name].standardError),
          points(point[name].change),
          formatShare(point[name].classificationKept, lang),
        ]),
      ]),
    },
  ];
}
