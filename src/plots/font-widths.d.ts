/**
 * Advance widths of Liberation Sans 2.1.5, which has the metrics of Arial: for each range of code points its first one, then two
 * base-36 digits a character in thousandths of an em, rounded up; `00` where the font has no glyph or the glyph has no width.
 * Read from the `cmap` and `hmtx` tables of the shipped fonts; a test reads them again.
 */
export declare const FONT_WIDTHS: readonly {
  readonly first: number;
  readonly regular: string;
  readonly bold: string;
}[];
