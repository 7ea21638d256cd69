import * as Type from "typebox";
import { describeValue, isPlotName, PLOT_NAMES, type PlotName } from "../../src/index.js";
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
    Type.Number({ minimum: 480, maximum: 4000, description: "width in px; 1080 by default, 1280 for the matrix" }),
  ),
  height: Type.Optional(
    Type.Number({
      minimum: 320,
      maximum: 4000,
      description: "least height in px, not for the matrix; 820 by default, 560 for stability",
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
    Type.Enum([5, 10, 25, 50, 75, 100], {
      type: "integer",
      description: "graph only: the strongest part of the influences to show, in %; 25 by default",
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
