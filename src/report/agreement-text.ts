import type { Agenda, AgendaCell } from "../analysis/agenda.js";
import type { Agreement } from "../experts/agreement.js";
import type { AnswerCount } from "../experts/cell-agreement.js";
import type { RankingConcordance } from "../experts/ranking-concordance.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { formatShare } from "../language/format-share.js";
import { type Language, localize } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import { CLASSES } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { disclaimerLines, namesOf } from "./chain-lines.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import type { SensitivityTextOptions } from "./sensitivity-text.js";
import { styleOf } from "./terminal-table.js";
import { pad, plainText, wrapColumns } from "./terminal-text.js";

const COLUMN_WIDTH = 11;
const MEASURE_WIDTH = 26;
const VALUE_WIDTH = 8;

/** Flips named below a cell for each answer; more are counted. */
const MAX_FLIPS = 8;

/**
 * The agreement of the experts as text for a terminal: the overall measures, each expert's severity, and the agenda with the classes that each score would change.
 *
 * No line is longer than `width`; texts cannot steer the terminal. Ends with a line end. Cost: O(experts + cells of the agenda).
 *
 * @example
 * const two = ["e1", "e2"].map((id) => ({ id, answers: study.direct }));
 * process.stdout.write(toAgreementText(study, agreement(study, two), agenda(study, two), { lang: "en" }));
 */
export function toAgreementText(
  study: Study,
  group: Agreement,
  agenda: Agenda,
  options: SensitivityTextOptions = {},
): string {
  const { lang = study.language } = options;
  const width = Math.min(160, Math.max(80, options.width ?? 80));
  const { agreement: words, common } = dictionary(lang);
  const style = styleOf(options.colour === true);
  const number = (value: number, decimals = 2) => formatNumber(value, lang, decimals);
  const wrap = (text: string) => wrapColumns(keepTogether(text, lang), width);
  const right = (text: string) => pad(text, COLUMN_WIDTH, "right");
  const measure = (name: string, value: string | null, basis: string) => {
    const lead = `${pad(name, MEASURE_WIDTH)}${pad(value ?? "–", VALUE_WIDTH, "right")}  `;
    return hanging(lead, keepTogether(basis, lang), width);
  };
  const concordance = (name: "influence" | "dependence") => {
    const { w, reason, chiSquare, degreesOfFreedom, pValue, experts }: RankingConcordance = group.concordance[name];
    const basis =
      reason === null
        ? words.test(
            number(chiSquare!, 1),
            number(degreesOfFreedom!),
            pValue! < 0.001 ? `< ${number(0.001, 3)}` : `= ${number(pValue!, 3)}`,
            number(experts.length),
          )
        : words.concordanceReasons[reason];
    return measure(words.concordance[name], w === null ? null : number(w), basis);
  };
  const { alpha, exactAgreement, severity } = group;
  const total = (of: (each: Agreement["severity"][number]) => number) =>
    number(severity.reduce((sum, each) => sum + of(each), 0));
  const nameWidth = width - 5 * COLUMN_WIDTH;
  const { columns } = words;
  const figure = (value: number | null) => right(value === null ? "–" : number(value));
  const experts = severity.map(
    (each) =>
      `${pad(plainText(each.id), nameWidth)}${right(number(each.answers))}${right(number(each.dontKnow))}${figure(each.mean)}${figure(each.others)}${right(each.severity === null ? "–" : signed(each.severity, number))}`,
  );
  const head = [columns.answers, columns.doubts, columns.mean, columns.others, columns.severity].map(right).join("");
  const name = namesOf(study, lang);
  const entries = agenda.cells.flatMap((cell, at) => [
    ...hanging(
      `${String(at + 1).padStart(2)}. `,
      `${name(cell.from)} → ${name(cell.to)}${dictionary(lang).report.colon}${answersText(cell.distribution, number)} (${words.entry(number(cell.median!), number(cell.weight, 1))})`,
      width,
    ),
    ...flipLines(study, cell, lang, number).flatMap(([lead, text]) => hanging(`    ${lead}`, text, width)),
  ]);
  const shown = words.agenda(number(agenda.cells.length), number(agenda.disputed), number(agenda.decisive));
  return [
    ...wrapColumns(plainText(localize(study.title, lang)), width).map((line) => style("bold", line)),
    "",
    ...wrap(
      words.basis(
        number(group.experts.length),
        total((each) => each.answers),
        total((each) => each.dontKnow),
      ),
    ),
    "",
    ...measure(
      words.alpha,
      alpha.alpha === null ? null : number(alpha.alpha),
      alpha.reason === null ? words.alphaBasis(number(alpha.units)) : words.reasons[alpha.reason],
    ),
    ...measure(
      words.exact,
      exactAgreement === null ? null : formatShare(exactAgreement, lang),
      exactAgreement === null ? words.reasons["no-overlap"] : words.exactBasis,
    ),
    ...concordance("influence"),
    ...concordance("dependence"),
    "",
    style("bold", `${pad(columns.expert, nameWidth)}${head}`),
    "─".repeat(width),
    ...experts,
    "",
    ...wrap(agenda.disputed === 0 ? words.none : shown).map((line) => style("bold", line)),
    ...entries,
    "",
    CLASSES.map((each) => `${CLASS_SYMBOLS[each]}\u00A0${common.classes[each]}`).join("  "),
    ...words.notes.flatMap(wrap),
    ...disclaimerLines(study, { lang, width }).slice(1),
    "",
  ].join("\n");
}

/** Answers as they were given, with how often: `0, 2× 1, 2× 3, ?`. */
function answersText(distribution: readonly AnswerCount[], number: (value: number) => string): string {
  return distribution
    .map(({ answer, count }) => {
      const text = typeof answer === "number" ? number(answer) : answer;
      return count === 1 ? text : `${number(count)}×\u00A0${text}`;
    })
    .join(", ");
}

/** For each answer that changes a class on a plane, the variables with their classes before and after. */
function flipLines(
  study: Study,
  { flips }: AgendaCell,
  lang: Language,
  number: (value: number) => string,
): [lead: string, text: string][] {
  const { agreement: words, report } = dictionary(lang);
  const codes = new Map(study.variables.map(({ id, code }) => [id, plainText(code)]));
  const groups = new Map<string, string[]>();
  for (const { answer, plane, id, from, to } of flips) {
    const lead = `${number(answer)}, ${words.planes[plane]}${report.colon}`;
    const flip = `${codes.get(id)}\u00A0${CLASS_SYMBOLS[from]}→${to === null ? "–" : CLASS_SYMBOLS[to]}`;
    groups.set(lead, [...(groups.get(lead) ?? []), flip]);
  }
  if (groups.size === 0) return [["", words.noFlip]];
  return [...groups].map(([lead, list]) => {
    const more = list.length > MAX_FLIPS ? [words.more(number(list.length - MAX_FLIPS))] : [];
    return [lead, [...list.slice(0, MAX_FLIPS), ...more].join(", ")];
  });
}

function signed(value: number, number: (value: number) => string): string {
  const text = number(value);
  return value > 0 && text !== "0" ? `+${text}` : text;
}

/** A text after a lead, its further lines indented by the lead's width. */
function hanging(lead: string, text: string, width: number): string[] {
  const indent = lead.length;
  return wrapColumns(text, width - indent).map((line, i) => (i === 0 ? lead : " ".repeat(indent)) + line);
}
