import type { Analysis } from "../analysis/analysis.js";
import type { Study } from "../study/study.js";
import type { ReportDocument, Section } from "./document.js";
import { additionalSections, type ReportAdditions } from "./report-additions.js";
import { type ReportContext, reportContext } from "./report-context.js";
import { besideSection } from "./sections/beside-section.js";
import { briefSection } from "./sections/brief-section.js";
import { displacementSection } from "./sections/displacement-section.js";
import { graphSection } from "./sections/graph-section.js";
import { loopsSection } from "./sections/loops-section.js";
import { makingSection } from "./sections/making-section.js";
import { matrixSection } from "./sections/matrix-section.js";
import { methodSection } from "./sections/method-section.js";
import { directSection, indirectSection, potentialSection } from "./sections/plane-sections.js";
import { rankingsSection } from "./sections/rankings-section.js";
import { stabilitySection } from "./sections/stability-section.js";
import { studySection } from "./sections/study-section.js";
import { variablesSection } from "./sections/variables-section.js";

type SectionWriter = (context: ReportContext) => Section;

/** The sections of a report, in order, before that on how the matrix was made … */
const FRONT_SECTIONS: readonly SectionWriter[] = [briefSection, studySection, methodSection];

/** … before those of a batch and of single changes … */
const FIRST_SECTIONS: readonly SectionWriter[] = [
  matrixSection,
  directSection,
  indirectSection,
  potentialSection,
  displacementSection,
  rankingsSection,
  besideSection,
  stabilitySection,
];

/** … and after them. */
const LAST_SECTIONS: readonly SectionWriter[] = [loopsSection, graphSection, variablesSection];

/** The report's content, in the language of the analysis, before it is Markdown or HTML. No clock time in it. */
export function reportDocument(study: Study, analysis: Analysis, additions: ReportAdditions = {}): ReportDocument {
  const context = reportContext(study, analysis);
  return documentOf(context, context.words.report.subtitle, [
    ...FRONT_SECTIONS.map((section) => section(context)),
    ...(additions.making === undefined ? [] : [makingSection(context, additions.making)]),
    ...FIRST_SECTIONS.map((section) => section(context)),
    ...additionalSections(context, additions),
    ...LAST_SECTIONS.map((section) => section(context)),
  ]);
}

/** The content of a report on a batch and on single changes alone. */
export function sensitivityDocument(study: Study, analysis: Analysis, additions: ReportAdditions): ReportDocument {
  const context = reportContext(study, analysis);
  return documentOf(context, context.words.sensitivityReport.subtitle, [
    ...additionalSections(context, additions),
    variablesSection(context),
  ]);
}

function documentOf(context: ReportContext, subtitle: string, sections: readonly Section[]): ReportDocument {
  const { study, analysis, words } = context;
  const { report } = words;
  return {
    lang: context.lang,
    title: analysis.study.title,
    subtitle,
    details: [
      ...(study.territory === undefined ? [] : [context.text(study.territory)]),
      ...(study.horizon === undefined ? [] : [report.horizon(study.horizon)]),
    ],
    disclaimer: analysis.study.disclaimer,
    contentsTitle: report.contents,
    figureWord: report.figure,
    tableWord: report.table,
    sections,
    footer: report.footer,
  };
}
