import type { Analysis } from "../analysis/analysis.js";
import type { Study } from "../study/study.js";
import type { ReportDocument, Section } from "./document.js";
import { type ReportContext, reportContext } from "./report-context.js";
import { besideSection } from "./sections/beside-section.js";
import { briefSection } from "./sections/brief-section.js";
import { displacementSection } from "./sections/displacement-section.js";
import { graphSection } from "./sections/graph-section.js";
import { loopsSection } from "./sections/loops-section.js";
import { matrixSection } from "./sections/matrix-section.js";
import { methodSection } from "./sections/method-section.js";
import { directSection, indirectSection, potentialSection } from "./sections/plane-sections.js";
import { rankingsSection } from "./sections/rankings-section.js";
import { stabilitySection } from "./sections/stability-section.js";
import { studySection } from "./sections/study-section.js";
import { variablesSection } from "./sections/variables-section.js";

/** The sections of a report, in order. */
const SECTIONS: readonly ((context: ReportContext) => Section)[] = [
  briefSection,
  studySection,
  methodSection,
  matrixSection,
  directSection,
  indirectSection,
  potentialSection,
  displacementSection,
  rankingsSection,
  besideSection,
  stabilitySection,
  loopsSection,
  graphSection,
  variablesSection,
];

/** The report's content, in the language of the analysis, before it is Markdown or HTML. No clock time in it. */
export function reportDocument(study: Study, analysis: Analysis): ReportDocument {
  const context = reportContext(study, analysis);
  const { report } = context.words;
  const details = [
    ...(study.territory === undefined ? [] : [context.text(study.territory)]),
    ...(study.horizon === undefined ? [] : [report.horizon(study.horizon)]),
  ];
  return {
    lang: context.lang,
    title: analysis.study.title,
    subtitle: report.subtitle,
    details,
    disclaimer: analysis.study.disclaimer,
    contentsTitle: report.contents,
    figureWord: report.figure,
    tableWord: report.table,
    sections: SECTIONS.map((section) => section(context)),
    footer: report.footer,
  };
}
