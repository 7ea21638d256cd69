import { heading, type Piece, paragraph, type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** What Vester's paper computer and interpretive structural modelling say of the same direct influences. */
export function besideSection(context: ReportContext): Section {
  const { beside } = context.words;
  return {
    id: "beside-micmac",
    title: beside.title,
    pieces: [
      paragraph(beside.intro),
      heading(beside.vesterHeading),
      ...vesterPieces(context),
      heading(beside.levelsHeading),
      ...levelPieces(context),
    ],
  };
}

/** Indices of a variable: its quotient, ∞ where nothing acts upon it, null where it has no influence at all. */
function quotientOf({ analysis: { vester } }: ReportContext, i: number): number | null {
  return vester.quotient[i] ?? (vester.activeSum[i] === 0 ? null : Number.POSITIVE_INFINITY);
}

function vesterPieces(context: ReportContext): Piece[] {
  const { analysis, words, number, names, titleCell } = context;
  const { beside, report } = words;
  const { activeSum, passiveSum, product } = analysis.vester;
  const quotients = analysis.variables.map((_, i) => quotientOf(context, i));
  const rank = (i: number) => quotients[i] ?? Number.NEGATIVE_INFINITY;
  // Infinite quotients are equal: their difference is not a number.
  const order = quotients.map((_, i) => i).sort((i, j) => (rank(i) === rank(j) ? i - j : rank(j) - rank(i)));
  const linked = order.filter((i) => quotients[i] !== null);
  const at = (values: readonly (number | null)[], end: 0 | -1) => {
    const value = linked
      .map((i) => values[i]!)
      .sort((a, b) => (a === b ? 0 : b - a))
      .at(end);
    return names(linked.filter((i) => values[i] === value));
  };
  const right = (text: string) => ({ heading: text, align: "right" as const });
  return [
    paragraph(beside.vesterIntro),
    ...(linked.length < 2
      ? []
      : [paragraph(beside.vesterExtremes(at(quotients, 0), at(quotients, -1), at(product, 0), at(product, -1)))]),
    {
      kind: "table",
      caption: beside.vesterCaption,
      columns: [
        { heading: report.columns.variable },
        ...[beside.activeSum, beside.passiveSum, beside.product, beside.quotient].map(right),
        { heading: beside.reading },
      ],
      rows: order.map((i) => [
        titleCell(i),
        number(activeSum[i]!),
        number(passiveSum[i]!),
        number(product[i]!),
        quotients[i] === null ? "–" : number(quotients[i]!),
        beside.readings[reading(quotients[i]!)],
      ]),
    },
  ];
}

function reading(quotient: number | null): "active" | "reactive" | "even" | "apart" {
  if (quotient === null) return "apart";
  return quotient === 1 ? "even" : quotient > 1 ? "active" : "reactive";
}

function levelPieces({ analysis, words, number, name }: ReportContext): Piece[] {
  const { beside, report } = words;
  const { cut, levels, drivingPower, dependencePower } = analysis.levels;
  const count = Math.max(...levels);
  const membersOf = (level: number) => levels.flatMap((own, i) => (own === level ? [i] : []));
  const range = (values: readonly number[]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? number(least) : `${number(least)}–${number(most)}`;
  };
  return [
    paragraph(`${beside.levelsIntro(number(cut, 4), count)} ${beside.powersNote}`),
    {
      kind: "table",
      caption: beside.levelsCaption,
      columns: [
        { heading: beside.level },
        { heading: report.columns.members },
        { heading: beside.drivingPower, align: "right" },
        { heading: beside.dependencePower, align: "right" },
      ],
      rows: Array.from({ length: count }, (_, at) => membersOf(at + 1)).map((members, at) => [
        String(at + 1),
        members.map(name).join(" · "),
        range(members.map((i) => drivingPower[i]!)),
        range(members.map((i) => dependencePower[i]!)),
      ]),
    },
  ];
}
