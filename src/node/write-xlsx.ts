import { matrixTable } from "../study/matrix-csv.js";
import type { TableField } from "../study/matrix-table.js";
import type { Study } from "../study/study.js";

/**
 * The matrix of a study as the bytes of an .xlsx workbook with one sheet `direct`, named by ids, for `parseMatrixXlsx`
 * and for spreadsheets. Names are texts, whatever they look like: none is run as a formula.
 *
 * Cost: O(n²).
 */
export async function writeMatrixXlsx(study: Study): Promise<Uint8Array> {
  const xlsx = await import("@e965/xlsx");
  const sheet = xlsx.utils.aoa_to_sheet(matrixTable(study).map((row) => row.map(escapeField)));
  const workbook = xlsx.utils.book_new(sheet, "direct");
  return xlsx.write(workbook, { type: "buffer", bookType: "xlsx", compression: true }) as Uint8Array;
}

/** The format reads `_x0041_` as A (ECMA-376 part 1, 22.9.2.19, ST_Xstring); an underscore as `_x005F_` keeps it as it is. */
function escapeField(field: TableField): TableField {
  return typeof field === "string" ? field.replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_") : field;
}
