import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { MotriceError, OptionsError } from "../errors.js";
import { writeHypothesesJson } from "../study/hypotheses-json.js";
import { writeJudgementsCsv } from "../study/judgements-csv.js";
import { writeMatrixCsv } from "../study/matrix-csv.js";
import type { Study } from "../study/study.js";
import { writeStudyJson } from "../study/study-json.js";
import { outputFailed, writeFileAtomically, writeFilesAtomically } from "./write-file-atomically.js";

/**
 * Writes a study for {@link readStudy}, whole or not at all, by the extension of the path: `.json` (everything), `.csv`,
 * `.tsv`, `.txt` (tabs; the matrix, named by ids), `.xlsx` (all but judgements and hypotheses), or none for a study folder (everything).
 *
 * An existing file is replaced. Of an existing study folder the four files of a study are replaced, others stay; any other
 * directory that is not empty is refused.
 *
 * Throws {@link OptionsError} for another extension, `MotriceError` `output-failed` where it cannot be written.
 *
 * @example
 * await writeStudy(await readStudy("matrix.csv"), "matrix.xlsx");
 */
export async function writeStudy(study: Study, path: string): Promise<void> {
  const extension = extname(path).toLowerCase();
  switch (extension) {
    case "":
      return writeStudyFolder(study, path);
    case ".json":
      return writeFileAtomically(path, writeStudyJson(study));
    case ".csv":
      return writeFileAtomically(path, writeMatrixCsv(study));
    case ".tsv":
    case ".txt":
      return writeFileAtomically(path, writeMatrixCsv(study, { separator: "\t" }));
    case ".xlsx": {
      const { writeStudyXlsx } = await import("./write-study-xlsx.js");
      return writeFileAtomically(path, await writeStudyXlsx(study));
    }
    default: {
      const expected = "a path ending in .json, .csv, .tsv, .txt or .xlsx, or without extension for a study folder";
      throw new OptionsError([{ path: "out", expected, received: path }]);
    }
  }
}

async function writeStudyFolder(study: Study, folder: string): Promise<void> {
  const contents = folderContents(study);
  const present = await namesIn(folder);
  if (present === null) return createFolder(folder, contents);
  if (present.length > 0 && !present.includes("study.json")) {
    throw new MotriceError(
      "output-failed",
      `${folder}: expected an empty directory or a study folder, received another directory`,
    );
  }
  const files = [...contents].flatMap(([name, content]) =>
    content === null ? [] : [{ path: join(folder, name), content }],
  );
  await writeFilesAtomically(files);
  const stale = [...contents].filter(([name, content]) => content === null && present.includes(name));
  for (const [name] of stale) await rm(join(folder, name));
}

/** The files of a study folder by name; `null` for one that the study has no use for. */
function folderContents(study: Study): Map<string, string | null> {
  const { direct, judgements, hypotheses, hypothesisNote, ...frame } = study;
  const note = hypotheses === undefined && hypothesisNote !== undefined ? { hypothesisNote } : {};
  return new Map([
    ["study.json", `${JSON.stringify({ ...frame, ...note }, null, 2)}\n`],
    ["direct.csv", writeMatrixCsv(study, { names: "code" })],
    ["judgements.csv", judgements === undefined ? null : writeJudgementsCsv(study)],
    ["hypotheses.json", writeHypothesesJson(study)],
  ]);
}

/** Fills a directory beside the place and renames it there: the folder appears with all its files. */
async function createFolder(folder: string, contents: ReadonlyMap<string, string | null>): Promise<void> {
  const target = resolve(folder);
  let draft: string | null = null;
  try {
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}.`));
    const inner = join(draft, "study");
    await mkdir(inner);
    for (const [name, content] of contents) if (content !== null) await writeFileAtomically(join(inner, name), content);
    await rename(inner, target);
  } catch (cause) {
    throw cause instanceof MotriceError ? cause : outputFailed(folder, cause);
  } finally {
    if (draft !== null) await rm(draft, { recursive: true, force: true });
  }
}

/** Names of the files in a directory; `null` where there is nothing at the path. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw outputFailed(folder, cause);
  }
}
