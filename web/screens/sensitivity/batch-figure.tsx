import { useRef } from "preact/hooks";
import {
  RESULTS_WORDS,
  SENSITIVITY_SCREEN_WORDS,
  type SensitivityPlotName,
  type SensitivityPlotOptions,
} from "../../../src/index.js";
import { work } from "../../engine/engine.js";
import { useWork } from "../../engine/use-work.js";
import { language, wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { Picture } from "../../parts/picture.js";
import { pngOf } from "../../parts/png-of.js";
import { saveFile } from "../../parts/save-file.js";
import { heightFor, useWidth } from "../results/picture-size.js";
import { labelStyle } from "../results/result-options.js";
import type { BatchShown } from "./batch-shown.js";

export interface BatchFigureProps {
  readonly shown: BatchShown;
  readonly name: SensitivityPlotName;
  readonly title: string;
  /** Height ÷ width; without it the picture is as high as it has rows. */
  readonly shape?: number;
  readonly axis?: "influence" | "dependence";
}

/** A picture of a batch, drawn at the size of its place, and its files at their usual size. */
export function BatchFigure({ shown, name, title, shape, axis }: BatchFigureProps) {
  const words = wordsOf(RESULTS_WORDS);
  const root = useRef<HTMLElement>(null);
  const width = useWidth(root);
  const { matrix, batch, plane } = shown;
  const { power, threshold } = batch.result.options;
  const plot: SensitivityPlotOptions = {
    lang: language.value,
    plane,
    ...(name !== "sensitivity-convergence" && { labels: labelStyle() }),
    ...(axis !== undefined && { axis }),
  };
  const height = shape === undefined ? {} : { height: heightFor(width, shape, root.current) };
  const asked = { kind: "batch-picture", name, options: { lang: language.value, power, threshold } } as const;
  const sized = width === 0 ? null : { ...asked, plot: { ...plot, width, ...height } };
  const { answer, problem } = useWork(matrix, sized, { batch });
  const save = async (format: "svg" | "png") => {
    const svg = await work(matrix, { ...asked, plot }, { batch });
    const file = [name, plane, ...(axis === undefined ? [] : [axis])].join("-");
    const content = format === "png" ? await pngOf(svg) : new Blob([svg], { type: "image/svg+xml" });
    saveFile(`${file}.${format}`, content);
  };
  return (
    <figure ref={root} class="figure">
      {answer === null ? (
        <div class="figure-waits batch-waits" role="status">
          {problem === null ? words.drawing : problemText(problem)}
        </div>
      ) : (
        <Picture svg={answer} label={words.pictureOf(title)} />
      )}
      <figcaption class="no-print">
        <span class="figure-files">
          {(["svg", "png"] as const).map((format) => (
            <button
              key={format}
              type="button"
              class="file-button"
              aria-label={wordsOf(SENSITIVITY_SCREEN_WORDS).fileOf(title, format.toUpperCase())}
              onClick={() => void save(format)}
            >
              {format.toUpperCase()}
            </button>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}
