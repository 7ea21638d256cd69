import { language } from "./language.js";

/** English as it is written where days stand before months. */
const TAGS = { fr: "fr-FR", en: "en-GB" } as const;

/** A number as a reader of the page's language writes it, with at most so many decimals; what is too large for its digits, with an exponent. */
export function figure(value: number, decimals = 2): string {
  const notation = Math.abs(value) >= 1e15 ? "scientific" : "standard";
  return new Intl.NumberFormat(TAGS[language.value], { notation, maximumFractionDigits: decimals }).format(value);
}

/** A gain or a loss, with its sign; none is a dash. */
export function signed(value: number): string {
  if (value === 0) return "–";
  return new Intl.NumberFormat(TAGS[language.value], { signDisplay: "always" }).format(value).replace("-", "\u2212");
}

/** A share from 0 to 1 as a percentage. */
export function percentage(share: number): string {
  return new Intl.NumberFormat(TAGS[language.value], { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A time of the server as a date with its hour. */
export function dateTime(time: string): string {
  return new Intl.DateTimeFormat(TAGS[language.value], { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(time),
  );
}

/** A time of the server as a date. */
export function dateOf(time: string): string {
  return new Intl.DateTimeFormat(TAGS[language.value], { dateStyle: "medium" }).format(new Date(time));
}
