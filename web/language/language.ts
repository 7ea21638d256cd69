import { effect, signal } from "@preact/signals";
import { type Language, localize, type Text } from "../../src/index.js";
import { setParameters } from "../router/address.js";
import { readSetting, writeSetting } from "../state/stored-setting.js";

const isLanguage = (value: unknown): value is Language => value === "fr" || value === "en";

/** `?lang=` of the first address, then what this browser remembers, then what the person reads. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const kept = readSetting("language");
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

/** The language of the page, as a signal: all words follow it at once. */
export const language = signal<Language>(firstLanguage());

/** Changes the language for good; what the first address asked for is taken out of it, or it would win again when the page is loaded anew. */
export function setLanguage(next: Language): void {
  language.value = next;
  setParameters({ lang: null });
  writeSetting("language", next);
}

/** Keeps the document's own language in step, for hyphenation and for voices. */
export function followLanguage(): void {
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

/**
 * The words of a section of the dictionary in the language of the page.
 *
 * @example
 * const words = wordsOf(PAGE_WORDS); // read inside a component or a computed: it follows the language
 */
export function wordsOf<Words>(section: Readonly<Record<Language, Words>>): Words {
  return section[language.value];
}

/** A text of a study in the language of the page. */
export function textOf(text: Text): string {
  return localize(text, language.value);
}
