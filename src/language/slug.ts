/** Longest slug. */
const MAX_LENGTH = 60;

/**
 * A name as an address or a file bears it: small letters without accents, digits and hyphens, 60 at most; empty where the name has none of them.
 *
 * @example
 * slugOf("Coûts de l’énergie"); // "couts-de-l-energie"
 */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
}
