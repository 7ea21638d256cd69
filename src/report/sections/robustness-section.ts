import type { CellInfluence } from "../../sensitivity/cell-influence.js";
import type { Flip } from "../../sensitivity/nearest-flips.js";
import type { JudgementChange } from "../../sensitivity/one-step-changes.js";
import type { Robustness, VariableRobustness } from "../../sensitivity/robustness.js";
import type { Class } from "../../structure/plane.js";
import {
  type Content,
  heading,
  type Inline,
  type Piece,
  paragraph,
  type Section,
  strong,
  type Table,
} from "../document.js";
import type { ReportContext } from "../report-context.js";
import { discussPieces } from "./discuss-pieces.js";

type PlaneName = "direct" | "indirect";

/** Flips listed for each variable, and rows of a table of flips, at most. */
const FLIPS_EACH = 3;
const MAX_FLIPS = 45;

/** Which single judgement, or which two, would change a class; and which judgements to discuss first. */
export function robustnessSection(
  context: ReportContext,
  robustness: Robustness | undefined,
  cells: CellInfluence | undefined,
): Section {
  const { sections } = context.words.robustness;
  return {
    id: "robustness",
    title: sections.judgements,
    pieces: [
      ...(robustness === undefined ? [] : robustnessPieces(context, robustness)),
      ...(cells === undefined ? [] : discussPieces(context, cells)),
    ],
  };
}

function robustnessPieces(context: ReportContext, result: Robustness): Piece[] {
  const { words, number } = context;
  const { robustness: sentences } = words;
  const { judgements, single, pairs, pairsTried, blanks, potentials } = result.changes;
  const intro = [
    sentences.intro(number(judgements), number(single)),
    ...(result.options.pairs ? [sentences.pairs(number(pairsTried), number(pairs))] : []),
    ...(result.complete ? [] : [sentences.incomplete]),
    ...(blanks + potentials === 0 ? [] : [sentences.fixed(number(blanks), number(potentials))]),
  ];
  return [
    paragraph(intro.join(" ")),
    ...radiusLists(context, result),
    radiusTable(context, result),
    heading(sentences.singleHeading),
    ...flipPieces(context, result, "single"),
    ...flipPieces(context, result, "pairs"),
  ];
}

function radiusLists({ words, names }: ReportContext, result: Robustness): Piece[] {
  const { robustness: sentences, common, report } = words;
  return (["indirect", "direct"] as const).flatMap((plane): Piece[] => {
    const items = ([0, 1, 2] as const).flatMap((radius): Content[] => {
      const members = result[plane].variables.flatMap((variable, i) => (variable.radius === radius ? [i] : []));
      return members.length === 0 ? [] : [[strong(sentences.radii[radius]), `${report.colon}${names(members, 40)}.`]];
    });
    if (items.length === 0) return [];
    return [paragraph([strong(common.planes[plane])]), { kind: "list", items }];
  });
}

/** The radius as it is read: 0, 1, 2+; a dash without a class. */
export function radiusText({ radius, atLeast }: Pick<VariableRobustness, "radius" | "atLeast">): string {
  return radius === null ? "–" : `${radius}${atLeast ? "+" : ""}`;
}

function radiusTable({ words, number, titleCell, classCell }: ReportContext, result: Robustness): Table {
  const { robustness: sentences, report } = words;
  const { columns } = sentences;
  const plane = (group: string) => [
    { heading: report.columns.class, group },
    { heading: columns.radius, group, align: "right" as const },
    { heading: columns.single, group, align: "right" as const },
    { heading: columns.pairs, group, align: "right" as const },
  ];
  const order = orderByRobustness(result, "indirect");
  return {
    kind: "table",
    caption: sentences.radiusCaption,
    columns: [{ heading: report.columns.variable }, ...plane(report.columns.indirect), ...plane(report.columns.direct)],
    rows: order.map((i) => [
      titleCell(i),
      ...(["indirect", "direct"] as const).flatMap((name) => {
        const variable = result[name].variables[i]!;
        return [
          classCell(variable.class),
          radiusText(variable),
          number(variable.single.count),
          result.options.pairs ? number(variable.pairs.count) : "–",
        ];
      }),
    ]),
  };
}

/** Variables by radius, the least robust first: of equal ones those that more changes flip. */
export function orderByRobustness(result: Robustness, plane: PlaneName): number[] {
  const { variables } = result[plane];
  const radius = (i: number) => variables[i]!.radius ?? 3;
  return variables
    .map((_, i) => i)
    .sort(
      (i, j) =>
        radius(i) - radius(j) ||
        variables[j]!.single.count - variables[i]!.single.count ||
        variables[j]!.pairs.count - variables[i]!.pairs.count ||
        i - j,
    );
}

/** The nearest flips of the variables, nearest first: one table for each plane that has any. */
function flipPieces(context: ReportContext, result: Robustness, kind: "single" | "pairs"): Piece[] {
  const { robustness: sentences, common } = context.words;
  const each = kind === "single" ? FLIPS_EACH : 1;
  const tables = (["indirect", "direct"] as const).flatMap((plane): Table[] => {
    const flips = result[plane].variables.flatMap((variable, i) => {
      if (kind === "pairs" && variable.radius !== 1) return [];
      return variable[kind].nearest.slice(0, each).map((flip) => ({ i, from: variable.class, flip }));
    });
    if (flips.length === 0) return [];
    const shown = flips.sort((a, b) => b.flip.margin - a.flip.margin).slice(0, MAX_FLIPS);
    const caption = kind === "single" ? sentences.singleCaption : sentences.pairCaption;
    return [flipTable(context, caption(common.planes[plane]), shown)];
  });
  if (kind === "single")
    return [paragraph(tables.length === 0 ? sentences.singleNone : sentences.singleNote), ...tables];
  return tables.length === 0 ? [] : [heading(sentences.pairHeading), paragraph(sentences.pairNote), ...tables];
}

interface NamedFlip {
  readonly i: number;
  readonly from: Class | null;
  readonly flip: Flip;
}

function flipTable(context: ReportContext, caption: string, flips: readonly NamedFlip[]): Table {
  const { words, number, titleCell } = context;
  const { columns } = words.robustness;
  const most = Math.max(...flips.map(({ flip }) => flip.changes.length));
  return {
    kind: "table",
    caption,
    columns: [
      { heading: words.report.columns.variable },
      { heading: columns.change, align: "center" },
      { heading: columns.judgement },
      ...(most > 1 ? [{ heading: columns.second }] : []),
      { heading: columns.margin, align: "right" },
    ],
    rows: flips.map(({ i, from, flip }) => [
      titleCell(i),
      becomes(from, flip.to),
      changeText(context, flip.changes[0]!),
      ...(most > 1 ? [flip.changes[1] === undefined ? "–" : changeText(context, flip.changes[1])] : []),
      number(100 * flip.margin, 2),
    ]),
  };
}

/** Two classes with an arrow between them. */
function becomes(from: Class | null, to: Class | null): Content {
  const inline = (name: Class | null): Inline => (name === null ? "–" : { mark: name });
  return [inline(from), " → ", inline(to)];
}

/** A judgement and its step: `V04 Production → V09 Resources: 0 → 1`. */
function changeText({ analysis, number, words }: ReportContext, change: JudgementChange): string {
  const nameOf = (id: string) => {
    const { code, short } = analysis.variables.find((variable) => variable.id === id)!;
    return code === short ? code : `${code} ${short}`;
  };
  const step = `${number(change.value)} → ${number(change.changedTo)}`;
  return `${nameOf(change.from)} → ${nameOf(change.to)}${words.report.colon}${step}`;
}
