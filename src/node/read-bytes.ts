import { open, stat } from "node:fs/promises";
import { StudyError } from "../errors.js";

/** The most bytes a study file may have. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/**
 * The bytes of a study file. Throws {@link StudyError}: `study-unreadable` where it is missing, empty, forbidden or no
 * ordinary file, `study-too-large` above 64 MiB, before anything is read.
 */
export async function readBytes(path: string): Promise<Buffer> {
  const refuse = (expected: string, received: string, cause?: unknown) =>
    new StudyError([{ path, expected, received }], "study-unreadable", cause);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw refuse("a file", found.isDirectory() ? "a directory" : "a device, a pipe or a socket");
    if (found.size > MAX_FILE_BYTES) {
      throw new StudyError([{ path, expected: "at most 64 MiB", received: `${found.size} bytes` }], "study-too-large");
    }
    if (found.size === 0) throw refuse("a study", "an empty file");
    const file = await open(path, "r");
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof StudyError) throw cause;
    throw unreadableFile(path, cause);
  }
}

/** Why a path cannot be read, in words. */
export function unreadableFile(path: string, cause: unknown): StudyError {
  const code = (cause as NodeJS.ErrnoException).code ?? "an error";
  const missing = code === "ENOENT" || code === "ENOTDIR";
  const forbidden = code === "EACCES" || code === "EPERM";
  const received = missing ? "nothing at this path" : forbidden ? "one that may not be read" : code;
  return new StudyError([{ path, expected: "a file or a directory", received }], "study-unreadable", cause);
}
