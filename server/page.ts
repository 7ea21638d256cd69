import { describeValue, type Issue, OptionsError } from "../src/index.js";
import { queryText } from "./query-options.js";

/** Which part of a list is asked for. */
export interface Page {
  /** What the last entry of the page before is known by; null for the first page. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface PageRange {
  /** How many texts a cursor holds. */
  readonly parts: number;
  /** Entries of a page where the caller does not say. */
  readonly usual: number;
  readonly most: number;
}

/** Reads `cursor` and `limit` of a query, the only options it may have but for `others`. Throws OptionsError with every issue. */
export function pageOf(query: unknown, { parts, usual, most }: PageRange, others: readonly string[] = []): Page {
  const known = ["cursor", "limit", ...others];
  const issues: Issue[] = Object.keys(query as object)
    .filter((name) => !known.includes(name))
    .map((path) => ({ path, expected: `no option of this name (known: ${known.join(", ")})`, received: "one" }));
  const [cursor, limitText] = [queryText(query, "cursor"), queryText(query, "limit")];
  const limit = limitText === undefined ? usual : /^\d{1,9}$/.test(limitText) ? Number(limitText) : 0;
  if (limit < 1 || limit > most) {
    issues.push({ path: "limit", expected: `an integer from 1 to ${most}`, received: describeValue(limitText) });
  }
  const after = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && after?.length !== parts) {
    issues.push({ path: "cursor", expected: "the next of a page", received: describeValue(cursor) });
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return { after, limit };
}

/** The cursor of what comes after an entry. */
export function cursorAfter(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

function readCursor(cursor: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const isCursor = Array.isArray(parts) && parts.every((part) => typeof part === "string" && !part.includes("\0"));
    return isCursor ? parts : null;
  } catch {
    return null;
  }
}
