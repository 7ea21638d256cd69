import { RequestProblem } from "../problems.js";

const FULL = ["SQLITE_FULL", "ENOSPC", "53100"];

/** Answers of the databases, and of the line to them, that say: not now. */
const UNAVAILABLE = [
  /^SQLITE_(BUSY|LOCKED|READONLY|IOERR|CANTOPEN|PERM)/,
  /^(08|57P|53)/,
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EROFS)$/,
];

/** Of the driver, without a code. */
const BROKEN_LINE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** A fault of the database told as a problem, or null for any other error. Nothing of a change that met it was written. */
export function storageProblem(error: unknown): RequestProblem | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { readonly code?: unknown };
  const text = typeof code === "string" ? code : "";
  if (FULL.includes(text)) {
    return new RequestProblem("storage-full", "The disk of the server is full. Nothing of this request was written.");
  }
  if (UNAVAILABLE.some((pattern) => pattern.test(text)) || BROKEN_LINE.test(error.message)) {
    const headers = { "retry-after": "2" };
    return new RequestProblem("storage-unavailable", "The studies cannot be reached for a moment. Try again.", {
      headers,
    });
  }
  return null;
}
