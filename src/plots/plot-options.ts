import type { Analysis } from "../analysis/analysis.js";
import { describeValue, type Issue, OptionsError } from "../errors.js";
import { LANGUAGES, type Language } from "../language/text.js";
import type { Study } from "../study/study.js";

/** What every picture is drawn from: a study and its analysis. */
export interface PlotInput {
  readonly study: Study;
  readonly analysis: Analysis;
}

/** How variables are named: by their label, their short name, their code with a key below, or the first of these that fits. */
export type LabelStyle = "auto" | "long" | "short" | "code";

/** Parts of the influences, strongest first, that the graph can show, in %. */
const GRAPH_PERCENTS = [5, 10, 25, 50, 75, 100] as const;

export interface PlotOptions {
  /** Language of all words and labels. @default the language of the analysis */
  readonly lang?: Language;
  /** Width in px, from 480 to 4000. @default 1080; 1280 for the matrix */
  readonly width?: number;
  /** Least height in px, from 320 to 4000; a key of codes or long lists add to it. Not for the matrix. @default 820; 560 for stability */
  readonly height?: number;
  /** `long`, `short` or `code` where it fits, else the next shorter one; `auto` is `long`. @default "auto" */
  readonly labels?: LabelStyle;
  /** Graph only: the strongest part of the influences to show, one of 5, 10, 25, 50, 75, 100 %; influences that tie at the cut all stay. @default 10 */
  readonly percent?: number;
  /** Graph only, instead of `percent`: the weakest influence to show, from 0 on; 0 shows potential influences too. */
  readonly minStrength?: number;
}

export type PlotOptionName = keyof PlotOptions;

/** What one option of a picture may be. */
export interface PlotOptionRule {
  readonly expected: string;
  readonly test: (value: unknown) => boolean;
}

const between = (from: number, to: number): PlotOptionRule => ({
  expected: `a number from ${from} to ${to}`,
  test: (value) => typeof value === "number" && value >= from && value <= to,
});

export const oneOf = (values: readonly unknown[]): PlotOptionRule => ({
  expected: `one of ${values.join(", ")}`,
  test: (value) => values.includes(value),
});

export const PLOT_OPTION_RULES: Readonly<Record<PlotOptionName, PlotOptionRule>> = {
  lang: oneOf(LANGUAGES),
  width: between(480, 4000),
  height: between(320, 4000),
  labels: oneOf(["auto", "long", "short", "code"]),
  percent: oneOf(GRAPH_PERCENTS),
  minStrength: { expected: "a number ≥ 0", test: (value) => typeof value === "number" && value >= 0 && value < 1e308 },
};

/** Checks options against those a picture has. Throws {@link OptionsError} with every unknown, invalid or contradictory one. */
export function checkPlotOptions(name: string, known: readonly PlotOptionName[], options: PlotOptions): void {
  const issues = plotOptionIssues(name, known, PLOT_OPTION_RULES, options);
  if (options.percent !== undefined && options.minStrength !== undefined) {
    issues.push({
      path: "minStrength",
      expected: "nothing beside percent",
      received: describeValue(options.minStrength),
    });
  }
  if (issues.length > 0) throw new OptionsError(issues);
}

/** Every unknown and every invalid option of a picture. */
export function plotOptionIssues<Name extends string>(
  name: string,
  known: readonly Name[],
  rules: Readonly<Record<Name, PlotOptionRule>>,
  options: object,
): Issue[] {
  const isKnown = (path: string): path is Name => (known as readonly string[]).includes(path);
  return Object.entries(options).flatMap(([path, value]): Issue[] => {
    if (value === undefined) return [];
    if (!isKnown(path)) {
      const expected = `no option of this name for ${name} (known: ${known.join(", ")})`;
      return [{ path, expected, received: describeValue(value) }];
    }
    return rules[path].test(value) ? [] : [{ path, expected: rules[path].expected, received: describeValue(value) }];
  });
}
