import { expect, test } from "vitest";
import { type Box, boxContains, boxesOverlap } from "../../src/plots/drawing/geometry.js";
import { textWidth } from "../../src/plots/drawing/text-width.js";
import { variableNames } from "../../src/plots/labels/variable-names.js";
import { layoutSensitivityMap } from "../../src/plots/maps/sensitivity-map.js";
import { layoutPairs, pairsToldApart } from "../../src/plots/ranks/pair-probabilities.js";
import { layoutRankIntervals } from "../../src/plots/ranks/rank-interval-layout.js";
import { layoutMembership } from "../../src/plots/sensitivity/membership-layout.js";
import type { SensitivityPlotInput } from "../../src/plots/sensitivity-plot-options.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, seededStudy } from "./plot-studies.js";
import { batchOf } from "./sensitivity-studies.js";

const AREA = { x: 24, y: 60, width: 1032, height: 0 };

const perturbation = { kind: "step", probability: 0.4 } as const;
const inputs: Readonly<Record<string, SensitivityPlotInput>> = {
  shipped: await batchOf(await shippedStudy(), { perturbation }),
  two: await batchOf(EDGE_STUDIES["two variables"]!, { perturbation }),
  "on one spot": await batchOf(EDGE_STUDIES["a cycle: all on one spot"]!, { perturbation }),
  "long labels": await batchOf(EDGE_STUDIES["labels of 200 characters"]!, { perturbation }),
  "hostile labels": await batchOf(EDGE_STUDIES["hostile labels"]!, { perturbation }),
  "80": await batchOf(seededStudy(80, 2), { perturbation }),
};
const cases = Object.keys(inputs).flatMap((key) =>
  (["direct", "indirect"] as const).map((plane) => [key, plane] as const),
);

test.each(cases)("bars stand in the frame, one above the other, filled from end to end: %s, %s", (key, plane) => {
  const input = inputs[key]!;
  if (input.sensitivity[plane].membership === null) return;
  const names = variableNames(input.study, "fr");
  const { groups, bars, labelSize } = layoutMembership(input, plane, names, AREA, "auto");
  const rows = groups.flatMap((group) => group.rows);
  expect(rows.map(({ index }) => index).sort((a, b) => a - b)).toEqual(names.map((_, i) => i));
  rows.forEach(({ bar, label, segments }, at) => {
    expect(boxContains(bars, bar)).toBe(true);
    if (at > 0) expect(bar.y).toBeGreaterThanOrEqual(rows[at - 1]!.bar.y + rows[at - 1]!.bar.height);
    expect(bar.x - 8 - textWidth(label, labelSize)).toBeGreaterThanOrEqual(AREA.x - 1e-9);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    segments.forEach(({ box }, part) => {
      const before = part === 0 ? bar.x : segments[part - 1]!.box.x + segments[part - 1]!.box.width;
      expect(box.x).toBeCloseTo(before, 9);
    });
  });
  for (const { rows: own } of groups) {
    const kept = own.map(({ segments }) => segments[0]?.share ?? 0);
    if (own[0]!.segments[0]!.name === groups[0]!.name) expect([...kept].sort((a, b) => b - a)).toEqual(kept);
  }
});

test.each(cases)("on the map labels cover no mark and no other label, and stay inside: %s, %s", (key, plane) => {
  const input = inputs[key]!;
  if (input.sensitivity.baseline[plane].classes.every((name) => name === null)) return;
  const { labels, points, radius, bounds, plane: drawn, regions } = layoutSensitivityMap(input, { plane }, "en");
  const boxes = labels.labels.map(({ box }) => box);
  const faults: string[] = [];
  boxes.forEach((box, i) => {
    if (!boxContains(bounds, box)) faults.push(`label ${i} leaves the frame`);
    boxes.slice(i + 1).forEach((other) => {
      if (boxesOverlap(box, other)) faults.push(`label ${i} overlaps another`);
    });
    for (const { x, y } of points) {
      const mark: Box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      if (boxesOverlap(box, mark)) faults.push(`label ${i} covers the mark at ${x}, ${y}`);
    }
  });
  expect(faults).toEqual([]);
  const { plot } = drawn;
  regions.forEach(({ x, y, left, right, up, down }) => {
    const box = { x: x - left, y: y - up, width: left + right, height: up + down };
    expect(boxContains({ x: plot.x, y: plot.y, width: plot.width, height: plot.height }, box)).toBe(true);
  });
  const named = labels.labels.flatMap(({ members }) => members);
  expect([...named, ...labels.unlabelled].sort((a, b) => a - b)).toEqual(points.map((_, i) => i));
});

test("a mark lies on the side of the lines its class says", () => {
  for (const plane of ["direct", "indirect"] as const) {
    const input = inputs["shipped"]!;
    const { points, plane: drawn } = layoutSensitivityMap(input, { plane }, "en");
    const [vertical, horizontal] = drawn.quadrants.thresholdLines;
    input.sensitivity.baseline[plane].classes.forEach((name, i) => {
      expect(points[i]!.x > vertical!.x1).toBe(name === "relay" || name === "dependent");
      expect(points[i]!.y < horizontal!.y1).toBe(name === "relay" || name === "motor");
    });
  }
});

test.each(cases)("rank intervals are in order and inside their panels, which stand apart: %s, %s", (key, plane) => {
  const input = inputs[key]!;
  const names = variableNames(input.study, "en");
  const { panels, rowHeight, bottom } = layoutRankIntervals(input, plane, names, AREA, "auto");
  expect(boxesOverlap(panels[0]!.box, panels[1]!.box)).toBe(false);
  for (const { rows, plot, box } of panels) {
    expect(boxContains({ ...AREA, height: bottom - AREA.y }, box)).toBe(true);
    rows.forEach((row, at) => {
      const places = [plot.x, row.minimum, row.p5, row.median, row.p95, row.maximum, plot.x + plot.width];
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(row.baseline).toBeGreaterThanOrEqual(plot.x);
      expect(row.baseline).toBeLessThanOrEqual(plot.x + plot.width);
      if (at > 0) expect(row.y - rows[at - 1]!.y).toBeCloseTo(rowHeight, 9);
      if (at > 0) expect(row.median).toBeGreaterThanOrEqual(rows[at - 1]!.median);
    });
  }
});

test.each(cases)("the squares of pairs and their labels stay in the frame: %s, %s", (key, plane) => {
  const input = inputs[key]!;
  const names = variableNames(input.study, "en");
  const { influenceRank } = input.sensitivity[plane];
  const baseline = input.sensitivity.baseline[plane].influenceRank;
  const { cells, rows, labelSize, order, every, cell } = layoutPairs(influenceRank, baseline, names, AREA);
  expect(cells.x + cells.width).toBeLessThanOrEqual(AREA.x + AREA.width + 1e-9);
  for (const text of rows) expect(cells.x - 6 - textWidth(text, labelSize)).toBeGreaterThanOrEqual(AREA.x - 1e-9);
  expect([...order].sort((a, b) => a - b)).toEqual(names.map((_, i) => i));
  expect(every * cell).toBeGreaterThanOrEqual(labelSize);
});

test("pairs are told apart where one of the two is above the other in 95 %", () => {
  const above = [
    [0, 0.95, 0.94],
    [0.05, 0, 0],
    [0.06, 1, 0],
  ];
  expect(pairsToldApart(above)).toEqual({ settled: 2, all: 3 });
});
