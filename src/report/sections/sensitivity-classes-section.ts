import { formatShare } from "../../language/format-share.js";
import { perturbationText } from "../../plots/sensitivity/perturbation-text.js";
import type { SensitivityResult } from "../../sensitivity/result.js";
import { CLASSES, type Class } from "../../structure/plane.js";
import { type Content, heading, type Piece, paragraph, type Section, strong, type Table } from "../document.js";
import type { ReportContext } from "../report-context.js";

type PlaneName = "direct" | "indirect";

/** Shares of the class in the study from which on it is sure, nearly sure and unsure. */
const LEVELS = [
  ["sure", 0.99],
  ["nearly", 0.9],
  ["unsure", 0.5],
  ["contested", 0],
] as const;

/** What was perturbed, and how sure each class is, in both planes. */
export function sensitivityClassesSection(context: ReportContext, result: SensitivityResult): Section {
  const { words } = context;
  const { sections } = words.sensitivityReport;
  return {
    id: "sensitivity-classes",
    title: sections.classes,
    pieces: [
      { kind: "facts", items: facts(context, result) },
      ...introduction(context, result),
      ...planePieces(context, result, "indirect"),
      ...planePieces(context, result, "direct"),
    ],
  };
}

function introduction({ words, lang, number }: ReportContext, result: SensitivityResult): Piece[] {
  const { sensitivityReport: sentences, common, report, sensitivity } = words;
  const { options, samples, seed, baseline, complete } = result;
  const kinds = [...new Set(options.perturbation.map(({ kind }) => kind))];
  const { power, stable } = baseline.indirect;
  const threshold =
    typeof options.threshold === "number" ? number(options.threshold, 4) : report.thresholds[options.threshold];
  const inexact = !result.direct.exact || !result.indirect.exact;
  return [
    paragraph(sentences.intro(number(samples), seed)),
    paragraph(
      [
        sentences.perturbation(perturbationText(options.perturbation, lang)),
        ...kinds.map((kind) => sentences.meanings[kind]),
      ].join(" "),
    ),
    paragraph(
      [
        ...(power === null ? [] : [sentences.setting(common.power(power, stable), threshold)]),
        ...(complete ? [] : [sentences.stopped(number(samples), number(options.samples))]),
        ...(options.targetError === null ? [] : [sentences.target(number(100 * options.targetError, 4))]),
        ...(inexact ? [`${sensitivity.inexact[0]!.toUpperCase()}${sensitivity.inexact.slice(1)}.`] : []),
        sentences.errorNote,
      ].join(" "),
    ),
  ];
}

function facts(context: ReportContext, result: SensitivityResult) {
  const { words, number, lang } = context;
  const { facts: names } = words.sensitivityReport;
  const { classificationKept: kept } = result;
  const last = result.convergence.at(-1);
  const errors = [last?.direct.standardError, last?.indirect.standardError].filter(
    (error) => typeof error === "number",
  );
  const unsure = keptShares(result, "indirect").filter((share) => share !== null && share < 0.9).length;
  return [
    { value: number(result.samples), label: names.samples },
    { value: `${formatShare(kept.direct, lang)} %`, label: names.keptDirect },
    { value: `${formatShare(kept.indirect, lang)} %`, label: names.keptIndirect },
    { value: number(unsure), label: names.unsure },
    ...(errors.length === 0 ? [] : [{ value: number(100 * Math.max(...errors), 3), label: names.error }]),
  ];
}

/** Share of the samples in which each variable has its class of the study; null where it has none there. */
export function keptShares(result: SensitivityResult, plane: PlaneName): (number | null)[] {
  const { membership } = result[plane];
  return result.baseline[plane].classes.map((name, i) =>
    name === null || membership === null ? null : membership[i]![CLASSES.indexOf(name)]!,
  );
}

/** Variables by their class in the study, the surest first; those without one last. */
export function orderBySureness(result: SensitivityResult, plane: PlaneName): number[] {
  const kept = keptShares(result, plane);
  const { classes } = result.baseline[plane];
  const place = (i: number) => (classes[i] === null ? CLASSES.length : CLASSES.indexOf(classes[i]!));
  return kept.map((_, i) => i).sort((i, j) => place(i) - place(j) || (kept[j] ?? 0) - (kept[i] ?? 0) || i - j);
}

function planePieces(context: ReportContext, result: SensitivityResult, plane: PlaneName): Piece[] {
  const { words, lang, names, name } = context;
  const { sensitivityReport: sentences, common, report, sensitivity } = words;
  const title = common.planes[plane];
  const { membership, modalClass, modalIsBaseline, classless } = result[plane];
  if (membership === null) return [heading(title), paragraph(sentences.noClasses)];
  const { classes } = result.baseline[plane];
  const kept = keptShares(result, plane);
  const levels = LEVELS.flatMap(([level, least], at): Content[] => {
    const most = LEVELS[at - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    const members = kept.flatMap((share, i) => (share !== null && share >= least && share < most ? [i] : []));
    return members.length === 0 ? [] : [[strong(sentences.levels[level]), `${report.colon}${names(members, 40)}.`]];
  });
  const moved = modalIsBaseline.flatMap((same, i) => (same || classes[i] === null ? [] : [i]));
  const moves = moved.flatMap((i, at) => [
    `${at === 0 ? "" : ", "}${name(i)} `,
    { mark: classes[i]! },
    " → ",
    { mark: modalClass[i]! },
  ]);
  return [
    heading(title),
    paragraph(
      [
        sentences.kept(formatShare(result.classificationKept[plane], lang)),
        ...(classless === 0 ? [] : [`${sensitivity.classless(formatShare(classless, lang))}.`]),
        ...(moved.length === 0 ? [sentences.allModal] : []),
      ].join(" "),
    ),
    ...(levels.length === 0 ? [] : [{ kind: "list" as const, items: levels }]),
    ...(moved.length === 0 ? [] : [paragraph([strong(sentences.changedModal), report.colon, ...moves, "."])]),
    {
      kind: "figure",
      picture: { name: "sensitivity-membership", options: { plane } },
      caption: title,
      alt: sentences.membershipAlt,
    },
    membershipTable(context, result, plane, membership),
  ];
}

function membershipTable(
  { words, lang, number, titleCell, classCell }: ReportContext,
  result: SensitivityResult,
  plane: PlaneName,
  membership: readonly (readonly number[])[],
): Table {
  const { sensitivityReport: sentences, common, report } = words;
  const { standardError, modalClass } = result[plane];
  const { classes } = result.baseline[plane];
  const changed = modalClass.some((name, i) => name !== classes[i]);
  const errorOf = (i: number, name: Class | null) =>
    name === null ? "–" : number(100 * standardError![i]![CLASSES.indexOf(name)]!, 2);
  return {
    kind: "table",
    caption: sentences.membershipCaption(common.planes[plane]),
    columns: [
      { heading: report.columns.variable },
      { heading: words.robustness.columns.study },
      ...CLASSES.map((name) => ({ heading: common.classes[name], align: "right" as const })),
      { heading: "±", align: "right" },
      ...(changed ? [{ heading: sentences.columns.mostOften }] : []),
    ],
    rows: orderBySureness(result, plane).map((i) => [
      titleCell(i),
      classCell(classes[i]!),
      ...membership[i]!.map((share) => ({ content: share === 0 ? "–" : formatShare(share, lang), tint: share })),
      errorOf(i, classes[i]!),
      ...(changed ? [modalClass[i] === classes[i] ? "" : classCell(modalClass[i]!)] : []),
    ]),
  };
}
