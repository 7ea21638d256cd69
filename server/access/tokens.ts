import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The form of a link's token, and of a session's: 256 random bits in base64url. */
const TOKEN_PATTERN = /^[\w-]{43}$/;

/** A secret that nobody can guess: 256 random bits. It is told once and kept only as {@link hashToken} has it. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function isToken(text: string): boolean {
  return TOKEN_PATTERN.test(text);
}

/** SHA-256 in hexadecimal. A hash without salt is enough: the secret is random, there is no dictionary of it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two secrets are the same, in a time that depends on neither: what is compared are their hashes, of one length. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
