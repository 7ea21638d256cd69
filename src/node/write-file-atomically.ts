import { randomUUID } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { MotriceError } from "../errors.js";

/**
 * Writes a file whole or not at all: to a hidden file beside it, flushed to the disk, then renamed over it. A reader sees
 * the former content or the whole of the present one.
 *
 * Throws {@link MotriceError} `output-failed`; the hidden file is gone then too.
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await writeFilesAtomically([{ path, content }]);
}

/** {@link writeFileAtomically} for files that belong together: none is renamed before all are written. */
export async function writeFilesAtomically(
  files: readonly { readonly path: string; readonly content: string | Uint8Array }[],
): Promise<void> {
  const drafts: { readonly draft: string; readonly path: string }[] = [];
  try {
    for (const { path, content } of files) {
      if (await isDirectory(path))
        throw new MotriceError("output-failed", `${path}: expected a file, received a directory`);
      const draft = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.tmp`);
      drafts.push({ draft, path });
      await writeWhole(draft, content);
    }
    for (const { draft, path } of drafts) await rename(draft, path);
  } catch (cause) {
    for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => undefined);
    if (cause instanceof MotriceError) throw cause;
    throw outputFailed(files.map((file) => file.path).join(", "), cause);
  }
}

/** What went wrong with an output, in words. */
export function outputFailed(path: string, cause: unknown): MotriceError {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown error";
  const reasons: Record<string, string> = {
    ENOENT: "the directory it is to be in does not exist",
    ENOTDIR: "a part of the path is no directory",
    EEXIST: "a part of the path is no directory",
    EACCES: "no permission to write there",
    EPERM: "no permission to write there",
    EROFS: "the file system is read only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EIO: "the disk has a fault",
    ENAMETOOLONG: "the name is too long",
  };
  return new MotriceError("output-failed", `${path}: not written, ${reasons[code] ?? code}`, [], cause);
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
