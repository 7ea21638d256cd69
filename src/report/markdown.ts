import type { Analysis } from "../analysis/analysis.js";
import { sensitivityPictureFile } from "../plots/sensitivity-plots.js";
import type { Study } from "../study/study.js";
import { CLASS_SYMBOLS } from "./class-symbols.js";
import type { Column, Content, Figure, Piece, ReportDocument, Table, TableCell } from "./document.js";
import type { ReportAdditions } from "./report-additions.js";
import { reportDocument, sensitivityDocument } from "./report-document.js";

export interface MarkdownOptions extends ReportAdditions {
  /** Folder of the pictures as seen from the Markdown file, such as `.`; null names the pictures without showing them. @default null */
  readonly pictures?: string | null;
}

/**
 * The report of an analysis as Markdown (GitHub's, for the tables), in the language of the analysis.
 *
 * The same content as the HTML report, with sections for a batch and for single changes where they are given. All labels and texts of the study are escaped: they can make no markup. Ends with a line end.
 * Cost: O(size of the result).
 *
 * @example
 * toMarkdown(study, analyze(study, { lang: "fr" })).split("\n")[0]; // "# Quel avenir …"
 */
export function toMarkdown(study: Study, analysis: Analysis, options: MarkdownOptions = {}): string {
  const { pictures = null, ...additions } = options;
  return renderMarkdown(reportDocument(study, analysis, additions), pictures);
}

/**
 * The report of a batch, of single changes, or of both, on its own, as Markdown. What is not given has no section. Figures are named as in
 * `sensitivityPictureFile`.
 *
 * @example
 * toSensitivityMarkdown(study, analysis, { robustness: robustness(study, { pairs: false }) }).startsWith("# "); // true
 */
export function toSensitivityMarkdown(study: Study, analysis: Analysis, options: MarkdownOptions): string {
  const { pictures = null, ...additions } = options;
  return renderMarkdown(sensitivityDocument(study, analysis, additions), pictures);
}

function renderMarkdown(document: ReportDocument, pictures: string | null): string {
  const writer = new PieceWriter(document, pictures);
  const head = [
    `# ${escapeMarkdown(document.title)}`,
    [`**${escapeMarkdown(document.subtitle)}**`, ...document.details.map(escapeMarkdown)].join(" · "),
    ...(document.disclaimer === null ? [] : [`> ${escapeMarkdown(document.disclaimer)}`]),
  ];
  const sections = document.sections.flatMap((section, index) => [
    `## ${index + 1}. ${escapeMarkdown(section.title)}`,
    ...section.pieces.map((piece) => writer.write(piece)),
  ]);
  return `${[...head, ...sections, "---", `*${escapeMarkdown(document.footer)}*`].join("\n\n")}\n`;
}

/** Writes pieces one after the other: figures and tables are numbered as they come. */
class PieceWriter {
  private figures = 0;
  private tables = 0;

  constructor(
    private readonly document: ReportDocument,
    private readonly pictures: string | null,
  ) {}

  write(piece: Piece): string {
    switch (piece.kind) {
      case "paragraph":
        return inline(piece.content);
      case "heading":
        return `### ${escapeMarkdown(piece.text)}`;
      case "list":
        return piece.items.map((item) => `- ${inline(item)}`).join("\n");
      case "facts":
        return piece.items
          .map(({ value, label }) => `**${escapeMarkdown(value)}** ${escapeMarkdown(label)}`)
          .join(" · ");
      case "classes":
        return piece.groups
          .map(({ name, title, role, members, empty }) => {
            const list =
              members.length === 0 ? escapeMarkdown(empty) : members.map((item) => `- ${inline(item)}`).join("\n");
            return `### ${CLASS_SYMBOLS[name]} ${escapeMarkdown(title)}\n\n${escapeMarkdown(role)}\n\n${list}`;
          })
          .join("\n\n");
      case "table":
        return this.table(piece);
      case "figure": {
        const caption = `*${this.document.figureWord} ${++this.figures}. ${escapeMarkdown(piece.caption)}*`;
        const alt = escapeMarkdown(piece.alt);
        return this.pictures === null
          ? `${caption} ${alt}`
          : `![${alt}](<${this.pictures}/${fileOf(piece.picture)}.svg>)\n\n${caption}`;
      }
    }
  }

  private table({ caption, columns, rows }: Table): string {
    const lines = [
      `*${this.document.tableWord} ${++this.tables}. ${escapeMarkdown(caption)}*`,
      "",
      row(columns.map(headingOf)),
      row(columns.map(({ align }) => (align === "right" ? "--:" : align === "center" ? ":-:" : "---"))),
      ...rows.map((cells) => row(cells.map(cellText))),
    ];
    return lines.join("\n");
  }
}

function fileOf(picture: Figure["picture"]): string {
  return typeof picture === "string" ? picture : sensitivityPictureFile(picture.name, picture.options);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function headingOf({ heading, group }: Column): string {
  return escapeMarkdown(group === undefined ? heading : `${group}, ${heading}`);
}

function cellText(cell: TableCell): string {
  return inline(typeof cell === "object" && "content" in cell ? cell.content : cell);
}

function inline(content: Content): string {
  if (typeof content === "string") return escapeMarkdown(content);
  return content
    .map((run) => {
      if (typeof run === "string") return escapeInside(run);
      return "strong" in run ? `**${escapeInside(run.strong).trim()}**` : CLASS_SYMBOLS[run.mark];
    })
    .join("");
}

/** A text on one line that Markdown reads as itself, at the start of a line too. */
export function escapeMarkdown(text: string): string {
  return escapeInside(text.trim())
    .replace(/^(#+|[+-]|=+|-+)(?=\s|$)/, "\\$1")
    .replace(/^(\d+)(?=[.)](\s|$))/, "$1\\");
}

function escapeInside(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[\s\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "")
    .replace(/[\\`*_[\]<>|~$&]/g, "\\$&")
    .replace(/(https?|ftp):\/\//gi, "$1:\u200B//");
}
