import { describeValue, StudyError } from "../errors.js";

/**
 * `JSON.parse` whose error says the line and the column of the first fault, on every engine and at any depth.
 *
 * A byte order mark is allowed. Cost: O(length). Throws {@link StudyError} `study-unreadable`.
 *
 * @param name what the text is called in the error, such as the path of the file
 * @example
 * parseJson('{ "variables": [] }'); // { variables: [] }
 */
export function parseJson(text: string, name = "text"): unknown {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(plain);
  } catch (cause) {
    const offset = firstJsonFault(plain);
    const before = plain.slice(0, offset).split("\n");
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    const found = offset >= plain.length ? "the end of the text" : describeValue(plain.slice(offset, offset + 20));
    const received = `${found} at ${place}`;
    throw new StudyError([{ path: name, expected: "valid JSON", received }], "study-unreadable", cause);
  }
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | ", or end";

/** Offset of the first character that no JSON text could have there; the length where the text stops too early. */
function firstJsonFault(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let position = 0;
  for (;;) {
    position = match(SPACE, text, position) ?? position;
    const character = text[position];
    if (character === undefined) return position;
    if (expected === ", or end") {
      const inner = open.at(-1);
      if (inner !== undefined && character === ",") expected = inner === "{" ? "key" : "value";
      else if (inner !== undefined && character === (inner === "{" ? "}" : "]")) open.pop();
      else return position;
      position += 1;
    } else if (expected === ":") {
      if (character !== ":") return position;
      position += 1;
      expected = "value";
    } else if ((expected === "key or }" && character === "}") || (expected === "value or ]" && character === "]")) {
      position += 1;
      open.pop();
      expected = ", or end";
    } else if (character === '"') {
      const string = endOfString(text, position);
      position = string.end;
      if (!string.closed) return position;
      expected = expected.startsWith("key") ? ":" : ", or end";
    } else if (expected.startsWith("key")) return position;
    else if (character === "{" || character === "[") {
      open.push(character);
      position += 1;
      expected = character === "{" ? "key or }" : "value or ]";
    } else {
      const end = match(SCALAR, text, position);
      if (end === null) return position;
      position = end;
      expected = ", or end";
    }
  }
}

/** Where the pattern ends when it stands at the position, else `null`. */
function match(pattern: RegExp, text: string, position: number): number | null {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Offset after the closing quote; where there is none, of the first character that may not be in a string. */
function endOfString(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  let position = start + 1;
  while (position < text.length) {
    if (text[position] === '"') return { end: position + 1, closed: true };
    const next = text[position] === "\\" ? match(ESCAPE, text, position) : position + 1;
    if (next === null || text.charCodeAt(position) < 0x20) break;
    position = next;
  }
  return { end: position, closed: false };
}
