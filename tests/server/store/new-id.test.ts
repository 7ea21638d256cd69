import { expect, test } from "vitest";
import { newId } from "../../../server/store/new-id.js";

test("ids have no sign that a command line or a spreadsheet would read as more than text, and none comes twice", () => {
  const ids = Array.from({ length: 2000 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(ids.length);
});
