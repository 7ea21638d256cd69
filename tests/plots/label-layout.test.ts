import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { type Box, boxContains, boxesOverlap } from "../../src/plots/drawing/geometry.js";
import { textWidth } from "../../src/plots/drawing/text-width.js";
import { layoutGraphPicture } from "../../src/plots/graph/graph-picture-layout.js";
import { placeLabels } from "../../src/plots/labels/label-placement.js";
import { labelScatter, type ScatterLabels } from "../../src/plots/labels/scatter-labels.js";
import { layoutDisplacement } from "../../src/plots/maps/displacement-map.js";
import { layoutMap } from "../../src/plots/maps/influence-dependence-map.js";
import { layoutRanks } from "../../src/plots/ranks/rank-layout.js";
import type { Study } from "../../src/study/study.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, seededStudy } from "./plot-studies.js";

const FRAME = { x: 0, y: 0, width: 970, height: 640 };

interface Drawn {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly radius: number;
  readonly bounds: Box;
  readonly taken: readonly Box[];
  readonly labels: ScatterLabels;
}

/** The laws of every label: inside, off every marker, quadrant name and other label, wide enough for its text, one for each variable. */
function expectLegible({ points, radius, bounds, taken, labels }: Drawn): void {
  const faults: string[] = [];
  const boxes = labels.labels.map(({ box }) => box);
  boxes.forEach((box, index) => {
    if (!boxContains(bounds, box)) faults.push(`label ${index} leaves the frame`);
    boxes.slice(index + 1).forEach((other, after) => {
      if (boxesOverlap(box, other)) faults.push(`labels ${index} and ${index + 1 + after} overlap`);
    });
    for (const { x, y } of points) {
      const marker = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      if (boxesOverlap(box, marker)) faults.push(`label ${index} covers the marker at ${x}, ${y}`);
    }
    for (const name of taken) if (boxesOverlap(box, name)) faults.push(`label ${index} covers the name of a quadrant`);
  });
  labels.labels.forEach(({ box, lines }, index) => {
    const widest = Math.max(...lines.map((line) => textWidth(line, labels.size)));
    if (widest > box.width + 1e-9) faults.push(`the text of label ${index} is wider than its box`);
  });
  expect(faults).toEqual([]);
  const named = labels.labels.flatMap(({ members }) => members);
  expect([...named, ...labels.unlabelled].sort((a, b) => a - b)).toEqual(points.map((_, index) => index));
}

function mapOf(
  study: Study,
  plane: "direct" | "indirect" | "potentialDirect" | "potentialIndirect",
  lang: "fr" | "en",
): Drawn | null {
  const analysis = analyze(study, { maxPower: 12, loopLength: 2 });
  if (analysis[plane] === null || analysis[plane].classes.every((name) => name === null)) return null;
  const { plane: drawn, ...layout } = layoutMap({ study, analysis }, plane, {}, lang);
  return { ...layout, bounds: drawn.plot, taken: drawn.quadrantNames.map(({ box }) => box) };
}

test("on the shipped study no label is hidden, shortened or covered: every plane, displacement and graph, in both languages", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study);
  for (const lang of ["fr", "en"] as const) {
    for (const plane of ["direct", "indirect", "potentialDirect", "potentialIndirect"] as const) {
      const drawn = mapOf(study, plane, lang)!;
      expectLegible(drawn);
      expect(drawn.labels).toMatchObject({ style: "long", size: 13, unlabelled: [] });
    }
    const { plane, ...moved } = layoutDisplacement({ study, analysis }, {}, lang);
    expectLegible({ ...moved, bounds: plane.plot, taken: plane.quadrantNames.map(({ box }) => box) });
    expect(moved.labels).toMatchObject({ style: "long", unlabelled: [] });
    for (const percent of [5, 10, 25, 50, 75, 100]) {
      const graph = layoutGraphPicture({ study, analysis }, { percent }, lang);
      expectLegible({ ...graph, bounds: { x: 24, y: 0, width: 1032, height: graph.bottom }, taken: [] });
      expect(graph.labels).toMatchObject({ style: "long", unlabelled: [] });
    }
  }
});

