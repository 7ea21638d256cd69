import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "../../src/study/decode-text.js";

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

test("UTF-8 is decoded, its byte order mark dropped", () => {
  expect(decodeText(utf8("é;日;😀"))).toBe("é;日;😀");
  expect(decodeText(utf8("\uFEFFa"))).toBe("a");
  expect(decodeText(bytes())).toBe("");
});

test("Latin-1 is refused with the byte, its offset and its line", () => {
  const latin1 = bytes(...[...";Énergie\nÉnergie;0"].map((character) => character.charCodeAt(0)));
  expect(() => decodeText(latin1, "m.csv")).toThrow(
    /^m\.csv: expected text in UTF-8.*byte 0xC9 at offset 1, line 1: probably Latin-1/,
  );
  expect(() => decodeText(bytes(0x61, 0x0a, 0x62, 0xe9))).toThrow("0xE9 at offset 3, line 2");
});

test("UTF-16 is refused, with its mark or without", () => {
  expect(() => decodeText(bytes(0xff, 0xfe, 0x61, 0))).toThrow("UTF-16");
  expect(() => decodeText(bytes(0xfe, 0xff, 0, 0x61))).toThrow("UTF-16");
  expect(() => decodeText(bytes(0x61, 0, 0x62, 0))).toThrow("a NUL at offset 1");
});

test("a workbook under another name is called one", () => {
  expect(() => decodeText(bytes(0x50, 0x4b, 3, 4, 0))).toThrow(".xlsx workbook");
});

test("the offset is that of the first byte in no character", () => {
  const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\0") && !value.startsWith("\uFEFF"));
  fc.assert(
    fc.property(text, text, fc.constantFrom(0xff, 0xc0, 0x80, 0xe9), (before, after, fault) => {
      const start = utf8(before);
      fc.pre(!(start[0] === 0x50 && start[1] === 0x4b));
      const rest = utf8(` ${after}`);
      expect(() => decodeText(Uint8Array.from([0x20, ...start, fault, ...rest]))).toThrow(
        `at offset ${start.length + 1},`,
      );
    }),
  );
});
