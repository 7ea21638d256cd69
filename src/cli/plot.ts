import { extname } from "node:path";
import { Argument, Command, Option } from "commander";
import { OptionsError } from "../errors.js";
import { PLOT_DEFAULTS } from "../plots/plot-options.js";
import type { PlotName } from "../plots/plots.js";
import { addAnalysisOptions, analysisOptions, numberOrText } from "./analysis-options.js";
import { checkedStudy } from "./analyze.js";
import { print } from "./standard-output.js";
import { addStudyArgument } from "./study-argument.js";

/** Names of the pictures: those of the registry, which is loaded only to draw. */
export const PLOT_NAMES: readonly PlotName[] = [
  "map-direct",
  "map-indirect",
  "map-potential-direct",
  "map-potential-indirect",
  "displacement",
  "matrix",
  "graph",
  "rank-change",
  "stability",
];

type Format = "svg" | "png";

interface PlotCommandOptions extends Readonly<Record<string, unknown>> {
  readonly format?: Format;
  readonly output?: string;
  readonly sheet?: string;
}

/** Options that go to the picture as they are. */
const PICTURE_OPTIONS = ["width", "height", "labels", "percent", "minStrength"];

export function plotCommand(): Command {
  const command = addStudyArgument(
    new Command("plot").addArgument(new Argument("<name>", "the picture").choices(PLOT_NAMES)),
  )
    .summary("draw one picture as SVG or PNG")
    .description("Draws one picture of the analysis, to stdout or to a file.")
    .addOption(
      new Option("--format <format>", 'kind of picture (default: by the ending of -o, else "svg")').choices([
        "svg",
        "png",
      ]),
    )
    .option("-o, --output <file>", "file to write; stdout without it")
    .addOption(
      picture(
        "--width <px>",
        `width: 480 to 4000 (default: ${PLOT_DEFAULTS.width}; ${PLOT_DEFAULTS.matrixWidth} for matrix)`,
      ),
    )
    .addOption(
      picture(
        "--height <px>",
        `least height: 320 to 4000, not for matrix (default: ${PLOT_DEFAULTS.height}; ${PLOT_DEFAULTS.stabilityHeight} for stability)`,
      ),
    )
    .addOption(picture("--labels <style>", 'names of variables: auto, long, short or code (default: "auto")'))
    .addOption(
      picture(
        "--percent <percent>",
        `graph: the strongest 5, 10, 25, 50, 75 or 100 % of influences (default: ${PLOT_DEFAULTS.percent})`,
      ),
    )
    .addOption(
      picture("--min-strength <strength>", "graph, instead of --percent: the weakest influence drawn, 0 or more"),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ motrice plot map-indirect hauts-de-france-industrie-2040 -o map.svg
  $ motrice plot displacement hauts-de-france-industrie-2040 --lang en -o displacement.png
  $ motrice plot graph hauts-de-france-industrie-2040 --percent 25 --labels short > graph.svg`,
    );
  return addAnalysisOptions(command).action(async (name: PlotName, argument: string, options: PlotCommandOptions) => {
    const format = pictureFormat(options);
    const wanted = analysisOptions(options);
    const study = await checkedStudy(argument, options.sheet, wanted);
    const [{ analyze }, { plot }] = await Promise.all([import("../analysis/analyze.js"), import("../plots/plots.js")]);
    const given = Object.fromEntries(Object.entries(options).filter(([key]) => PICTURE_OPTIONS.includes(key)));
    const svg = plot(name, { study, analysis: analyze(study, wanted) }, given);
    const content = format === "svg" ? svg : (await import("../node/png.js")).svgToPng(svg);
    if (options.output === undefined) return print(content);
    const { writeFileAtomically } = await import("../node/write-file-atomically.js");
    await writeFileAtomically(options.output, content);
  });
}

function picture(flags: string, description: string): Option {
  return new Option(flags, description).argParser(numberOrText).helpGroup("Options of the picture:");
}

function pictureFormat({ format, output }: PlotCommandOptions): Format {
  const ending = output === undefined ? "" : extname(output).toLowerCase();
  const byName = ending === ".svg" || ending === ".png" ? (ending.slice(1) as Format) : null;
  if (output !== undefined && format === undefined && byName === null) {
    throw new OptionsError([
      { path: "output", expected: "a file ending in .svg or .png, or --format", received: output },
    ]);
  }
  if (format !== undefined && byName !== null && format !== byName) {
    throw new OptionsError([{ path: "format", expected: `${byName}, as -o ends in ${ending}`, received: format }]);
  }
  const chosen = format ?? byName ?? "svg";
  if (chosen === "png" && output === undefined && process.stdout.isTTY) {
    throw new OptionsError([
      { path: "output", expected: "a file for a PNG, or stdout sent elsewhere", received: "a terminal" },
    ]);
  }
  return chosen;
}
