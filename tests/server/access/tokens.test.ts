import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { hashToken, isToken, newToken, sameSecret } from "../../../server/access/tokens.js";
import { buildWorkshop } from "../workshop-app.js";

const compared = vi.hoisted(() => [] as number[]);

// The comparison itself, which also tells that it was used and on how many bytes.
vi.mock(import("node:crypto"), async (original) => {
  const crypto = await original();
  const timingSafeEqual: typeof crypto.timingSafeEqual = (one, other) => {
    compared.push(one.byteLength);
    return crypto.timingSafeEqual(one, other);
  };
  return { ...crypto, timingSafeEqual };
});

afterEach(() => {
  compared.length = 0;
});

test("a token is 256 random bits in 43 letters, another one each time, and is kept as its SHA-256", () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) {
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(isToken(token)).toBe(true);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
  }
  expect(hashToken(tokens[0]!)).toBe(createHash("sha256").update(Buffer.from(tokens[0]!)).digest("hex"));
  const ones = tokens.map((token) => [...Buffer.from(token, "base64url")].map((byte) => byte.toString(2)).join(""));
  const share = ones.join("").replaceAll("0", "").length / (1000 * 256);
  // Six standard deviations of 256 000 fair bits are 0.006.
  expect(Math.abs(share - 0.5)).toBeLessThan(0.006);
});

test("two secrets are the same where their letters are, whatever their lengths, and are compared at one length", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(sameSecret(one, other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      expect(sameSecret(one, one)).toBe(true);
    }),
  );
  expect(new Set(compared)).toEqual(new Set([32]));
});

test("an administrator's token, a link's and a link to exchange are compared in constant time", async () => {
  const adminToken = "sixteen-letters-at-least";
  const workshop = await buildWorkshop({ adminToken });
  const { study } = await workshop.create();
  const { token } = await workshop.invite(study, "expert");
  const comparisons = async (ask: () => Promise<unknown>) => {
    compared.length = 0;
    await ask();
    return compared.length;
  };
  expect(await comparisons(() => workshop.ask("GET", "/session", { token: adminToken }))).toBe(1);
  expect(await comparisons(() => workshop.ask("GET", "/session", { token: `${adminToken}x` }))).toBe(1);
  expect(await comparisons(() => workshop.ask("GET", "/session", { token }))).toBe(2);
  expect(await comparisons(() => workshop.ask("POST", "/session", { body: { token } }))).toBe(1);
  await workshop.close();
});
