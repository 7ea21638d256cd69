import { heading, type Piece, paragraph, type TableCell } from "../document.js";
import type { ReportContext } from "../report-context.js";
import { groupByBlock } from "./study-section.js";

/** Adjusted Rand indices from which groups agree by and large, and in part. */
const AGREE = 0.5;
const AGREE_PARTLY = 0.2;

/** The communities of the graph and how far they are the study's blocks. */
export function communityPieces({ analysis, words, number, name }: ReportContext): Piece[] {
  const { sentences, report } = words;
  const { communities, communityAgreement } = analysis.graph;
  const count = new Set(communities).size;
  if (count === 0) return [];
  const groups = Array.from({ length: count }, (_, community) =>
    communities.flatMap((own, i) => (own === community ? [i] : [])),
  );
  const intro = count === 1 ? sentences.communitiesOne : sentences.communities(count);
  return [
    heading(sentences.communityHeading),
    paragraph(
      communityAgreement === null
        ? intro
        : `${intro} ${sentences.agreement(number(communityAgreement))} ${sentences.agreements[level(communityAgreement)]}`,
    ),
    {
      kind: "table",
      caption: sentences.communityCaption,
      columns: [
        { heading: report.columns.community, align: "center" },
        { heading: report.columns.size, align: "right" },
        { heading: report.columns.members },
      ],
      rows: groups.map((members, community) => [
        String(community + 1),
        String(members.length),
        members.map(name).join(" · "),
      ]),
    },
  ];
}

function level(agreement: number): "high" | "some" | "low" {
  if (agreement >= AGREE) return "high";
  return agreement >= AGREE_PARTLY ? "some" : "low";
}

/** Blocks at most in the table of flows: more columns do not fit a page. */
const MAX_BLOCKS = 16;

/** How strongly each block influences each block. */
export function blockMatrix({ study, analysis, words, number }: ReportContext): Piece[] {
  const { sentences, report } = words;
  const { blocks: sums } = analysis.graph;
  if (study.blocks.length < 2 || sums.length > MAX_BLOCKS) return [];
  const labels = groupByBlock(analysis).map(({ label }) => label ?? report.noBlock);
  const numbers = labels.map((_, i) => (i < study.blocks.length ? String(study.blocks[i]!.number ?? i + 1) : "–"));
  const flows = sums.flatMap((row, from) => row.flatMap((sum, to) => (from === to ? [] : [{ from, to, sum }])));
  const strongest = flows.reduce((best, flow) => (flow.sum > best.sum ? flow : best));
  const largest = Math.max(...sums.flat());
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const shaded = (sum: number): TableCell => ({ content: number(sum), tint: largest === 0 ? 0 : sum / largest });
  return [
    heading(sentences.blocksHeading),
    ...(strongest.sum === 0
      ? []
      : [
          paragraph(
            sentences.blocksIntroduction(labels[strongest.from]!, labels[strongest.to]!, number(strongest.sum)),
          ),
        ]),
    {
      kind: "table",
      caption: sentences.blocksCaption,
      columns: [
        { heading: "" },
        ...numbers.map((heading) => ({ heading, align: "right" as const })),
        { heading: report.columns.total, align: "right" },
      ],
      rows: [
        ...sums.map((row, from) => [
          `${numbers[from]} · ${labels[from]}`,
          ...row.map(shaded),
          [{ strong: number(total(row)) }],
        ]),
        [
          [{ strong: report.columns.total }],
          ...labels.map((_, to) => [{ strong: number(total(sums.map((row) => row[to]!))) }]),
          [{ strong: number(total(sums.flat())) }],
        ],
      ],
    },
  ];
}
