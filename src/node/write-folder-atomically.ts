import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { MotriceError } from "../errors.js";
import { outputFailed, writeFileAtomically, writeFilesAtomically } from "./write-file-atomically.js";

/**
 * Writes files into a folder, all or none. A folder that is not there appears at once with all of them, the folders above it made where
 * needed; in one that is there, only files of the same names are replaced, after all are written beside them.
 *
 * Throws {@link MotriceError} `output-failed`.
 */
export async function writeFolderAtomically(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const target = resolve(folder);
  const present = await stat(target).catch(() => null);
  if (present !== null) {
    if (!present.isDirectory())
      throw new MotriceError("output-failed", `${folder}: expected a directory, received a file`);
    await writeFilesAtomically([...files].map(([name, content]) => ({ path: join(target, name), content })));
    return;
  }
  let draft: string | null = null;
  try {
    await mkdir(dirname(target), { recursive: true });
    draft = await mkdtemp(join(dirname(target), `.${basename(target).slice(0, 100)}.`));
    const inner = join(draft, "files");
    await mkdir(inner);
    for (const [name, content] of files) await writeFileAtomically(join(inner, name), content);
    await rename(inner, target);
  } catch (cause) {
    throw cause instanceof MotriceError ? cause : outputFailed(folder, cause);
  } finally {
    if (draft !== null) await rm(draft, { recursive: true, force: true });
  }
}
