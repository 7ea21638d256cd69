/**
 * Spreadsheets run a CSV field that starts with one of these as a formula (OWASP, “CSV Injection”; the wide ones in Japanese and Chinese
 * editions). A leading apostrophe makes it a text. Fields that bear apostrophes already get one more, so that every label comes back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Whether a spreadsheet would take a text typed or pasted into a cell for a formula. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** The label with an apostrophe before it where a spreadsheet would take it for a formula: `=A1` → `'=A1`. */
export function guardFormula(label: string): string {
  return isFormula(label) ? `'${label}` : label;
}

/** The inverse of {@link guardFormula}: `'=A1` → `=A1`; a label with no guard stays. */
export function unguardFormula(label: string): string {
  return GUARDED.test(label) ? label.slice(1) : label;
}
