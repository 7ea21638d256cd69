import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { OptionsError, StudyError } from "../errors.js";
import { decodeText } from "../study/decode-text.js";
import { parseMatrixCsv } from "../study/matrix-csv.js";
import type { Study } from "../study/study.js";
import { parseStudyJson } from "../study/study-json.js";
import { readBytes, unreadableFile } from "./read-bytes.js";
import { readStudyFolder } from "./read-study-folder.js";

export interface ReadStudyOptions {
  /** Name of the sheet, for an .xlsx workbook only. @default the first sheet */
  readonly sheet?: string;
}

/**
 * Reads a study from disk, by what stands at the path: a folder (`study.json`, `direct.csv`, and where present
 * `judgements.csv` and `hypotheses.json`), one study as `.json`, a bare matrix as `.csv`, `.tsv` or `.txt`, or a workbook as `.xlsx`.
 *
 * A bare matrix has no id or title of its own; they are `study`, as from {@link parseMatrixCsv}.
 *
 * Throws {@link StudyError}: `study-unreadable` for what is missing, empty, of another kind, not UTF-8 or no JSON (with
 * the place), `study-too-large` above 64 MiB a file or 2 000 variables, `study-invalid` with every issue.
 *
 * @example
 * const study = await readStudy("matrices/hauts-de-france-industrie-2040");
 */
export async function readStudy(path: string, options: ReadStudyOptions = {}): Promise<Study> {
  const kind = await kindOf(path);
  if (options.sheet !== undefined && kind !== ".xlsx") {
    throw new OptionsError([{ path: "sheet", expected: "an .xlsx workbook with it", received: path }]);
  }
  if (kind === "folder") return readStudyFolder(path);
  if (kind === ".xlsx") {
    const { parseMatrixXlsx } = await import("./read-xlsx.js");
    return parseMatrixXlsx(await readBytes(path), {
      name: path,
      ...(options.sheet !== undefined && { sheet: options.sheet }),
    });
  }
  const text = decodeText(await readBytes(path), path);
  return kind === ".json" ? parseStudyJson(text, path) : parseMatrixCsv(text, { name: path });
}

const KINDS = [".json", ".csv", ".tsv", ".txt", ".xlsx"];

/** What stands at a path: a folder, or a file by its ending. */
export async function kindOf(path: string): Promise<string> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadableFile(path, cause);
  });
  if (found.isDirectory()) return "folder";
  const extension = extname(path).toLowerCase();
  if (KINDS.includes(extension)) return extension;
  const received = extension === "" ? "a file without extension" : extension;
  throw new StudyError([{ path, expected: `a folder or a file ${KINDS.join(", ")}`, received }], "study-unreadable");
}
