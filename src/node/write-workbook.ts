import type { Alignment, Borders, Style } from "@cj-tech-master/excelts";
import { isFormula } from "../study/formula-guard.js";
import { cellAddress } from "./cell-address.js";
import { settleZipTimes } from "./settle-zip-times.js";

/** How a cell looks. Colours are `#rrggbb`. Use one object for all cells that look alike: styles are told apart by identity. */
export interface CellStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** In points. @default 11 */
  readonly size?: number;
  readonly ink?: string;
  readonly fill?: string;
  /** Thin lines of this colour across the fill. */
  readonly hatch?: string;
  readonly align?: "left" | "center" | "right";
  readonly vertical?: "top" | "middle" | "bottom";
  readonly wrap?: boolean;
  /** The text stands upright, read from below. */
  readonly upright?: boolean;
  readonly borders?: Readonly<Partial<Record<"left" | "right" | "top" | "bottom", CellBorder>>>;
  /** On a protected sheet, the cell may be typed in. */
  readonly unlocked?: boolean;
}

export interface CellBorder {
  readonly line: "thin" | "medium";
  readonly colour: string;
}

/** A value as it stands, or with its looks. There are no formulas: a text is a text whatever it starts with. */
export type SheetCell = CellValue | { readonly value: CellValue; readonly style: CellStyle };
type CellValue = string | number | null;

/** Cells from one to another, both included; rows and columns count from 1. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Looks of the cells for which a condition holds, the first that does. */
export interface ConditionalLook {
  /** A condition on the first cell of the first range, as a spreadsheet writes it. */
  readonly condition: string;
  readonly ink?: string;
  readonly fill: string;
}

/** What one sheet of a workbook holds and how it looks. */
export interface SheetDescription {
  readonly name: string;
  readonly rows: Iterable<readonly SheetCell[]>;
  /** @default "visible" */
  readonly visibility?: "visible" | "veryHidden";
  /** In characters, from the first column on. */
  readonly columnWidths?: readonly number[];
  /** In points, by index of the row; others take the height of their text. */
  readonly rowHeights?: ReadonlyMap<number, number>;
  /** How many rows and columns stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly merges?: readonly CellRange[];
  /** Cells that take the values of a list and nothing else; `source` is the range of the list, with its sheet. */
  readonly choice?: {
    readonly cells: CellRange;
    readonly source: string;
    readonly title: string;
    readonly message: string;
  };
  readonly looks?: { readonly cells: readonly CellRange[]; readonly rules: readonly ConditionalLook[] };
  /** Only unlocked cells may be typed in; there is no password. @default false */
  readonly isProtected?: boolean;
  /** @default true */
  readonly gridLines?: boolean;
  readonly tab?: string;
  readonly print?: SheetPrint;
}

interface SheetPrint {
  readonly paper: "A4" | "A3";
  readonly landscape: boolean;
  /** How many pages the sheet is shrunk to, across and down; 0 for as many as it takes. */
  readonly pages: { readonly across: number; readonly down: number };
  /** Rows and columns repeated on every page, such as `5:7` and `A:C`. */
  readonly titleRows?: string;
  readonly titleColumns?: string;
  /** Foot of the page; the page's number stands to the right. */
  readonly footer?: { readonly left: string; readonly centre: string };
}

/** Every workbook bears the same date: the same sheets give the same bytes. */
const DATE = new Date(Date.UTC(2000, 0, 1));
const PAPER = { A4: 9, A3: 8 };
/** A spreadsheet refuses a longer one. */
const LONGEST_CELL = 32_767;

/**
 * Sheets as the bytes of an .xlsx workbook: the only place that knows the library that writes them.
 *
 * Every text is written as a shared string, never as a formula. One that begins as a formula does is also formatted as text, so that it stays one when
 * somebody edits the cell. Texts longer than a cell can hold, 32 767 characters, are cut there.
 * The same sheets give the same bytes. Cost: O(cells).
 */
export async function writeWorkbook(sheets: readonly SheetDescription[]): Promise<Uint8Array> {
  const { WorkbookWriter } = await import("@cj-tech-master/excelts");
  const chunks: Uint8Array[] = [];
  const writer = new WorkbookWriter({
    stream: new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) }),
    useSharedStrings: true,
    useStyles: true,
    created: DATE,
    modified: DATE,
    creator: "Motrice",
    lastModifiedBy: "Motrice",
  });
  const styles = new Map<CellStyle | undefined, Map<boolean, Partial<Style>>>();
  for (const sheet of sheets) addSheet(writer, sheet, styles);
  await writer.commit();
  return settleZipTimes(Buffer.concat(chunks));
}

type Writer = InstanceType<typeof import("@cj-tech-master/excelts")["WorkbookWriter"]>;
type StyleCache = Map<CellStyle | undefined, Map<boolean, Partial<Style>>>;

