import { expect, test } from "vitest";
import { detectSeparator } from "../../src/study/csv-separator.js";

test.each([
  [";", ';"a,b,c,d";"e,f"\n"a,b,c,d";0;1'],
  [",", ',"a;b";"c;d;e"\n"a;b",0,1'],
  ["\t", "\ta, b\tc; d\na, b\t0\t1\nc; d\t1\t0"],
  [";", ";a,b,c,d;e\na,b,c,d;0;1\ne;1;0"],
  [";", '\n\n;"a\nb,c";d\n"a\nb,c";0;1'],
  [",", "from,to,value\na,b,1"],
  [",", "nothing"],
  [",", ""],
])("%j separates the fields of %j", (separator, text) => {
  expect(detectSeparator(text)).toBe(separator);
});
