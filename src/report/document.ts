import type { PlotName } from "../plots/plots.js";
import type { SensitivityPicture } from "../plots/sensitivity-plots.js";
import type { Class } from "../structure/plane.js";

/** A run of text: plain, bold, or the mark of a class (▲ ◆ ■ ●). Always text, never markup. */
export type Inline = string | { readonly strong: string } | { readonly mark: Class };

export type Content = string | readonly Inline[];

export interface Column {
  readonly heading: string;
  /** Columns in a row with the same group share a heading above theirs. */
  readonly group?: string;
  /** Numbers stand to the right. @default "left" */
  readonly align?: "left" | "right" | "center";
}

/** What stands in a table's cell; a tint from 0 to 1 shades it by its size. */
export type TableCell = Content | { readonly content: Content; readonly tint: number };

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly TableCell[])[];
}

/** A picture of the study and its analysis, or of a batch. */
export interface Figure {
  readonly kind: "figure";
  readonly picture: PlotName | SensitivityPicture;
  readonly caption: string;
  /** What the picture shows, for readers who cannot see it. */
  readonly alt: string;
}

/** One of the four classes: what it is for the system, and the variables in it. */
export interface ClassGroup {
  readonly name: Class;
  readonly title: string;
  readonly role: string;
  readonly members: readonly Content[];
  /** Said where there are no members. */
  readonly empty: string;
}

export type Piece =
  | { readonly kind: "paragraph"; readonly content: Content }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Content[] }
  | { readonly kind: "facts"; readonly items: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: "classes"; readonly groups: readonly ClassGroup[] }
  | Table
  | Figure;

export interface Section {
  /** Anchor, unique in the document: lower-case letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

/** A report before it is Markdown or HTML: content once, two renderers. */
export interface ReportDocument {
  readonly lang: "fr" | "en";
  readonly title: string;
  /** What kind of document this is. */
  readonly subtitle: string;
  /** Territory, horizon and the like, under the title. */
  readonly details: readonly string[];
  /** What readers must know of the study, or null. */
  readonly disclaimer: string | null;
  readonly contentsTitle: string;
  readonly figureWord: string;
  readonly tableWord: string;
  readonly sections: readonly Section[];
  readonly footer: string;
}

export const paragraph = (content: Content): Piece => ({ kind: "paragraph", content });
export const heading = (text: string): Piece => ({ kind: "heading", text });
export const strong = (text: string): Inline => ({ strong: text });
