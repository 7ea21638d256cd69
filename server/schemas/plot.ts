import * as Type from "typebox";
import {
  describeValue,
  isPlotName,
  PLOT_DEFAULTS,
  PLOT_NAMES,
  type PlotName,
  STRONGEST_PERCENTS,
} from "../../src/index.js";
import { RequestProblem } from "../problems.js";

/** The name of a picture in an address, checked. Throws RequestProblem `plot-unknown`. */
export function plotName(name: string): PlotName {
  if (isPlotName(name)) return name;
  throw new RequestProblem(
    "plot-unknown",
    `There is no picture ${describeValue(name)}; there are ${PLOT_NAMES.join(", ")}.`,
  );
}

export const plotNameParameter = Type.Enum([...PLOT_NAMES], { type: "string", description: "name of the picture" });

/** The options of a picture as parameters of the query. */
export const plotParameters = {
  width: Type.Optional(
    Type.Number({
      minimum: 480,
      maximum: 4000,
      description: `width in px; ${PLOT_DEFAULTS.width} by default, ${PLOT_DEFAULTS.matrixWidth} for the matrix`,
    }),
  ),
  height: Type.Optional(
    Type.Number({
      minimum: 320,
      maximum: 4000,
      description: `least height in px, not for the matrix; ${PLOT_DEFAULTS.height} by default, ${PLOT_DEFAULTS.stabilityHeight} for stability`,
    }),
  ),
  labels: Type.Optional(
    Type.Enum(["auto", "long", "short", "code"], {
      type: "string",
      description:
        "how variables are named: long, short or code where it fits, else the next shorter one; auto, the default, is long",
    }),
  ),
  percent: Type.Optional(
    Type.Enum([...STRONGEST_PERCENTS], {
      type: "integer",
      description: `graph only: the strongest part of the influences to show, in %; ${PLOT_DEFAULTS.percent} by default`,
    }),
  ),
  minStrength: Type.Optional(
    Type.Number({
      minimum: 0,
      description: "graph only, instead of percent: the weakest influence to show; 0 shows potential influences too",
    }),
  ),
  scale: Type.Optional(
    Type.Number({ minimum: 0.1, maximum: 4, description: "PNG only: pixels per unit of the SVG; 2 by default" }),
  ),
};
