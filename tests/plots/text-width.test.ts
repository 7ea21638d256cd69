import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isInFont, textWidth } from "../../src/plots/drawing/text-width.js";
import { balanceText, shortenText, wrapText } from "../../src/plots/drawing/wrap-text.js";

/** Advance widths in thousandths of an em, read from a TrueType file: the second route to the embedded table. */
function advanceWidths(face: string): (codePoint: number) => number | null {
  const bytes = readFileSync(new URL(`../../src/node/fonts/LiberationSans-${face}.ttf`, import.meta.url));
  const tables = new Map<string, number>();
  for (let i = 0; i < bytes.readUInt16BE(4); i++)
    tables.set(bytes.toString("latin1", 12 + 16 * i, 16 + 16 * i), bytes.readUInt32BE(20 + 16 * i));
  const em = bytes.readUInt16BE(tables.get("head")! + 18);
  const metrics = bytes.readUInt16BE(tables.get("hhea")! + 34);
  const cmap = tables.get("cmap")!;
  const subtables = Array.from(
    { length: bytes.readUInt16BE(cmap + 2) },
    (_, i) => cmap + bytes.readUInt32BE(cmap + 8 + 8 * i),
  );
  const format4 = subtables.find((at) => bytes.readUInt16BE(at) === 4)!;
  const segments = bytes.readUInt16BE(format4 + 6) / 2;
  return (codePoint) => {
    for (let s = 0; s < segments; s++) {
      if (bytes.readUInt16BE(format4 + 14 + 2 * s) < codePoint) continue;
      const start = bytes.readUInt16BE(format4 + 16 + 2 * segments + 2 * s);
      if (start > codePoint) return null;
      const delta = bytes.readInt16BE(format4 + 16 + 4 * segments + 2 * s);
      const rangeAt = format4 + 16 + 6 * segments + 2 * s;
      const offset = bytes.readUInt16BE(rangeAt);
      const found = offset === 0 ? codePoint : bytes.readUInt16BE(rangeAt + offset + 2 * (codePoint - start));
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph === 0) return null;
      return (1000 * bytes.readUInt16BE(tables.get("hmtx")! + 4 * Math.min(glyph, metrics - 1))) / em;
    }
    return null;
  };
}

test("the embedded widths are those of the shipped fonts, rounded up", () => {
  for (const [face, weight] of [
    ["Regular", "regular"],
    ["Bold", "bold"],
  ] as const) {
    const widthOf = advanceWidths(face);
    let compared = 0;
    for (let codePoint = 0x20; codePoint < 0x2300; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (!isInFont(character) || character === "\n") continue;
      expect(textWidth(character, 1000, weight), `U+${codePoint.toString(16)}`).toBe(Math.ceil(widthOf(codePoint)!));
      compared++;
    }
    expect(compared).toBeGreaterThan(650);
  }
});

const words = fc
  .array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(" "));

test("a word is broken only where a line cannot hold it, with a hyphen between Latin letters", () => {
  expect(wrapText("Règlementations locales", 12, 70)).toEqual(["Règlementa-", "tions locales"]);
  expect(wrapText("日本語日本語日本語", 12, 50).join("")).not.toContain("-");
});

test("wrapping loses no character but blanks, adds none but hyphens, and no line is wider than asked for", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 400 }), (text, width) => {
      const lines = wrapText(text, 12, width);
      const bare = (value: string) => value.replace(/[\s\p{M}\p{Cf}-]/gu, "");
      expect(bare(lines.join(""))).toBe(bare(text));
      for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
      expect(balanceText(text, 12, width).length).toBe(lines.length);
    }),
  );
});

test("a shortened text fits and says that it is cut", () => {
  expect(shortenText("Institutional environment", 12, 90)).toMatch(/^Institutional.*…$/);
  expect(textWidth(shortenText("Institutional environment", 12, 90), 12)).toBeLessThanOrEqual(90);
  expect(shortenText("Climate", 12, 90)).toBe("Climate");
});
