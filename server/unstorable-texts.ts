import { describeValue, type Issue } from "../src/index.js";

/** NUL, which PostgreSQL does not hold, and halves of characters, which UTF-8 does not hold. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Most issues of one value. */
const MAX_ISSUES = 1000;

/**
 * Every text in a value, names of members included, that no database holds, by its place below `root`. Cost: O(size), at any depth.
 *
 * @example
 * unstorableTexts({ title: "a\0b" }, ""); // [{ path: "/title", expected: "a text without NUL and lone surrogates", received: '"a\\u0000b"' }]
 */
export function unstorableTexts(value: unknown, root: string): Issue[] {
  const issues: Issue[] = [];
  const open: { readonly value: unknown; readonly path: string }[] = [{ value, path: root }];
  const refuse = (text: string, path: string) =>
    issues.push({ path, expected: "a text without NUL and lone surrogates", received: describeText(text) });
  while (open.length > 0 && issues.length < MAX_ISSUES) {
    const { value: next, path } = open.pop()!;
    if (typeof next === "string" && UNSTORABLE.test(next)) refuse(next, path);
    if (next === null || typeof next !== "object") continue;
    const members: typeof open = [];
    for (const [name, member] of Object.entries(next)) {
      if (UNSTORABLE.test(name)) refuse(name, path);
      if (typeof member === "string" || (member !== null && typeof member === "object")) {
        members.push({ value: member, path: `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` });
      }
    }
    for (const member of members.reverse()) open.push(member);
  }
  return issues;
}

/** With the offending characters escaped: they must not come back in the answer. */
function describeText(text: string): string {
  return describeValue(text).replace(
    /[\0\p{Surrogate}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
