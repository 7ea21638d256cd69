import type { LimitReason } from "../../matrix/spectrum.js";
import { type Piece, paragraph } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** Ratios of the second to the first modulus below which rankings settle fast, and steadily. */
const FAST = 0.5;
const STEADY = 0.85;

/** The spectrum in words: one piece or several, what alternates, how fast the rankings settle, and whether they are the limit, or why there is none. */
export function spectrumPieces(context: ReportContext): Piece[] {
  const { analysis, words, number } = context;
  const { sentences } = words;
  const { spectrum, indirect } = analysis;
  const largest = Math.max(...spectrum.components.map((component) => component.length));
  const parts = spectrum.irreducible
    ? sentences.irreducible
    : sentences.reducible(spectrum.components.length, number(largest));
  const items: string[] = analysis.study.size === 1 ? [] : [parts];
  if (spectrum.nilpotent) return listed([...items, sentences.nilpotent]);
  items.push(spectrum.period === 1 ? sentences.aperiodic : sentences.periodic(spectrum.period));
  items.push(sentences.radius(number(spectrum.radius)));
  if (spectrum.ratio !== null) {
    const power = indirect.power ?? 10;
    const rest = number(100 * spectrum.ratio ** power, 3);
    const ratio = sentences.ratio(number(spectrum.secondRadius), number(spectrum.ratio), power, rest);
    items.push(`${ratio} ${sentences.paces[pace(spectrum.ratio)]}`);
  }
  if (!spectrum.converged) items.push(sentences.notConverged);
  return listed([...items, ...limit(context)]);
}

function listed(items: readonly string[]): Piece[] {
  return items.length === 1 ? [paragraph(items[0]!)] : [{ kind: "list", items }];
}

function pace(ratio: number): "fast" | "steady" | "slow" | "never" {
  if (ratio < FAST) return "fast";
  if (ratio < STEADY) return "steady";
  return ratio < 1 - 1e-9 ? "slow" : "never";
}

/** Whether the rankings of the power plane are those of the dominant eigenvectors; the other measures have other limits. */
function limit({ analysis, words, names }: ReportContext): string[] {
  const { sentences, report } = words;
  const { spectrum, indirect } = analysis;
  const { limitInfluenceRank, limitInfluenceReason, limitDependenceRank, limitDependenceReason } = spectrum;
  const missing = (axis: string | null, reason: LimitReason | null) =>
    reason === null ? [] : [sentences.limitMissing[reason](axis === null ? "" : sentences.limitBy(axis))];
  const partly =
    limitInfluenceReason === limitDependenceReason
      ? missing(null, limitInfluenceReason)
      : [
          ...missing(report.columns.influence.toLowerCase(), limitInfluenceReason),
          ...missing(report.columns.dependence.toLowerCase(), limitDependenceReason),
        ];
  if (indirect.power === null || analysis.options.measure !== "power") return partly;
  const differ = analysis.variables.flatMap((_, i) =>
    (limitInfluenceRank !== null && limitInfluenceRank[i] !== indirect.influenceRank[i]) ||
    (limitDependenceRank !== null && limitDependenceRank[i] !== indirect.dependenceRank[i])
      ? [i]
      : [],
  );
  if (differ.length > 0) return [...partly, sentences.limitDiffers(indirect.power, names(differ))];
  return indirect.stable && partly.length === 0 ? [sentences.limitSame(indirect.power)] : partly;
}
