/**
 * Breaks a text into lines no wider than `width`, at spaces (not at no-break ones) and after hyphens and slashes; a word wider than a line is broken between characters,
 * never inside a character with its accents. Always returns at least one line. Cost: O(length).
 *
 * @example
 * wrapText("Recherche et développement", 12, 90); // ["Recherche et", "développement"]
 */
export declare function wrapText(text: string, size: number, width: number, weight?: "regular" | "bold"): string[];
/**
 * Breaks a text into the fewest lines of at most `width`, then makes these lines as even as that number of lines allows.
 *
 * @example
 * balanceText("Gestion de cycle de vie du produit", 12, 140); // ["Gestion de cycle", "de vie du produit"]
 */
export declare function balanceText(text: string, size: number, width: number, weight?: "regular" | "bold"): string[];
/** The text on one line of at most `width`, ended by … where it is cut. */
export declare function shortenText(text: string, size: number, width: number, weight?: "regular" | "bold"): string;
