import { type Piece, paragraph, type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** Loops in the table at most. */
const MAX_LOOPS = 25;

/** The feedback loops, strongest first, and the variables most often in them. */
export function loopsSection(context: ReportContext): Section {
  const { analysis, words } = context;
  const { sentences, report } = words;
  const { loops, loopsComplete } = analysis.graph;
  const { loopLength, loopLimit } = analysis.options;
  const nothing = loopLimit === 0 && !loopsComplete ? sentences.loopsOff : sentences.loopsNone(loopLength);
  return {
    id: "loops",
    title: report.sections.loops,
    pieces:
      loops.length === 0
        ? [paragraph(nothing)]
        : [paragraph(sentences.loopsIntro(loops.length, loopLength, loopsComplete)), ...loopPieces(context)],
  };
}

function loopPieces({ analysis, words, number, name }: ReportContext): Piece[] {
  const { sentences, report } = words;
  const { loops } = analysis.graph;
  const indexOf = new Map(analysis.variables.map(({ id }, i) => [id, i]));
  const times = new Map<string, number>();
  for (const loop of loops) for (const id of loop.variables) times.set(id, (times.get(id) ?? 0) + 1);
  const frequent = [...times].sort(([, a], [, b]) => b - a).slice(0, 6);
  const named = frequent.map(([id, count]) => `${name(indexOf.get(id)!)} ${sentences.times(count)}`);
  const code = (id: string) => analysis.variables[indexOf.get(id)!]!.code;
  const short = (id: string) => {
    const { code, short } = analysis.variables[indexOf.get(id)!]!;
    return code === short ? code : `${code} ${short}`;
  };
  const shown = loops.slice(0, MAX_LOOPS);
  return [
    paragraph(sentences.loopsFrequent(report.list(named))),
    {
      kind: "table",
      caption: sentences.loopsCaption(shown.length, loops.length),
      columns: [
        { heading: report.columns.loop },
        { heading: report.columns.length, align: "right" },
        { heading: report.columns.product, align: "right" },
        { heading: report.columns.weakest, align: "right" },
      ],
      rows: shown.map((loop) => [
        [...loop.variables.map(short), code(loop.variables[0]!)].join(" → "),
        String(loop.length),
        number(loop.product),
        number(loop.weakest),
      ]),
    },
  ];
}
