import { ask } from "../../api/request.js";
import type { CreatedStudy } from "../../api/types.js";
import { language } from "../../language/language.js";

/** A file that cannot be a study: said before it is sent. */
export class FileRefused extends Error {
  readonly reason: "fileKind" | "fileLarge";

  constructor(reason: "fileKind" | "fileLarge") {
    super(reason);
    this.name = "FileRefused";
    this.reason = reason;
  }
}

const MAX_BYTES = 30 * 1024 * 1024;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Makes a study of a file: a study or an export as JSON, a matrix as CSV or XLSX. Throws FileRefused, ApiProblem with every issue, SyntaxError. */
export async function importStudy(file: File): Promise<CreatedStudy> {
  if (file.size > MAX_BYTES) throw new FileRefused("fileLarge");
  const [, name = file.name, kind = ""] = /^(.*)\.([^.]*)$/.exec(file.name) ?? [];
  switch (kind.toLowerCase()) {
    case "json":
      return (await ask<CreatedStudy>("/studies", { method: "POST", body: jsonBody(await file.text()) })).body;
    case "csv":
    case "xlsx": {
      const query = new URLSearchParams({ title: name.slice(0, 200), language: language.value });
      const type = kind.toLowerCase() === "csv" ? "text/csv" : XLSX;
      return (await ask<CreatedStudy>(`/studies?${query}`, { method: "POST", body: file, type })).body;
    }
    default:
      throw new FileRefused("fileKind");
  }
}

/** A study has variables at its root; an export of a server holds more than that. */
function jsonBody(text: string): object {
  const content = JSON.parse(text) as unknown;
  const isStudy = typeof content === "object" && content !== null && "direct" in content;
  return isStudy ? { study: content } : { bundle: content };
}
