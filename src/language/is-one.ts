import type { Language } from "./text.js";

/** Whether a number, as it is written, takes the singular: 1 in English, 0 and 1 in French. */
export function isOne(written: string | number, language: Language): boolean {
  const text = String(written);
  return text === "1" || (language === "fr" && text === "0");
}
