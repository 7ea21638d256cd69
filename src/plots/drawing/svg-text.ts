/** What an attribute may hold; `undefined` leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A coordinate with at most two decimals; never `-0` or an exponent. */
export function formatCoordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/**
 * A text that XML 1.0 can hold: specials escaped, white space made plain; characters XML forbids, lone surrogates and
 * direction overrides (which would turn the rest of a line round) dropped.
 */
export function escapeText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "")
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** One SVG element as text; numbers are rounded to two decimals, texts escaped; `content` is markup already. */
export function element(name: string, attributes: Attributes, content: readonly string[] | string = ""): string {
  let opening = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    opening += ` ${key}="${typeof value === "number" ? formatCoordinate(value) : escapeText(value)}"`;
  }
  const inner = typeof content === "string" ? content : content.join("");
  return inner === "" ? `${opening}/>` : `${opening}>${inner}</${name}>`;
}

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
export const INK = "#1a1a1a";
/** For axes, footers and other secondary text. */
export const MUTED_INK = "#555555";

/** One line of text with its baseline at y. */
export function textLine(x: number, y: number, text: string, style: TextStyle): string {
  return element(
    "text",
    {
      x,
      y,
      "font-size": style.size,
      fill: style.fill ?? INK,
      "font-weight": style.weight === "bold" ? "bold" : undefined,
      "font-style": style.italic ? "italic" : undefined,
      "text-anchor": style.anchor === "start" ? undefined : style.anchor,
      transform: style.rotate
        ? `rotate(${formatCoordinate(style.rotate)} ${formatCoordinate(x)} ${formatCoordinate(y)})`
        : undefined,
      ...(style.halo && {
        stroke: "#ffffff",
        "stroke-width": 3,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      }),
    },
    escapeText(text),
  );
}
