import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { localize } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import type { CellInfluence } from "../sensitivity/cell-influence.js";
import type { JudgementChange } from "../sensitivity/one-step-changes.js";
import type { Robustness } from "../sensitivity/robustness.js";
import { CLASSES } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { disclaimerLines, namesOf } from "./chain-lines.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import { strongerStep } from "./sections/discuss-pieces.js";
import { orderByRobustness, radiusText } from "./sections/robustness-section.js";
import type { SensitivityTextOptions } from "./sensitivity-text.js";
import { styleOf, tableNames } from "./terminal-table.js";
import { columnsOf, pad, plainText, wrapColumns } from "./terminal-text.js";

const RADIUS_WIDTH = 7;
const COUNT_WIDTH = 9;
const MAX_LINES = 10;

/**
 * The robustness of every class as a table for a terminal: class, radius, and how many single changes and pairs flip it, in both planes; then the nearest
 * single change of each variable that has one, and the judgements to discuss first where they are given. The least robust variables first.
 *
 * No line is longer than `width`; texts cannot steer the terminal. Ends with a line end. Cost: O(n log n).
 *
 * @example
 * process.stdout.write(toRobustnessText(study, robustness(study), { cellInfluence: cellInfluence(study), lang: "en" }));
 */
export function toRobustnessText(
  study: Study,
  result: Robustness,
  options: SensitivityTextOptions & { readonly cellInfluence?: CellInfluence } = {},
): string {
  const { lang = study.language, cellInfluence: cells } = options;
  const width = Math.min(160, Math.max(80, options.width ?? 80));
  const { report, robustness: words, common } = dictionary(lang);
  const style = styleOf(options.colour === true);
  const planeWidth = 1 + RADIUS_WIDTH + 2 * COUNT_WIDTH;
  const names = tableNames(study, lang, width - 2 * (planeWidth + 1));
  const number = (value: number) => formatNumber(value, lang, 2);
  const right = (text: string, columns: number) => pad(text, columns, "right");
  const head = ` ${right(words.columns.radius, RADIUS_WIDTH)}${right("× 1", COUNT_WIDTH)}${right("× 2", COUNT_WIDTH)}`;
  const centred = (text: string) => pad(" ".repeat((planeWidth - columnsOf(text)) >> 1) + text, planeWidth);
  const cellsOf = (plane: "direct" | "indirect", i: number) => {
    const variable = result[plane].variables[i]!;
    const mark = variable.class === null ? "–" : style(variable.class, CLASS_SYMBOLS[variable.class]);
    const pairs = result.options.pairs ? number(variable.pairs.count) : "–";
    return `${mark}${right(radiusText(variable), RADIUS_WIDTH)}${right(number(variable.single.count), COUNT_WIDTH)}${right(pairs, COUNT_WIDTH)}`;
  };
  const order = orderByRobustness(result, "indirect");
  const name = namesOf(study, lang);
  const judgement = ({ from, to, value, changedTo }: JudgementChange) =>
    `${name(from)} → ${name(to)}${report.colon}${number(value)} → ${number(changedTo)}`;
  const flips = order.flatMap((i) => {
    const { single, class: from } = result.indirect.variables[i]!;
    const flip = single.nearest[0];
    if (flip === undefined || from === null) return [];
    const to = flip.to === null ? "–" : CLASS_SYMBOLS[flip.to];
    const code = plainText(study.variables[i]!.code);
    return wrapHanging(`${code} ${CLASS_SYMBOLS[from]}→${to}  ${judgement(flip.changes[0]!)}`, width);
  });
  const discussed = (cells?.cells ?? []).filter(({ score }) => score > 0).slice(0, MAX_LINES);
  const discuss = discussed.flatMap((row, at) => {
    const change = judgement({ from: row.from, to: row.to, value: row.value, changedTo: strongerStep(row).changedTo });
    return wrapHanging(
      `${String(at + 1).padStart(2)}. ${change} (${words.terminal.weight} ${number(row.score)})`,
      width,
    );
  });
  const { judgements, single, pairs, pairsTried } = result.changes;
  const notes = [
    CLASSES.map((group) => `${CLASS_SYMBOLS[group]}\u00A0${common.classes[group]}`).join("  "),
    `${words.terminal.radius[0]!.toUpperCase()}${words.terminal.radius.slice(1)}`,
    [
      words.intro(number(judgements), number(single)),
      ...(result.options.pairs ? [words.pairs(number(pairsTried), number(pairs))] : []),
      ...(result.complete ? [] : [words.incomplete]),
    ].join(" "),
    `${report.columns.indirect}${report.colon}${common.power(result.power, result.stable)}.`,
  ];
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", style("bold", title), ...lines];
  return [
    ...wrapColumns(plainText(localize(study.title, lang)), width).map((line) => style("bold", line)),
    "",
    style("bold", `${names.lead} ${centred(report.columns.indirect)} ${centred(report.columns.direct)}`.trimEnd()),
    style("bold", `${names.head} ${head} ${head}`),
    "─".repeat(width),
    ...order.map((i) => `${names.row(i)} ${cellsOf("indirect", i)} ${cellsOf("direct", i)}`),
    ...titled(`${words.singleHeading} (${report.columns.indirect.toLowerCase()})`, flips),
    ...titled(words.terminal.discuss, discuss),
    "",
    ...notes.flatMap((note) => wrapColumns(keepTogether(note, lang), width)),
    ...disclaimerLines(study, { lang, width }).slice(1),
    "",
  ].join("\n");
}

/** A line of at most `width` columns; what does not fit stands below, indented. */
function wrapHanging(text: string, width: number): string[] {
  const [first, ...rest] = wrapColumns(text, width);
  if (rest.length === 0) return [text];
  return [first!, ...wrapColumns(rest.join(" "), width - 6).map((line) => `      ${line}`)];
}
