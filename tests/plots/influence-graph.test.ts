import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { chooseBends, curvePoints, distanceToCurve, trimmed } from "../../src/plots/graph/edge-bends.js";
import { layoutGraphPicture } from "../../src/plots/graph/graph-picture-layout.js";
import { plot } from "../../src/plots/plots.js";
import { shippedStudy } from "../shipped-study.js";
import { plotStudy } from "./plot-studies.js";

const study = await shippedStudy();
const input = { study, analysis: analyze(study) };
const FRAME = { x: 0, y: 0, width: 400, height: 400 };

for (const lang of ["fr", "en"] as const) {
  test(`in the graph of the shipped study in ${lang} no arrow crosses a third marker, and none starts or ends at a label`, () => {
    for (const options of [{}, { width: 900, height: 720 }]) {
      const { influences, linked, points, radius, bends, labels } = layoutGraphPicture(input, options, lang);
      const placeOf = new Map(linked.map((index, position) => [index, points[position]!]));
      const faults: string[] = [];
      influences.forEach(({ from, to }, index) => {
        const curve = curvePoints(trimmed(placeOf.get(from)!, placeOf.get(to)!, radius), bends[index]!, 60);
        const named = `${study.variables[from]!.id} → ${study.variables[to]!.id}`;
        for (const [other, place] of placeOf) {
          if (other === from || other === to || distanceToCurve(place, curve) > radius + 2) continue;
          faults.push(`${named} crosses ${study.variables[other]!.id}`);
        }
        for (const { box } of labels.labels) {
          const under = curve.filter(
            ({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
          );
          if (under.length > 0) faults.push(`${named} runs under a label`);
        }
      });
      expect(faults).toEqual([]);
    }
  });
}

test("an arrow bends round a marker in its way, and two opposite arrows lie apart", () => {
  const points = [
    { x: 50, y: 200 },
    { x: 350, y: 200 },
    { x: 200, y: 213 },
  ];
  const scene = { points, radius: 8, bounds: FRAME, labels: [] };
  const links = [
    { source: 0, target: 1 },
    { source: 1, target: 0 },
  ];
  const bends = chooseBends({ ...scene, links });
  const curves = links.map(({ source, target }, index) =>
    curvePoints(trimmed(points[source]!, points[target]!, 8), bends[index]!, 40),
  );
  for (const curve of curves) expect(distanceToCurve(points[2]!, curve)).toBeGreaterThan(8 + 3);
  expect(distanceToCurve(curves[0]![20]!, curves[1]!)).toBeGreaterThan(8);
});

test("an arrow bends round a label", () => {
  const points = [
    { x: 50, y: 200 },
    { x: 350, y: 200 },
  ];
  const links = [{ source: 0, target: 1 }];
  const scene = { points, radius: 8, bounds: FRAME, links };
  const [free] = chooseBends({ ...scene, labels: [] });
  const middle = curvePoints(trimmed(points[0]!, points[1]!, 8), free!, 2)[1]!;
  const label = { x: middle.x - 20, y: middle.y - 8, width: 40, height: 16 };
  const [bent] = chooseBends({ ...scene, labels: [label] });
  for (const { x, y } of curvePoints(trimmed(points[0]!, points[1]!, 8), bent!, 40)) {
    expect(x > label.x && x < label.x + label.width && y > label.y && y < label.y + label.height).toBe(false);
  }
});

test("the title says which share is kept where influences tie at the cut", () => {
  const title = (svg: string) => /<title>([^<]+)<\/title>/.exec(svg)![1];
  expect(title(plot("graph", input, { lang: "en" }))).toContain("the strongest 10 % of influences (13.5 % with ties)");
  expect(title(plot("graph", input, { lang: "fr" }))).toContain("(13,5 % avec les ex æquo)");
  expect(plot("graph", input, { lang: "en" })).toContain("28 of 208 influences");
  expect(title(plot("graph", input, { lang: "en", percent: 100 }))).not.toContain("ties");
  const flat = plotStudy(["a", "b", "c", "d"], () => 2);
  const drawn = plot("graph", { study: flat, analysis: analyze(flat) }, { lang: "en" });
  expect(title(drawn)).toContain("the strongest 10 % of influences (100 % with ties)");
  const varied = plotStudy(["a", "b", "c", "d", "e"], (from, to) => 1 + from + 5 * to);
  expect(title(plot("graph", { study: varied, analysis: analyze(varied) }, { lang: "en" }))).not.toContain("ties");
});
