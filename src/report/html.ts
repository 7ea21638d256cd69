import type { Analysis } from "../analysis/analysis.js";
import { firstSentence } from "../language/text.js";
import type { PlotOptions } from "../plots/plot-options.js";
import { type PlotName, plot } from "../plots/plots.js";
import type { SensitivityPlotOptions } from "../plots/sensitivity-plot-options.js";
import { type SensitivityPlotName, sensitivityPlot } from "../plots/sensitivity-plots.js";
import type { Study } from "../study/study.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import type { ClassGroup, Figure, Piece, ReportDocument, Section } from "./document.js";
import { htmlInline, htmlText } from "./html-inline.js";
import { htmlStyle } from "./html-style.js";
import { htmlTable } from "./html-table.js";
import type { ReportAdditions } from "./report-additions.js";
import { reportDocument, sensitivityDocument } from "./report-document.js";

/** Sizes at which pictures fill the width of an A4 page with letters of a readable size. */
const SIZES: Readonly<Record<PlotName, PlotOptions>> = {
  "map-direct": { width: 900, height: 800 },
  "map-indirect": { width: 900, height: 800 },
  "map-potential-direct": { width: 900, height: 720 },
  "map-potential-indirect": { width: 900, height: 720 },
  displacement: { width: 900, height: 800 },
  matrix: { width: 1000 },
  graph: { width: 900, height: 720 },
  "rank-change": { width: 1080, height: 1150 },
  stability: { width: 900, height: 420 },
};

const SENSITIVITY_SIZES: Readonly<Record<SensitivityPlotName, SensitivityPlotOptions>> = {
  "sensitivity-membership": { width: 940 },
  "sensitivity-map": { width: 900, height: 820 },
  "sensitivity-ranks": { width: 1000 },
  "sensitivity-pairs": { width: 960 },
  "sensitivity-convergence": { width: 900, height: 420 },
};

/**
 * The report of an analysis as one HTML file that needs nothing else: pictures inline, no script, no network.
 *
 * In the language of the analysis, for the screen and for A4 paper (page numbers, heading rows repeated, nothing cut). All labels and
 * texts of the study are escaped. The same study and analysis give the same bytes; there is no clock time in it.
 *
 * Sections for a batch and for single changes come after the stability of the rankings where they are given. Cost: that of the pictures.
 *
 * @example
 * await writeFile("report.html", toHtml(study, analyze(study, { lang: "fr" })));
 */
export function toHtml(study: Study, analysis: Analysis, additions: ReportAdditions = {}): string {
  return renderHtml(reportDocument(study, analysis, additions), draftsman(study, analysis, additions));
}

/**
 * The report of a batch, of single changes, or of both, on its own, as one HTML file like that of {@link toHtml}. What is not given has no section.
 *
 * @example
 * toSensitivityHtml(study, analysis, { robustness: robustness(study, { pairs: false }) }).startsWith("<!DOCTYPE html>"); // true
 */
export function toSensitivityHtml(study: Study, analysis: Analysis, additions: ReportAdditions): string {
  return renderHtml(sensitivityDocument(study, analysis, additions), draftsman(study, analysis, additions));
}

/** Classes of more members may go on over the end of a page. */
const LONG_CLASS = 20;

type Draw = (picture: Figure["picture"]) => string;

/** Draws the figures of a report at the sizes that suit a page. */
function draftsman(study: Study, analysis: Analysis, { sensitivity }: ReportAdditions): Draw {
  return (picture) => {
    if (typeof picture === "string") return plot(picture, { study, analysis }, SIZES[picture]);
    const size = SENSITIVITY_SIZES[picture.name];
    // A document has pictures of a batch only where it has one.
    return sensitivityPlot(
      picture.name,
      { study, analysis, sensitivity: sensitivity! },
      { ...size, ...picture.options },
    );
  };
}

