import { createHash } from "node:crypto";

/** The tags of renderings that are remembered: bytes that nobody changes. */
const tags = new WeakMap<Uint8Array, string>();

/** A strong entity tag: the same bytes have the same one, other bytes another one (162 bits of SHA-256). */
export function entityTag(body: string | Uint8Array): string {
  const known = typeof body === "string" ? undefined : tags.get(body);
  if (known !== undefined) return known;
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  if (typeof body !== "string") tags.set(body, tag);
  return tag;
}

/** Whether an If-None-Match header names the tag, compared weakly as RFC 9110, section 13.1.2 has it. */
export function matchesEntityTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.match(/"[^"]*"/g)?.includes(tag) ?? false;
}