function addSheet(writer: Writer, sheet: SheetDescription, styles: StyleCache): void {
  const { frozen, print, merges = [], choice, looks } = sheet;
  const worksheet = writer.addWorksheet(sheet.name, {
    state: sheet.visibility ?? "visible",
    views: [
      {
        showGridLines: sheet.gridLines ?? true,
        ...(frozen === undefined
          ? { state: "normal" as const }
          : { state: "frozen" as const, xSplit: frozen.columns, ySplit: frozen.rows }),
      },
    ],
    ...(sheet.tab !== undefined && { properties: { tabColor: { argb: argb(sheet.tab) } } }),
    // The library's own value for the dots per inch is one that strict readers refuse.
    pageSetup: { ...(print && pageSetup(print)), horizontalDpi: 300, verticalDpi: 300 },
    ...(print?.footer && { headerFooter: { oddFooter: footerText(print.footer) } }),
  });
  if (sheet.columnWidths !== undefined) worksheet.columns = sheet.columnWidths.map((width) => ({ width }));
  let number = 0;
  for (const cells of sheet.rows) {
    number += 1;
    const row = worksheet.getRow(number);
    cells.forEach((cell, index) => {
      const { value, style } = cell !== null && typeof cell === "object" ? cell : { value: cell, style: undefined };
      if (value === null && style === undefined) return;
      const target = row.getCell(index + 1);
      if (value !== null) target.value = typeof value === "string" ? escapeText(value) : value;
      const asText = typeof value === "string" && isFormula(value);
      if (style !== undefined || asText) target.style = styleOf(style, asText, styles);
    });
    const height = sheet.rowHeights?.get(number - 1);
    if (height !== undefined) row.height = height;
    // Rows that are written cannot be merged with later ones; without merges, writing them at once saves the memory.
    if (merges.length === 0) row.commit();
  }
  for (const { top, left, bottom, right } of merges) worksheet.mergeCells(top, left, bottom, right);
  if (choice !== undefined) {
    worksheet.dataValidations.add(`range:${rangeAddress(choice.cells)}`, {
      type: "list",
      formulae: [choice.source],
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: "stop",
      errorTitle: choice.title,
      error: choice.message,
    });
  }
  if (looks !== undefined && looks.cells.length > 0) {
    worksheet.addConditionalFormatting({
      ref: looks.cells.map(rangeAddress).join(" "),
      rules: looks.rules.map(({ condition, fill, ink }) => ({
        type: "expression" as const,
        formulae: [condition],
        style: {
          // What a condition fills with is the background colour, unlike in a cell.
          fill: { type: "pattern" as const, pattern: "solid" as const, bgColor: { argb: argb(fill) } },
          ...(ink !== undefined && { font: { color: { argb: argb(ink) } } }),
        },
      })),
    });
  }
  if (sheet.isProtected === true)
    worksheet.sheetProtection = {
      sheet: true,
      formatColumns: true,
      formatRows: true,
      objects: false,
      scenarios: false,
    };
  worksheet.commit();
}

/**
 * The format reads `_x0041_` as A (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and XML holds neither control characters nor halves of surrogate
 * pairs, and takes a carriage return for a line feed: all are written by number, so that a text comes back as it was.
 */
function escapeText(text: string): string {
  const cut = text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) : text;
  return cut.replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_").replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
    /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  );
}

function styleOf(style: CellStyle | undefined, asText: boolean, styles: StyleCache): Partial<Style> {
  const known = styles.get(style)?.get(asText);
  if (known !== undefined) return known;
  const made: Partial<Style> = {
    ...(asText && { numFmt: "@" }),
    ...(style && lookOf(style)),
  };
  const byFormat = styles.get(style) ?? new Map<boolean, Partial<Style>>();
  styles.set(style, byFormat.set(asText, made));
  return made;
}

function lookOf(style: CellStyle): Partial<Style> {
  const { bold = false, italic = false, size = 11, ink, fill, hatch } = style;
  const font = { name: "Calibri", family: 2, size, bold, italic, color: { argb: argb(ink ?? "#1a1a1a") } };
  const alignment: Partial<Alignment> = {
    vertical: style.vertical ?? "middle",
    ...(style.align !== undefined && { horizontal: style.align }),
    ...(style.wrap === true && { wrapText: true }),
    ...(style.upright === true && { textRotation: 90 }),
  };
  const borders = Object.entries(style.borders ?? {}).map(([side, { line, colour }]) => [
    side,
    { style: line, color: { argb: argb(colour) } },
  ]);
  return {
    font,
    alignment,
    ...(fill !== undefined && {
      fill:
        hatch === undefined
          ? { type: "pattern", pattern: "solid", fgColor: { argb: argb(fill) } }
          : { type: "pattern", pattern: "lightUp", fgColor: { argb: argb(hatch) }, bgColor: { argb: argb(fill) } },
    }),
    ...(borders.length > 0 && { border: Object.fromEntries(borders) as Partial<Borders> }),
    ...(style.unlocked === true && { protection: { locked: false, hidden: false } }),
  };
}

function pageSetup({ paper, landscape, pages, titleRows, titleColumns }: SheetPrint) {
  return {
    paperSize: PAPER[paper],
    orientation: landscape ? ("landscape" as const) : ("portrait" as const),
    fitToPage: true,
    fitToWidth: pages.across,
    fitToHeight: pages.down,
    margins: { left: 0.35, right: 0.35, top: 0.4, bottom: 0.55, header: 0.2, footer: 0.25 },
    ...(titleRows !== undefined && { printTitlesRow: titleRows }),
    ...(titleColumns !== undefined && { printTitlesColumn: titleColumns }),
  };
}

/** In a footer `&` begins a code, and the whole may have 255 characters. */
function footerText({ left, centre }: NonNullable<SheetPrint["footer"]>): string {
  const plain = (text: string, length: number) =>
    [...escapeText(text.replace(/\s+/g, " ")).slice(0, length)].join("").replaceAll("&", "&&");
  return `&L${plain(left, 70)}&C${plain(centre, 40)}&R&P / &N`;
}

function rangeAddress({ top, left, bottom, right }: CellRange): string {
  return top === bottom && left === right
    ? cellAddress(top, left)
    : `${cellAddress(top, left)}:${cellAddress(bottom, right)}`;
}

/** `#0a5fb4` as the format has it, with its opacity first. */
function argb(colour: string): string {
  return `FF${colour.slice(1).toUpperCase()}`;
}