for (const [name, study] of Object.entries(EDGE_STUDIES)) {
  test(`labels stay legible: ${name}`, () => {
    const analysis = analyze(study);
    for (const plane of ["direct", "indirect"] as const) {
      const drawn = mapOf(study, plane, "en");
      if (drawn === null) continue;
      expectLegible(drawn);
      expect(drawn.labels.unlabelled).toEqual([]);
    }
    for (const width of [1032, 640, 432]) {
      const area = { x: 24, y: 60, width, height: 700 };
      const { panels, bottom } = layoutRanks({ study, analysis }, area, "en", "auto");
      const columns = panels.flatMap((panel) => panel.columns.map(({ labels }) => ({ panel, labels })));
      for (const { panel, labels } of columns) {
        labels.forEach(({ box }, index) => {
          if (index > 0) expect(boxesOverlap(box, labels[index - 1]!.box)).toBe(false);
          expect(box.y).toBeGreaterThanOrEqual(panel.top - 1e-6);
          expect(box.y + box.height).toBeLessThanOrEqual(panel.bottom + 1e-6);
          expect(box.x).toBeGreaterThanOrEqual(area.x - 1e-6);
          expect(box.x + box.width).toBeLessThanOrEqual(area.x + width + 1e-6);
        });
      }
      const [first, second] = panels.map(({ columns: [left, right] }) => ({
        left: left.labels[0]?.box.x ?? 0,
        right: (right.labels[0]?.box.x ?? 0) + (right.labels[0]?.box.width ?? 0),
      }));
      expect(panels[1]!.y >= panels[0]!.bottom || second!.left >= first!.right).toBe(true);
      expect(bottom).toBe(Math.max(...panels.map((panel) => panel.bottom)));
    }
  });
}

test("labels never overlap a label or a marker and stay inside, for 1 to 100 markers anywhere", () => {
  const markers = fc.array(
    fc.record({ x: fc.double({ min: 12, max: 958, noNaN: true }), y: fc.double({ min: 12, max: 628, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 100,
      size: "max",
    },
  );
  fc.assert(
    fc.property(markers, (points) => {
      const names = points.map((_, i) => ({
        code: `V${i + 1}`,
        long: `Variable with a name ${i + 1}`,
        short: `Var. ${i + 1}`,
      }));
      const labels = labelScatter({ points, names, radius: 5, bounds: FRAME, taken: [], lines: [] }, "auto");
      expectLegible({ points, radius: 5, bounds: FRAME, taken: [], labels });
    }),
    { numRuns: 12 },
  );
});

test("80 to 100 variables all carry a label", () => {
  for (const [size, seed] of [
    [80, 3],
    [80, 4],
    [100, 5],
  ] as const) {
    expect(mapOf(seededStudy(size, seed), "direct", "en")!.labels.unlabelled).toEqual([]);
    expect(mapOf(seededStudy(size, seed), "indirect", "en")!.labels.unlabelled).toEqual([]);
  }
});

test("a label with free room stands right of its marker, without a leader", () => {
  const variants = [{ lines: ["Climate"], width: 50, height: 15, cost: 0 }];
  const { labels } = placeLabels({
    requests: [{ x: 100, y: 100, radius: 7, variants }],
    bounds: FRAME,
    markers: [{ x: 93, y: 93, width: 14, height: 14 }],
    taken: [],
    lines: [],
  });
  expect(labels[0]).toMatchObject({ box: { x: 110, y: 92.5, width: 50, height: 15 }, anchor: "start", leader: null });
});

test("a label that finds no room is left out rather than laid over another", () => {
  const variants = [{ lines: ["x"], width: 60, height: 20, cost: 0 }];
  const request = (x: number) => ({ x, y: 20, radius: 2, variants });
  const { labels } = placeLabels({
    requests: [request(34), request(38)],
    bounds: { x: 0, y: 0, width: 66, height: 46 },
    markers: [],
    taken: [{ x: 0, y: 0, width: 66, height: 18 }],
    lines: [],
  });
  expect(labels.filter((label) => label !== null)).toHaveLength(1);
});
