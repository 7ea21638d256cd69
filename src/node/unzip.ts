import { inflateRawSync } from "node:zlib";
import { StudyError } from "../errors.js";

export interface UnzipOptions {
  /** Which entries to take out. @default all */
  readonly select?: (path: string) => boolean;
  /** The most bytes all entries of the archive may hold, unpacked. */
  readonly maxTotalBytes: number;
  /** What the archive is called in an error. */
  readonly name: string;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly flags: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const IN_ZIP64_FIELD = 0xffffffff;

/**
 * Unpacks entries of a zip archive that may mean harm: the sizes in its central directory are added up before anything is
 * inflated, and no entry may inflate past the size declared for it.
 *
 * Format: PKWARE APPNOTE 6.3.10, §4.3 (entries), §4.5.3 (ZIP64 sizes). Cost: O(bytes unpacked).
 * Throws {@link StudyError}: `study-too-large` above `maxTotalBytes` or where an entry holds more than it declares,
 * `study-unreadable` for a broken or encrypted archive.
 */
export function unzip(archive: Buffer, options: UnzipOptions): Map<string, Buffer> {
  const { select = () => true, maxTotalBytes, name } = options;
  try {
    const entries = readDirectory(archive);
    const total = entries.reduce((sum, entry) => sum + entry.size, 0);
    if (total > maxTotalBytes) throw tooLarge(name, `at most ${maxTotalBytes} bytes unpacked`, `${total}`);
    return new Map(
      entries.filter((entry) => select(entry.path)).map((entry) => [entry.path, unpack(archive, entry, name)]),
    );
  } catch (cause) {
    if (cause instanceof StudyError) throw cause;
    const issue = { path: name, expected: "a zip archive in order", received: "a broken one" };
    throw new StudyError([issue], "study-unreadable", cause);
  }
}

function readDirectory(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new RangeError("no end of central directory");
  const count = archive.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError("no directory entry");
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const extraEnd = nameEnd + archive.readUInt16LE(at + 30);
    const sizes = [archive.readUInt32LE(at + 24), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    const [size, packedSize, offset] = wideSizes(sizes, archive.subarray(nameEnd, extraEnd));
    entries.push({
      path: archive.toString("utf8", at + 46, nameEnd),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      size: size!,
      packedSize: packedSize!,
      offset: offset!,
    });
    at = extraEnd + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes that do not fit 32 bits, or that a streaming writer did not know in advance, stand in the ZIP64 field. */
function wideSizes(sizes: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let field = at + 4;
  return sizes.map((size) => {
    if (size !== IN_ZIP64_FIELD) return size;
    field += 8;
    return Number(extra.readBigUInt64LE(field - 8));
  });
}

function unpack(archive: Buffer, entry: Entry, name: string): Buffer {
  const encrypted = (entry.flags & 1) !== 0;
  if (encrypted || archive.readUInt32LE(entry.offset) !== LOCAL_HEADER) throw new RangeError("no readable entry");
  const start = entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28);
  const packed = archive.subarray(start, start + entry.packedSize);
  if (packed.length !== entry.packedSize) throw new RangeError("an entry that is cut off");
  if (entry.method === STORED && entry.size === entry.packedSize) return packed;
  if (entry.method !== DEFLATED) throw new RangeError("an unknown compression");
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    if (content.length !== entry.size) throw new RangeError("an entry of another size than declared");
    return content;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw cause;
    throw tooLarge(name, `${entry.size} bytes in ${entry.path}, as declared`, "more");
  }
}

function tooLarge(path: string, expected: string, received: string): StudyError {
  return new StudyError([{ path, expected, received }], "study-too-large");
}
