import type { Section } from "../document.js";
import type { ReportContext } from "../report-context.js";

/** Code, full label, block and definition of every variable. */
export function variablesSection({ study, analysis, words, text }: ReportContext): Section {
  const { columns, sections, captions } = words.report;
  const blockLabels = new Map(analysis.study.blocks.map(({ id, label }) => [id, label]));
  const withBlocks = analysis.study.blocks.length > 0;
  const defined = study.variables.some(({ definition }) => definition !== undefined);
  return {
    id: "variables",
    title: sections.variables,
    pieces: [
      {
        kind: "table",
        caption: captions.variables,
        columns: [
          { heading: columns.code },
          { heading: columns.variable },
          ...(withBlocks ? [{ heading: columns.block }] : []),
          ...(defined ? [{ heading: columns.definition }] : []),
        ],
        rows: analysis.variables.map(({ code, label, block }, i) => {
          const { definition } = study.variables[i]!;
          return [
            code,
            [{ strong: label }],
            ...(withBlocks ? [blockLabels.get(block ?? "") ?? "–"] : []),
            ...(defined ? [definition === undefined ? "–" : text(definition)] : []),
          ];
        }),
      },
    ],
  };
}
