import { slugOf } from "../../src/index.js";

/**
 * An id that can be read, made from a name: small letters, digits and hyphens; `fallback` where the name has none. It is none of those taken.
 *
 * @example
 * uniqueSlug("Coûts de l’énergie", new Set(["couts-de-l-energie"]), "variable"); // "couts-de-l-energie-2"
 */
export function uniqueSlug(name: string, taken: ReadonlySet<string>, fallback: string): string {
  const slug = slugOf(name) || fallback;
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const numbered = `${slug}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
