import { paragraph, type Section, type Table } from "../document.js";
import { orderByRank, type ReportContext } from "../report-context.js";

/** Who stands first, directly and indirectly, and who moves. */
export function rankingsSection(context: ReportContext): Section {
  const { analysis, words } = context;
  const { sentences, report } = words;
  const { displacement } = analysis;
  const influenceMoves = displacement.map(({ influenceRankChange }) => influenceRankChange);
  const dependenceMoves = displacement.map(({ dependenceRankChange }) => dependenceRankChange);
  return {
    id: "rankings",
    title: report.sections.rankings,
    pieces: [
      paragraph(sentences.rankingsIntro),
      {
        kind: "list",
        items: [
          movers(context, report.columns.influence, influenceMoves),
          movers(context, report.columns.dependence, dependenceMoves),
        ],
      },
      { kind: "figure", picture: "rank-change", caption: report.sections.rankings, alt: sentences.rankAlt },
      rankingTable(context),
    ],
  };
}

function movers({ words, name, number }: ReportContext, axis: string, moves: readonly number[]): string {
  const { sentences, report } = words;
  const order = orderByRank(moves.map((places) => -Math.abs(places)));
  const largest = order.filter((i) => moves[i] !== 0).slice(0, 4);
  if (largest.length === 0) return sentences.noMoves(axis.toLowerCase());
  const named = largest.map((i) => `${name(i)} ${moves[i]! > 0 ? "+" : ""}${number(moves[i]!)}`);
  return sentences.movers(axis.toLowerCase(), report.list(named));
}

/** Place by place: who holds it in each of the four rankings. */
function rankingTable({ analysis, words }: ReportContext): Table {
  const { columns } = words.report;
  const { direct, indirect, variables } = analysis;
  const rankings = [direct.influenceRank, indirect.influenceRank, direct.dependenceRank, indirect.dependenceRank];
  const orders = rankings.map(orderByRank);
  const holder = (ranking: number, place: number) => {
    const i = orders[ranking]![place]!;
    const { code, short } = variables[i]!;
    return `${rankings[ranking]![i]!}. ${code === short ? code : `${code} ${short}`}`;
  };
  const column = (heading: string, group: string) => ({ heading, group });
  return {
    kind: "table",
    caption: words.sentences.rankingCaption(`${columns.influence.toLowerCase()} / ${columns.dependence.toLowerCase()}`),
    columns: [
      column(columns.direct, columns.influence),
      column(columns.indirect, columns.influence),
      column(columns.direct, columns.dependence),
      column(columns.indirect, columns.dependence),
    ],
    rows: variables.map((_, place) => rankings.map((_, ranking) => holder(ranking, place))),
  };
}
