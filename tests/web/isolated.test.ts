import { expect, test } from "vitest";
import { isolated } from "../../web/language/isolated.js";

test("a name from right to left is set apart from the sentence around it, another stays as it is", () => {
  for (const name of ["قطار", "V04 קטר", "سفر 2"]) expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  for (const name of ["V01 Oil price", "Énergie", "市場", "🚆"]) expect(isolated(name)).toBe(name);
});
