/** Height of a line ÷ type size, and depth of the baseline in it ÷ type size: room for É above and g below. */
export declare const LINE_HEIGHT = 1.16;
export declare const BASELINE = 0.92;
/**
 * How wide is a text in Liberation Sans, which has the metrics of Arial? In the unit of `size`; never less than what is drawn
 * without kerning. Characters the font lacks (Chinese, emoji …) count one em, combining marks nothing. Cost: O(length).
 *
 * @example
 * textWidth("Climat", 12); // 34.056
 */
export declare function textWidth(text: string, size: number, weight?: "regular" | "bold"): number;
/** Whether Liberation Sans is known to have a glyph for every character of the text. */
export declare function isInFont(text: string): boolean;
