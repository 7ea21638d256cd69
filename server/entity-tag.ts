import { createHash } from "node:crypto";

/** A strong entity tag: the same bytes have the same one, other bytes another one (162 bits of SHA-256). */
export function entityTag(body: string | Uint8Array): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

/** Whether an If-None-Match header names the tag, compared weakly as RFC 9110, section 13.1.2 has it. */
export function matchesEntityTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.match(/"[^"]*"/g)?.includes(tag) ?? false;
}
