import { CLASSES } from "../../structure/plane.js";
import { type Content, type Piece, paragraph, type Section } from "../document.js";
import { orderByRank, type ReportContext } from "../report-context.js";
import { changingClass } from "./class-changes.js";

/** The result on one page: who drives, what is at stake, what results, what stands apart. */
export function briefSection(context: ReportContext): Section {
  const { analysis, words, number } = context;
  const { sentences, report } = words;
  const { characteristics: marks } = analysis;
  const vanished = analysis.indirect.classes.every((name) => name === null);
  const changes = vanished ? null : changingClass(analysis.direct, analysis.indirect).length;
  return {
    id: "brief",
    title: report.sections.brief,
    pieces: [
      { kind: "facts", items: facts(context, changes) },
      paragraph(sentences.brief(marks.size, number(influences(context)), changes)),
      ...classPieces(context),
    ],
  };
}

/** Cells that are neither blank nor 0, P included. */
export function influences({ analysis: { characteristics: marks } }: ReportContext): number {
  return marks.scored - marks.counts["0"]!;
}

function facts(context: ReportContext, changes: number | null) {
  const { analysis, words, number } = context;
  const { facts: names } = words.report;
  const { characteristics: marks, indirect, study } = analysis;
  const items = [
    { value: number(marks.size), label: names.variables },
    { value: number(study.blocks.length), label: names.blocks },
    { value: number(marks.scored), label: names.scored },
    { value: number(influences(context)), label: names.influences },
    { value: `${number(marks.fillRate, 1)} %`, label: names.fill },
    ...(indirect.power === null ? [] : [{ value: String(indirect.power), label: names.power }]),
    ...(changes === null ? [] : [{ value: number(changes), label: names.changes }]),
  ];
  return study.blocks.length === 0 ? items.filter(({ label }) => label !== names.blocks) : items;
}

function classPieces(context: ReportContext): Piece[] {
  const { analysis, words, indirectName, names } = context;
  const { sentences } = words;
  const vanished = analysis.indirect.classes.every((name) => name === null);
  const plane = vanished ? analysis.direct : analysis.indirect;
  if (plane.classes.every((name) => name === null)) return [paragraph(sentences.noClassesAtAll)];
  const order = orderByRank(plane.influenceRank);
  const groups = CLASSES.map((name) => ({
    name,
    title: words.report.classPlurals[name],
    role: sentences.roles[name],
    members: order.filter((i) => plane.classes[i] === name).map((i) => member(context, i, vanished)),
    empty: sentences.noMembers,
  }));
  return [
    paragraph(vanished ? sentences.briefDirect : sentences.briefIndirect(indirectName(analysis.indirect))),
    { kind: "classes", groups },
    paragraph(sentences.strongest(names(order.slice(0, 3)), names(orderByRank(plane.dependenceRank).slice(0, 3)))),
  ];
}

/** A variable in its class, with the class it comes from where that is another one. */
function member({ analysis, words, fullName }: ReportContext, i: number, vanished: boolean): Content {
  const from = analysis.direct.classes[i]!;
  if (vanished || from === null || from === analysis.indirect.classes[i]) return fullName(i);
  return [
    `${fullName(i)} `,
    { mark: from },
    ` → `,
    { mark: analysis.indirect.classes[i]! },
    ` ${words.sentences.changedMark}`,
  ];
}
