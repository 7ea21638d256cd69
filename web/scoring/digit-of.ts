/**
 * The digit that a key stands for; null for other keys. The place counts, not the letter: on a French keyboard digits need Shift. On the number pad
 * the letter counts too: without Num Lock its keys move.
 *
 * @example
 * digitOf({ code: "Digit2", key: "é" }); // 2
 * digitOf({ code: "Numpad0", key: "Insert" }); // null
 */
export function digitOf({ code, key }: Pick<KeyboardEvent, "code" | "key">): number | null {
  const [, row, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit === undefined || (row === "Numpad" && key !== digit)) return null;
  return Number(digit);
}
