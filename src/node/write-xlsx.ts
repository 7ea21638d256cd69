import { matrixTable } from "../study/matrix-csv.js";
import type { TableField } from "../study/matrix-table.js";
import type { Study } from "../study/study.js";

/**
 * The matrix of a study as the bytes of an .xlsx workbook with one sheet `direct`, named by ids, for `parseMatrixXlsx`
 * and for spreadsheets. Names are texts, whatever they look like: none is run as a formula.
 *
 * A line end CR LF inside a name reads back as LF, the line end of spreadsheets; every other name is the same.
 *
 * Cost: O(n²).
 */
export async function writeMatrixXlsx(study: Study): Promise<Uint8Array> {
  const xlsx = await import("@e965/xlsx");
  const sheet = xlsx.utils.aoa_to_sheet(matrixTable(study).map((row) => row.map(escapeField)));
  const workbook = xlsx.utils.book_new(sheet, "direct");
  // Shared strings, as Excel writes them: the library decodes a text in the cell itself twice on reading.
  return xlsx.write(workbook, { type: "buffer", bookType: "xlsx", bookSST: true, compression: true }) as Uint8Array;
}

/**
 * The format reads `_x0041_` as A (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and XML a carriage return as a line feed:
 * both are written by number, so that a name comes back as it was.
 */
function escapeField(field: TableField): TableField {
  if (typeof field !== "string") return field;
  return field.replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_").replaceAll("\r", "_x000D_");
}
