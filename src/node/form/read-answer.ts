import type { TableField } from "../../study/matrix-table.js";

/**
 * A field of a form as an answer: a number as it is; a text without the blanks around it and in its plain form (Unicode NFKC: `２` is 2), where it
 * reads as `P` in either case, as `?`, or as a number in digits, with a point or a comma. null for a blank, undefined for anything else.
 */
export function readAnswer(field: TableField): number | "P" | "?" | null | undefined {
  if (field === null || field === undefined || typeof field === "number") return field ?? null;
  const text = field.normalize("NFKC").trim();
  if (text === "") return null;
  if (text === "?") return "?";
  if (text === "P" || text === "p") return "P";
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}
