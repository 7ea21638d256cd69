import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import {
  fileName,
  type PlaneName,
  type PlotName,
  type PlotOptions,
  RESULTS_WORDS,
  slugOf,
} from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import type { EngineStudy } from "../../engine/engine.js";
import type { Ends } from "../../engine/engine-work.js";
import { useWork } from "../../engine/use-work.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { Picture } from "../../parts/picture.js";
import { PictureFiles } from "./picture-files.js";
import { heightFor, useWidth } from "./picture-size.js";
import { apiQuery, labelStyle } from "./result-options.js";
import type { Shown } from "./shown.js";

export interface FigureProps {
  readonly shown: Shown;
  readonly name: PlotName;
  readonly title: string;
  /** Height ÷ width. @default 0.76 */
  readonly shape?: number;
  readonly plot?: PlotOptions;
  /** Graph only: these influences alone; the title is that of the picture too. */
  readonly only?: readonly Ends[];
  /** Maps of one plane only: the planes whose maps stand beside it; all name their variables in the same style. */
  readonly alike?: readonly PlaneName[];
  /** Called with the ends of an arrow that is pressed. */
  readonly onArrow?: (from: string, to: string) => void;
  /** The arrow that stands out. */
  readonly arrow?: Ends | null;
  /** Maps of a plane only: another study that the axes reach over as well. */
  readonly beside?: EngineStudy;
  /** Its files, where the server does not have them. @default those of the server */
  readonly files?: (svg: string) => ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A picture drawn at the size of its place, so that its letters stay of a readable size, and its files. */
export function Figure(props: FigureProps) {
  const {
    shown,
    name,
    title,
    shape = 0.76,
    plot = {},
    only,
    alike,
    onArrow,
    arrow = null,
    beside,
    files,
    children,
  } = props;
  const words = wordsOf(RESULTS_WORDS);
  const root = useRef<HTMLElement>(null);
  const width = useWidth(root);
  const sized = { ...plot, lang: language.value, ...(name !== "stability" && { labels: plot.labels ?? labelStyle() }) };
  const height = heightFor(width, shape, root.current);
  const part = only === undefined ? {} : { only, heading: title };
  const among = alike === undefined ? {} : { alike };
  const asked = {
    kind: "picture",
    name,
    options: shown.options,
    plot: { ...sized, width, height },
    ...part,
    ...among,
  } as const;
  const { answer, problem } = useWork(shown.matrix, width === 0 ? null : asked, { beside: beside ?? null });
  useArrows(root, answer, onArrow, arrow);
  const query = apiQuery(shown.matrix.of, shown.options, stringsOf(sized));
  const file = (format: string) => `/api/v1${studyPath(shown.study.id, `/plots/${name}.${format}?${query}`)}`;
  return (
    <figure ref={root} class="figure">
      {answer === null ? (
        <div class="figure-waits" style={{ aspectRatio: String(1 / shape) }} role="status">
          {problem === null ? words.drawing : problemText(problem)}
        </div>
      ) : (
        <Picture svg={answer} label={words.pictureOf(title)} />
      )}
      <figcaption class="no-print">
        {children}
        {files !== undefined && answer !== null && <span class="figure-files">{files(answer)}</span>}
        {files === undefined && only !== undefined && answer !== null && (
          <span class="figure-files">
            <PictureFiles svg={answer} name={[textOf(shown.study.title), title].map(slugOf).join("-")} title={title} />
          </span>
        )}
        {files === undefined && only === undefined && (
          <span class="figure-files">
            {["svg", "png"].map((format) => (
              <a
                key={format}
                href={file(format)}
                download={fileName(shown.study, name, format)}
                aria-label={`${words.download}, ${title}, ${format.toUpperCase()}`}
              >
                {format.toUpperCase()}
              </a>
            ))}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function stringsOf(options: object): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]));
}

const SVG = "http://www.w3.org/2000/svg";
const GRIP_PX = "14";

/** Makes arrows easy to press: each gets a wide line that is not seen. */
function useArrows(
  root: { readonly current: HTMLElement | null },
  svg: string | null,
  onArrow: FigureProps["onArrow"],
  chosen: Ends | null,
): void {
  const latest = useRef(onArrow);
  latest.current = onArrow;
  const presses = onArrow !== undefined;
  useEffect(() => {
    const element = root.current;
    if (element === null || svg === null || !presses) return;
    for (const group of element.querySelectorAll<SVGGElement>("[data-from]")) {
      const line = group.querySelector("path");
      if (line === null || group.querySelector(".grip") !== null) continue;
      const grip = document.createElementNS(SVG, "path");
      grip.setAttribute("d", line.getAttribute("d") ?? "");
      grip.setAttribute("class", "grip");
      grip.setAttribute("stroke-width", GRIP_PX);
      group.append(grip);
    }
    const press = (event: Event) => {
      const group = event.target instanceof Element ? event.target.closest<SVGGElement>("[data-from]") : null;
      if (group !== null) latest.current?.(group.dataset["from"]!, group.dataset["to"]!);
    };
    element.addEventListener("click", press);
    return () => element.removeEventListener("click", press);
  }, [svg, presses]);
  const [from, to] = chosen ?? [null, null];
  useEffect(() => {
    for (const group of root.current?.querySelectorAll<SVGGElement>("[data-from]") ?? [])
      group.classList.toggle("chosen", group.dataset["from"] === from && group.dataset["to"] === to);
  }, [svg, from, to]);
}
