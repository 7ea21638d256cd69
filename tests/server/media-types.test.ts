import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseLanguage, chooseMediaType } from "../../server/media-types.js";

const OFFERED = ["application/json", "text/csv", "text/html"] as const;

test.each([
  [undefined, "application/json"],
  ["", "application/json"],
  ["*/*", "application/json"],
  ["text/*", "text/csv"],
  ["text/html", "text/html"],
  ["TEXT/HTML", "text/html"],
  ["text/html;level=1", "text/html"],
  ["text/csv;q=0.5, text/html;q=0.7", "text/html"],
  ["text/html;q=0.5, */*;q=0.1", "text/html"],
  ["text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", "text/html"],
  ["application/json;q=0, */*", "text/csv"],
  ["application/json;q=0", null],
  ["image/png", null],
  ["application/json;q=2", null],
  ["application/json;q=abc", null],
  ["nonsense", null],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
])("Accept %j chooses %j", (accept, expected) => {
  expect(chooseMediaType(accept, OFFERED)).toBe(expected);
});

test.each([
  [undefined, "fr"],
  ["", "fr"],
  ["en", "en"],
  ["en-US,en;q=0.9,fr;q=0.8", "en"],
  ["fr-CA", "fr"],
  ["de", "fr"],
  ["de, en;q=0.2", "en"],
  ["*", "fr"],
  ["en;q=0", "fr"],
])("Accept-Language %j chooses %j", (header, expected) => {
  expect(chooseLanguage(header, ["fr", "en"])).toBe(expected);
});

test("any header gives one on offer or nothing", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (header) => {
      expect([...OFFERED, null]).toContain(chooseMediaType(header, OFFERED));
      expect(["fr", "en"]).toContain(chooseLanguage(header, ["fr", "en"]));
    }),
  );
});
