import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import { formatShare } from "../language/format-share.js";
import { type Language, localize } from "../language/text.js";
import { keepTogether } from "../language/typography.js";
import { batchText } from "../plots/sensitivity/sensitivity-frame.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import { CLASSES } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import { disclaimerLines } from "./chain-lines.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import { keptShares, orderBySureness } from "./sections/sensitivity-classes-section.js";
import { styleOf, tableNames } from "./terminal-table.js";
import { columnsOf, pad, plainText, wrapColumns } from "./terminal-text.js";
import type { TextTableOptions } from "./text-table.js";

export interface SensitivityTextOptions extends TextTableOptions {
  /** @default the language of the study */
  readonly lang?: Language;
}

type PlaneName = "direct" | "indirect";

const SHARE_WIDTH = 7;
const RANKS_WIDTH = 8;

/**
 * A batch as a table for a terminal: for each variable, in both planes, its class, the share of the samples that keep it, and its ranks from 5 % to 95 %;
 * then how the batch was drawn. By indirect class, the surest first; `*` marks a variable that is more often in another class.
 *
 * No line is longer than `width`; labels are cut with `…` and cannot steer the terminal. Ends with a line end. Cost: O(n log n).
 *
 * @example
 * process.stdout.write(toSensitivityText(study, await sensitivity(study, { samples: 1000 }), { lang: "en" }));
 */
export function toSensitivityText(
  study: Study,
  result: SensitivityResult,
  options: SensitivityTextOptions = {},
): string {
  const { lang = study.language } = options;
  const width = Math.min(160, Math.max(80, options.width ?? 80));
  const { report, robustness, common } = dictionary(lang);
  const style = styleOf(options.colour === true);
  const planeWidth = 2 + SHARE_WIDTH + 2 * RANKS_WIDTH;
  const names = tableNames(study, lang, width - 2 * (planeWidth + 1) - 2);
  const head = `  ${pad("%", SHARE_WIDTH, "right")}${pad(report.terminal.infl, RANKS_WIDTH, "right")}${pad(report.terminal.dep, RANKS_WIDTH, "right")}`;
  const centred = (text: string) => pad(" ".repeat((planeWidth - columnsOf(text)) >> 1) + text, planeWidth);
  const changed = (plane: PlaneName, i: number) => {
    const { membership, modalIsBaseline } = result[plane];
    return membership !== null && result.baseline[plane].classes[i] !== null && !modalIsBaseline[i];
  };
  const shares = { direct: keptShares(result, "direct"), indirect: keptShares(result, "indirect") };
  const cells = (plane: PlaneName, i: number) => {
    const name = result.baseline[plane].classes[i]!;
    const share = shares[plane][i]!;
    const { influenceRank, dependenceRank } = result[plane];
    const range = ({ p5, p95 }: typeof influenceRank) => pad(`${p5[i]}–${p95[i]}`, RANKS_WIDTH, "right");
    const mark = name === null ? "–" : style(name, CLASS_SYMBOLS[name]);
    const text = share === null ? "–" : formatShare(share, lang);
    return `${mark} ${pad(text, SHARE_WIDTH, "right")}${range(influenceRank)}${range(dependenceRank)}`;
  };
  const rows = orderBySureness(result, "indirect").map((i) => {
    const star = changed("direct", i) || changed("indirect", i) ? " *" : "";
    return `${names.row(i)} ${cells("direct", i)} ${cells("indirect", i)}${star}`;
  });
  const moved = study.variables.filter((_, i) => changed("direct", i) || changed("indirect", i)).length;
  const last = result.convergence.at(-1);
  const errors = [last?.direct.standardError, last?.indirect.standardError].filter(
    (error) => typeof error === "number",
  );
  const { terminal } = robustness;
  const notes = [
    CLASSES.map((name) => `${CLASS_SYMBOLS[name]}\u00A0${common.classes[name]}`).join("  "),
    `${terminal.kept} ${terminal.modal(moved)}`,
    terminal.whole(
      formatShare(result.classificationKept.direct, lang),
      formatShare(result.classificationKept.indirect, lang),
    ),
    ...(errors.length === 0 ? [] : [terminal.error(formatNumber(100 * Math.max(...errors), lang, 3))]),
    batchText(result, "indirect", lang),
  ];
  return [
    ...wrapColumns(plainText(localize(study.title, lang)), width).map((line) => style("bold", line)),
    "",
    style("bold", `${names.lead} ${centred(report.columns.direct)} ${centred(report.columns.indirect)}`.trimEnd()),
    style("bold", `${names.head} ${head} ${head}`),
    "─".repeat(width),
    ...rows,
    "",
    ...notes.flatMap((note) => wrapColumns(keepTogether(note, lang), width)),
    ...disclaimerLines(study, { lang, width }).slice(1),
    "",
  ].join("\n");
}
