import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { MotriceError } from "../errors.js";
import { completeOptions, type Rules } from "../options.js";
import { isInFont } from "../plots/drawing/text-width.js";

export interface PngOptions {
  /** Pixels per unit of the SVG, from 0.1 to 4. @default 2 */
  readonly scale?: number;
}

const RULES: Rules<PngOptions> = {
  scale: {
    expected: "a number from 0.1 to 4",
    test: (value) => typeof value === "number" && value >= 0.1 && value <= 4,
  },
};

/** Largest picture drawn, in pixels: 10 000 × 10 000 would need 400 MB. */
const MAX_PIXELS = 50_000_000;

const FACES = ["Regular", "Bold", "Italic", "BoldItalic"];

let fontFiles: readonly string[] | null = null;

/** The shipped fonts: beside this file in the sources, beside the bundle or above its chunks in `dist/`. */
function findFonts(): readonly string[] {
  for (const folder of ["./fonts/", "../fonts/"]) {
    const files = FACES.map((face) => fileURLToPath(new URL(`${folder}LiberationSans-${face}.ttf`, import.meta.url)));
    if (files.every((file) => existsSync(file))) return files;
  }
  throw new MotriceError("output-failed", "the fonts shipped with Motrice are missing: pictures would lose all text");
}

/**
 * Draws an SVG picture as PNG with the shipped Liberation Sans. The fonts of the system are asked only for
 * characters that Liberation Sans lacks (Chinese, emoji …), so that all other pictures are the same on every machine.
 *
 * Throws {@link OptionsError} for a scale out of range, {@link MotriceError} `output-failed` when the SVG cannot be drawn.
 *
 * @example
 * svgToPng(plot("map-direct", { study, analysis }), { scale: 1 })[0]; // 137
 */
export function svgToPng(svg: string, options: PngOptions = {}): Uint8Array {
  const { scale } = completeOptions<PngOptions>({ scale: 2 }, RULES, options);
  fontFiles ??= findFonts();
  try {
    const drawing = new Resvg(svg, {
      fitTo: { mode: "zoom", value: Math.min(scale, largestScale(svg)) },
      font: {
        fontFiles: [...fontFiles],
        loadSystemFonts: !isInFont(svg),
        defaultFontFamily: "Liberation Sans",
        sansSerifFamily: "Liberation Sans",
      },
      background: "#ffffff",
    });
    return drawing.render().asPng();
  } catch (error) {
    throw new MotriceError("output-failed", "the picture cannot be drawn as PNG", [], error);
  }
}

function largestScale(svg: string): number {
  const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  return size === null ? 4 : Math.sqrt(MAX_PIXELS / (Number(size[1]) * Number(size[2])));
}
