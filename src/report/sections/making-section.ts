import type { MatrixMaking } from "../../experts/matrix-making.js";
import type { Language } from "../../language/text.js";
import type { Cell } from "../../study/study.js";
import { paragraph, type Section, type Table } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** How the matrix of a stored study came about. */
export interface ReportMaking extends Omit<MatrixMaking, "alpha" | "alphaReason"> {
  /** Left out, with its reason, where the reader of the report may not see how far the experts agree. */
  readonly alpha?: number | null;
  readonly alphaReason?: MatrixMaking["alphaReason"];
  /** Day of the report: year, month, day as in `2026-03-01`. */
  readonly date: string;
  /** Day on which the matrix was kept; null for one that still changes. */
  readonly stoodOn: string | null;
  /** The round that the matrix belongs to, or null where it was kept outside one. */
  readonly round: { readonly number: number; readonly open: boolean } | null;
}

/** Decisions in the table at most. */
const MAX_DECISIONS = 60;

/** How the matrix was made: by how many experts, by which rule, with which decisions and why; nobody is named. */
export function makingSection(context: ReportContext, making: ReportMaking): Section {
  const { lang, words } = context;
  const { making: sentences } = words;
  const days = [
    sentences.dated(writtenDay(making.date, lang)),
    ...(making.stoodOn === null ? [] : [sentences.stood(writtenDay(making.stoodOn, lang))]),
  ];
  return {
    id: "making",
    title: sentences.title,
    pieces: [
      { kind: "facts", items: facts(context, making) },
      paragraph([...days, ...basis(context, making)].join(" ")),
      ...(making.experts < 2 || making.alpha === undefined
        ? []
        : [paragraph(agreement(context, making.alpha, making.alphaReason))]),
      paragraph(decided(context, making)),
      ...departingTable(context, making),
    ],
  };
}

function facts({ words, number }: ReportContext, { experts, answers, round, decisions, alpha }: ReportMaking) {
  const { facts: names } = words.making;
  return [
    { value: number(experts), label: names.experts(experts) },
    { value: number(answers), label: names.answers(answers) },
    ...(round === null ? [] : [{ value: String(round.number), label: names.round(round.open) }]),
    { value: number(decisions), label: names.decisions(decisions) },
    ...(alpha === undefined || alpha === null ? [] : [{ value: number(alpha), label: names.alpha }]),
  ];
}

/** How many answered, and the rule that made one value of their answers. */
function basis({ words, number }: ReportContext, making: ReportMaking): string[] {
  const { making: sentences } = words;
  if (making.experts === 0) return [sentences.nobody];
  const { method, potential, potentialValue, dontKnow, minimumAnswers } = making.aggregation;
  const halves = method === "confidence" || method === "expert" ? "weights" : "heads";
  const rule = [
    sentences.rule[method],
    sentences.potential[potential](number(potentialValue, 4), halves),
    ".",
    minimumAnswers > 1 ? sentences.minimum(minimumAnswers) : "",
    dontKnow === "blank-when-majority" ? sentences.dontKnow[halves] : "",
    making.decisions > 0 ? sentences.first : "",
  ];
  return [sentences.answered(number(making.answered), number(making.cells)), rule.join("")];
}

function agreement(
  { words, number }: ReportContext,
  alpha: number | null,
  reason: ReportMaking["alphaReason"],
): string {
  return alpha === null ? words.making.noAlpha[reason ?? "no-overlap"] : words.making.alpha(number(alpha));
}

function decided({ words, number }: ReportContext, { decisions, experts, cells, departing }: ReportMaking): string {
  const { making: sentences } = words;
  if (decisions === 0) return experts === 0 ? "" : sentences.noDecision;
  const counted = sentences.decisions(decisions, number(decisions), number(cells));
  if (experts === 0) return counted;
  const { length } = departing;
  return counted + (length === 0 ? sentences.noneDeparts : sentences.departing(length, number(length)));
}

function departingTable(
  { analysis, words, number, text, titleCell }: ReportContext,
  { departing }: ReportMaking,
): Table[] {
  if (departing.length === 0) return [];
  const { making: sentences, report } = words;
  const indexOf = new Map(analysis.variables.map(({ id }, i) => [id, i]));
  const score = (cell: Cell) => (cell === null ? sentences.blank : cell === "P" ? "P" : number(cell, 4));
  const shown = departing.slice(0, MAX_DECISIONS);
  return [
    {
      kind: "table",
      caption: sentences.caption(shown.length, departing.length),
      columns: [
        { heading: report.columns.from },
        { heading: report.columns.to },
        { heading: sentences.columns.answers, align: "center" },
        { heading: sentences.columns.decision, align: "center" },
        { heading: sentences.columns.reason },
      ],
      rows: shown.map(({ from, to, value, aggregate, reason }) => [
        titleCell(indexOf.get(from)!),
        titleCell(indexOf.get(to)!),
        score(aggregate),
        score(value),
        text(reason) || "–",
      ]),
    },
  ];
}

/** A day as the language writes it: `1 March 2026`. */
function writtenDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}
