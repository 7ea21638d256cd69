import { describeValue, type Issue, OptionsError } from "../errors.js";
import { sensitivityMap } from "./maps/sensitivity-map.js";
import { checkPictureOptions } from "./plot-options.js";
import { pairProbabilities } from "./ranks/pair-probabilities.js";
import { rankIntervals } from "./ranks/rank-intervals.js";
import { convergenceCurve } from "./sensitivity/convergence-curve.js";
import { membershipBars } from "./sensitivity/membership-bars.js";
import {
  SENSITIVITY_PLOT_DEFAULTS,
  SENSITIVITY_PLOT_RULES,
  type SensitivityPlotInput,
  type SensitivityPlotOptionName,
  type SensitivityPlotOptions,
} from "./sensitivity-plot-options.js";

/** One picture of a batch: how it is drawn, and which options it has. */
export interface SensitivityPlotDefinition {
  readonly draw: (input: SensitivityPlotInput, options: SensitivityPlotOptions) => string;
  readonly options: readonly SensitivityPlotOptionName[];
}

/** Every picture of a batch by name. */
export const SENSITIVITY_PLOTS = Object.freeze({
  "sensitivity-membership": { draw: membershipBars, options: ["lang", "width", "labels", "plane"] },
  "sensitivity-map": { draw: sensitivityMap, options: ["lang", "width", "height", "labels", "plane"] },
  "sensitivity-ranks": { draw: rankIntervals, options: ["lang", "width", "labels", "plane"] },
  "sensitivity-pairs": { draw: pairProbabilities, options: ["lang", "width", "labels", "plane", "axis"] },
  "sensitivity-convergence": { draw: convergenceCurve, options: ["lang", "width", "height", "plane"] },
} satisfies Record<string, SensitivityPlotDefinition>);

export type SensitivityPlotName = keyof typeof SENSITIVITY_PLOTS;

export const SENSITIVITY_PLOT_NAMES = Object.freeze(Object.keys(SENSITIVITY_PLOTS)) as readonly SensitivityPlotName[];

/** Whether a text is the name of a picture of a batch. */
export function isSensitivityPlotName(name: string): name is SensitivityPlotName {
  return Object.hasOwn(SENSITIVITY_PLOTS, name);
}

/** A picture of a batch, with what it shows of it. */
export interface SensitivityPicture {
  readonly name: SensitivityPlotName;
  readonly options: Pick<SensitivityPlotOptions, "plane" | "axis">;
}

/** Every picture of a batch for each plane and, for the pairs, each ranking. */
export const SENSITIVITY_PICTURES: readonly SensitivityPicture[] = Object.freeze(
  SENSITIVITY_PLOT_NAMES.flatMap((name) =>
    (["direct", "indirect"] as const).flatMap((plane): SensitivityPicture[] =>
      name === "sensitivity-pairs"
        ? (["influence", "dependence"] as const).map((axis) => ({ name, options: { plane, axis } }))
        : [{ name, options: { plane } }],
    ),
  ),
);

/**
 * The file name, without its ending, of a picture of a batch: its name, plane and ranking.
 *
 * @example
 * sensitivityPictureFile("sensitivity-pairs", { plane: "direct", axis: "dependence" }); // "sensitivity-pairs-direct-dependence"
 */
export function sensitivityPictureFile(
  name: SensitivityPlotName,
  {
    plane = SENSITIVITY_PLOT_DEFAULTS.plane,
    axis = SENSITIVITY_PLOT_DEFAULTS.axis,
  }: SensitivityPicture["options"] = {},
): string {
  return [name, plane, ...(name === "sensitivity-pairs" ? [axis] : [])].join("-");
}

/**
 * Draws one picture of a batch as SVG text, as {@link plot} draws those of an analysis: self-contained, without scripts or ids, the same string in Node and in a
 * browser.
 *
 * `SENSITIVITY_PLOTS[name].options` lists the options of a picture. A plane without classes gives a picture that says so in words. Cost: some 10 ms for 30 variables.
 *
 * Throws {@link OptionsError} for an unknown name, an option the picture does not have or a value out of range, and when the analysis or the batch is not of this study.
 *
 * @example
 * const batch = await sensitivity(study, { samples: 1000 });
 * sensitivityPlot("sensitivity-map", { study, analysis, sensitivity: batch }, { plane: "direct" }).startsWith("<svg"); // true
 */
export function sensitivityPlot(
  name: SensitivityPlotName,
  input: SensitivityPlotInput,
  options: SensitivityPlotOptions = {},
): string {
  if (!isSensitivityPlotName(name)) {
    const expected = `one of ${SENSITIVITY_PLOT_NAMES.join(", ")}`;
    throw new OptionsError([{ path: "name", expected, received: describeValue(name) }]);
  }
  const { draw, options: known }: SensitivityPlotDefinition = SENSITIVITY_PLOTS[name];
  checkPictureOptions<SensitivityPlotOptions>(name, known, SENSITIVITY_PLOT_RULES, options);
  const issues: Issue[] = [];
  const { study, analysis, sensitivity } = input;
  const size = study.variables.length;
  if (analysis.study.id !== study.id || analysis.study.size !== size) {
    const received = `one of ${analysis.study.id} with ${analysis.study.size}`;
    issues.push({ path: "analysis", expected: `an analysis of ${study.id} with ${size} variables`, received });
  }
  const ids = sensitivity.variables;
  if (ids.length !== size || study.variables.some(({ id }, i) => ids[i] !== id)) {
    const received = `one of ${ids.length} variables, or in another order`;
    issues.push({
      path: "sensitivity",
      expected: `a batch of the ${size} variables of ${study.id}, in their order`,
      received,
    });
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return draw(input, options);
}
