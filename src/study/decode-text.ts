import { StudyError } from "../errors.js";

/**
 * Decodes the bytes of a text file as UTF-8, with or without a byte order mark, or says where they are not UTF-8.
 *
 * A file in Latin-1 or UTF-16 is refused rather than guessed at: a wrong guess would garble the labels in silence.
 *
 * Cost: O(bytes). Throws {@link StudyError} `study-unreadable` with the byte, its offset (from 0) and its line.
 *
 * @param name what the bytes are called in the error, such as the path of the file
 * @example
 * decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x41])); // "A"
 */
export function decodeText(bytes: Uint8Array, name = "text"): string {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    throw unreadable(name, "UTF-16, by its first two bytes");
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    throw unreadable(name, "a zip archive or an .xlsx workbook, by its first bytes");
  const text = decodePrefix(bytes, bytes.length, false);
  if (text === null) {
    const offset = firstInvalidByte(bytes);
    const byte = `0x${bytes[offset]!.toString(16).toUpperCase().padStart(2, "0")}`;
    throw unreadable(
      name,
      `the byte ${byte} at offset ${offset}, ${lineAt(bytes, offset)}: probably Latin-1 or Windows-1252`,
    );
  }
  const nul = text.indexOf("\0");
  if (nul >= 0)
    throw unreadable(
      name,
      `a NUL at offset ${bytes.indexOf(0)}, ${lineAt(bytes, bytes.indexOf(0))}: UTF-16, or no text`,
    );
  return text;
}

function unreadable(name: string, received: string): StudyError {
  return new StudyError(
    [{ path: name, expected: "text in UTF-8 (save the file again as “CSV UTF-8” or in UTF-8)", received }],
    "study-unreadable",
  );
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The text of the first bytes, or `null`. With `partial`, a character cut at the end is no fault. */
function decodePrefix(bytes: Uint8Array, length: number, partial: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: partial });
  } catch {
    return null;
  }
}

/** Offset of the first byte that starts no character: decoding a prefix fails from one length on, found by bisection. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (decodePrefix(bytes, middle, true) === null) invalid = middle;
    else valid = middle;
  }
  while (decodePrefix(bytes, valid, false) === null) valid -= 1;
  return valid;
}

function lineAt(bytes: Uint8Array, offset: number): string {
  let line = 1;
  for (let index = 0; index < offset; index++) if (bytes[index] === 0x0a) line += 1;
  return `line ${line}`;
}
