/** What an attribute may hold; `undefined` leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;
/** A coordinate with at most two decimals; never `-0` or an exponent. */
export declare function formatCoordinate(value: number): string;
/**
 * A text that XML 1.0 can hold: specials escaped, white space made plain; characters XML forbids, lone surrogates and
 * direction overrides (which would turn the rest of a line round) dropped.
 */
export declare function escapeText(text: string): string;
/** One SVG element as text; numbers are rounded to two decimals, texts escaped; `content` is markup already. */
export declare function element(name: string, attributes: Attributes, content?: readonly string[] | string): string;
export interface TextStyle {
  readonly size: number;
  readonly fill?: string;
  readonly weight?: "regular" | "bold";
  readonly italic?: boolean;
  readonly anchor?: "start" | "middle" | "end";
  /** White outline, so that a line beneath does not cross the letters. */
  readonly halo?: boolean;
  /** Rotation in degrees about (x, y). */
  readonly rotate?: number;
}
/** Near black, for every label. */
export declare const INK = "#1a1a1a";
/** For axes, footers and other secondary text. */
export declare const MUTED_INK = "#555555";
/** One line of text with its baseline at y. */
export declare function textLine(x: number, y: number, text: string, style: TextStyle): string;
