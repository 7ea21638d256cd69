import type { Language } from "../language/text.js";
import type { Study } from "../study/study.js";
import type { Segment } from "./geometry.js";
import { type FrameTexts } from "./picture-frame.js";
import type { PlotInput, PlotOptions } from "./plot-options.js";
import { type ScatterLabels } from "./scatter-labels.js";

/** An influence on the picture; `from` and `to` are positions in the study. */
interface DrawnInfluence {
  readonly from: number;
  readonly to: number;
  /** 0 for a P. */
  readonly strength: number;
  readonly potential: boolean;
}
export interface GraphPicture {
  readonly texts: FrameTexts;
  /** Strongest first. */
  readonly influences: readonly DrawnInfluence[];
  /** Variables with a drawn influence, and where they stand. */
  readonly linked: readonly number[];
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
  }[];
  readonly isolated: readonly number[];
  readonly radius: number;
  readonly labels: ScatterLabels;
  readonly bottom: number;
}
/** Most arrows drawn: more is a black disc. */
export declare const MOST_ARROWS = 1500;
export declare const BEND = 0.09;
/** The influences shown, strongest first, and how many there are in all. */
export declare function chooseInfluences(
  study: Study,
  { percent, minStrength }: PlotOptions,
): {
  readonly influences: readonly DrawnInfluence[];
  readonly total: number;
  readonly ties: boolean;
};
/** Where nodes and labels stand. */
export declare function layoutGraphPicture(input: PlotInput, options: PlotOptions, lang: Language): GraphPicture;
/** The straight line between two nodes, cut back to the edges of their marks. */
export declare function trimmed(
  a: {
    x: number;
    y: number;
  },
  b: {
    x: number;
    y: number;
  },
  radius: number,
): Segment;