function renderHtml(document: ReportDocument, draw: Draw): string {
  const text = (value: string) => htmlText(value, document.lang);
  const note = document.disclaimer === null ? "" : firstSentence(document.disclaimer);
  const pieces = new PieceWriter(document, draw);
  return `<!DOCTYPE html>
<html lang="${document.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Motrice">
<title>${text(`${document.title} – ${document.subtitle}`)}</title>
<style>
${htmlStyle(document.title, note)}
</style>
</head>
<body>
<div class="page">
<header>
<p class="kind">${text(document.subtitle)}</p>
<h1>${text(document.title)}</h1>
${document.details.length === 0 ? "" : `<p class="details">${text(document.details.join(" · "))}</p>\n`}${
  document.disclaimer === null ? "" : `<p class="disclaimer" role="note">${text(document.disclaimer)}</p>\n`
}</header>
${contents(document)}
<main>
${document.sections.map((section, index) => pieces.section(section, index + 1)).join("\n")}
</main>
<footer><p>${text(document.footer)}</p></footer>
</div>
</body>
</html>
`;
}

function contents({ sections, contentsTitle, lang }: ReportDocument): string {
  const items = sections.map(
    ({ id, title }, index) =>
      `<li><a href="#${id}"><span class="number">${index + 1}</span> <span>${htmlText(title, lang)}</span></a></li>`,
  );
  return `<nav aria-labelledby="contents"><div class="inner"><h2 id="contents">${htmlText(contentsTitle, lang)}</h2>\n<ol>\n${items.join("\n")}\n</ol></div></nav>`;
}

/** Writes pieces one after the other: figures and tables are numbered as they come. */
class PieceWriter {
  private figures = 0;
  private tables = 0;

  constructor(
    private readonly document: ReportDocument,
    private readonly draw: Draw,
  ) {}

  section({ id, title, pieces }: Section, number: number): string {
    const heading = `<h2 id="${id}-title"><span class="number">${number}</span>${this.text(title)}</h2>`;
    const content = pieces.map((piece) => this.piece(piece)).join("\n");
    return `<section id="${id}" aria-labelledby="${id}-title">\n${heading}\n${content}\n</section>`;
  }

  private piece(piece: Piece): string {
    const { lang, figureWord, tableWord } = this.document;
    switch (piece.kind) {
      case "paragraph":
        return `<p>${htmlInline(piece.content, lang)}</p>`;
      case "heading":
        return `<h3>${this.text(piece.text)}</h3>`;
      case "list":
        return `<ul>\n${piece.items.map((item) => `<li>${htmlInline(item, lang)}</li>`).join("\n")}\n</ul>`;
      case "facts": {
        const facts = piece.items.map(
          ({ value, label }) => `<div><dt>${this.text(label)}</dt><dd>${this.text(value)}</dd></div>`,
        );
        return `<dl class="facts">${facts.join("")}</dl>`;
      }
      case "classes":
        return `<div class="classes">\n${piece.groups.map((group) => this.classGroup(group)).join("\n")}\n</div>`;
      case "table":
        return htmlTable(piece, `${tableWord} ${++this.tables}.`, lang);
      case "figure": {
        const number = ++this.figures;
        const caption = `<span class="caption-number">${figureWord} ${number}.</span> ${this.text(`${piece.caption}. ${piece.alt}`)}`;
        return `<figure id="figure-${number}">\n${this.draw(piece.picture).trim()}\n<figcaption>${caption}</figcaption>\n</figure>`;
      }
    }
  }

  private classGroup({ name, title, role, members, empty }: ClassGroup): string {
    const mark = `<span class="mark ${name}" aria-hidden="true">${CLASS_SYMBOLS[name]}</span>`;
    const list =
      members.length === 0
        ? `<p>${this.text(empty)}</p>`
        : `<ul>${members.map((member) => `<li>${htmlInline(member, this.document.lang)}</li>`).join("")}</ul>`;
    const length = members.length > LONG_CLASS ? " long" : "";
    return `<div class="class ${name}${length}"><h3>${mark} ${this.text(title)}</h3><p class="role">${this.text(role)}</p>${list}</div>`;
  }

  private text(text: string): string {
    return htmlText(text, this.document.lang);
  }
}
