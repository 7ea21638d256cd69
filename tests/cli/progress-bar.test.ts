import { expect, test } from "vitest";
import { progressLine } from "../../src/cli/progress-bar.js";

test("the line tells part, counts and time left", () => {
  const line = progressLine(300_000, 1_000_000, 3000, 120);
  expect(line).toBe(`${"━".repeat(9)}${"─".repeat(21)}  30 %  300,000 of 1,000,000  7 s left`);
});

test("the line is never wider than the terminal, and has no time left where nothing is known of it", () => {
  for (const columns of [0, 1, 10, 80]) {
    expect(progressLine(1, 1e15, 1e6, columns).length).toBeLessThanOrEqual(Math.max(0, columns - 1));
  }
  expect(progressLine(0, 10, 5000, 80)).toBe(`${"─".repeat(30)}   0 %  0 of 10`);
  expect(progressLine(0, 0, 0, 80)).toContain("0 %");
});
