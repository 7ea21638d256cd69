import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { MotriceError, OptionsError } from "../../src/errors.js";
import { svgToPng } from "../../src/node/png.js";
import { plot } from "../../src/plots/plots.js";
import { shippedStudy } from "../shipped-study.js";

const TEXT = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60"><text x="10" y="40" font-size="30" font-family="Liberation Sans, Arial" fill="${fill}">Dépendance →</text></svg>`;

const sizeOf = (png: Uint8Array) => [
  new DataView(png.buffer, png.byteOffset).getUint32(16),
  new DataView(png.buffer, png.byteOffset).getUint32(20),
];

test("text leaves ink on the PNG, which it does not without fonts", () => {
  const written = svgToPng(TEXT("#000000"));
  const unwritten = svgToPng(TEXT("#ffffff"));
  expect(written.length).toBeGreaterThan(unwritten.length + 1000);
  const fontless = new Resvg(TEXT("#000000"), {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: 2 },
    font: { loadSystemFonts: false },
  });
  expect(fontless.render().asPng().length).toBeLessThan(written.length - 1000);
});

test("a PNG has the size of its SVG times the scale, 2 by default", () => {
  expect(sizeOf(svgToPng(TEXT("#000000")))).toEqual([600, 120]);
  expect(sizeOf(svgToPng(TEXT("#000000"), { scale: 0.5 }))).toEqual([150, 30]);
});

test("the same picture gives the same bytes", async () => {
  const study = await shippedStudy();
  const svg = plot("map-direct", { study, analysis: analyze(study) });
  expect(Buffer.from(svgToPng(svg, { scale: 1 })).equals(Buffer.from(svgToPng(svg, { scale: 1 })))).toBe(true);
  expect(sizeOf(svgToPng(svg, { scale: 1 }))).toEqual([1080, 820]);
});

test("bad options and what is no SVG are refused", () => {
  expect(() => svgToPng(TEXT("#000000"), { scale: 40 })).toThrow(OptionsError);
  expect(() => svgToPng(TEXT("#000000"), { size: 4 } as never)).toThrow(
    /size: expected no option of this name \(known: scale\), received 4/,
  );
  expect(() => svgToPng(TEXT("#000000"), { scale: "2" } as never)).toThrow(
    /scale: expected a number from 0.1 to 4, received "2"/,
  );
  expect(() => svgToPng("<svg")).toThrow(MotriceError);
});
