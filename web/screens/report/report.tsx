import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { fileName, type Language, REPORT_SCREEN_WORDS } from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { language, wordsOf } from "../../language/language.js";
import { saveFile } from "../../parts/save-file.js";
import { parameters, setParameters } from "../../router/address.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import { Choices } from "../results/choices.js";
import type { MatrixOf } from "../results/matrix-of.js";
import type { OfChoice } from "../results/of-choices.js";
import { OfSelect } from "../results/of-select.js";
import { OptionBar } from "../results/option-bar.js";
import { analysisOptions } from "../results/result-options.js";
import { partReport, type ReportSection, reportFile, sectionsOf, showSections, styleReport } from "./preview.js";
import { ReportFiles } from "./report-files.js";
import { useMaking } from "./use-making.js";

const TONGUES: readonly Language[] = ["fr", "en"];

export interface ReportProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly choices: readonly OfChoice[];
}

/** What the report says, its preview, and the files to take along. All choices are in the address. */
export function Report({ study, matrix, choices }: ReportProps) {
  const words = wordsOf(REPORT_SCREEN_WORDS);
  const asked = parameters.value;
  const tongue = TONGUES.find((tag) => tag === asked.get("in")) ?? language.value;
  const without = (asked.get("without") ?? "").split(".").filter((id) => id !== "");
  const options = analysisOptions(tongue);
  const { answer: analysis, problem } = useWork(matrix, { kind: "analysis", options });
  const making = useMaking(study.id, matrix);
  const asReport = making === undefined ? null : ({ kind: "report", options, making } as const);
  const { answer: html, problem: unwritten } = useWork(matrix, asReport);
  const frame = useRef<HTMLIFrameElement>(null);
  const [sections, setSections] = useState<readonly ReportSection[]>([]);
  const parted = useMemo(() => (html === null ? null : partReport(html)), [html]);
  const hidden = without.join(".");
  const show = () => {
    const report = frame.current?.contentDocument;
    if (report?.querySelector("main")) showSections(report, new Set(without));
  };
  useEffect(show, [hidden]);
  const onLoad = () => {
    const shown = frame.current?.contentWindow as (Window & typeof globalThis) | null | undefined;
    if (!shown?.document.querySelector("main") || parted === null) return;
    styleReport(shown, parted.css);
    setSections(sectionsOf(shown.document));
    show();
  };
  const hide = (ids: readonly string[]) =>
    setParameters({
      without:
        ids.length === 0
          ? null
          : sections
              .map(({ id }) => id)
              .filter((id) => ids.includes(id))
              .join("."),
    });
  const isShown = sections.length > 0;
  usePrintKey(isShown, () => frame.current?.contentWindow?.print());
  const save = () => {
    const report = frame.current?.contentDocument;
    if (!report || parted === null) return;
    saveFile(fileName(study, "report", "html"), new Blob([reportFile(report, parted.css)], { type: "text/html" }));
  };
  return (
    <div class="screen results report">
      <header class="results-head">
        <h1>{words.title}</h1>
        <p class="based-on">{words.intro}</p>
        <OfSelect of={matrix.of} choices={choices} />
      </header>
      {analysis !== null && <OptionBar problem={problem} resolved={analysis.options} power={analysis.indirect.power} />}
      {analysis === null && problem !== null && <ProblemMessage problem={problem} />}
      <div class="report-columns">
        <div class="stack no-print">
          <section class="stack" aria-labelledby="report-language">
            <h2 id="report-language">{words.language}</h2>
            <Choices
              label={words.language}
              choices={TONGUES.map((value) => ({ value, title: words.languages[value] }))}
              chosen={tongue}
              onChoose={(value) => setParameters({ in: value === language.value ? null : value })}
            />
          </section>
          <fieldset class="report-sections">
            <legend>{words.sections}</legend>
            {sections.map(({ id, title }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={!without.includes(id)}
                  onChange={(event) =>
                    hide(event.currentTarget.checked ? without.filter((other) => other !== id) : [...without, id])
                  }
                />
                <span lang={tongue}>{title}</span>
              </label>
            ))}
            <div class="row">
              <button type="button" class="button small" onClick={() => hide([])}>
                {words.all}
              </button>
              <button type="button" class="button small" onClick={() => hide(sections.map(({ id }) => id))}>
                {words.none}
              </button>
            </div>
          </fieldset>
          <div class="stack">
            <button
              type="button"
              class="button primary"
              disabled={!isShown}
              onClick={() => frame.current?.contentWindow?.print()}
            >
              {words.print}
            </button>
            <button type="button" class="button" disabled={!isShown} onClick={save}>
              {words.html}
            </button>
          </div>
          <ReportFiles study={study} of={matrix.of} options={options} />
        </div>
        {parted === null && unwritten !== null && problem === null && <ProblemMessage problem={unwritten} />}
        {parted === null && unwritten === null && (
          <p class="report-waits" role="status">
            {words.writing}
          </p>
        )}
        {parted !== null && (
          <iframe
            ref={frame}
            class="report-preview"
            title={words.preview}
            // No script of a report ever runs; the page reaches in to style it, hide sections and print.
            sandbox="allow-same-origin allow-modals"
            srcdoc={parted.markup}
            onLoad={onLoad}
          />
        )}
      </div>
    </div>
  );
}

/** The browser's own key prints the report, not the screen around it, of which the preview is but a window. */
function usePrintKey(isShown: boolean, print: () => void): void {
  const latest = useRef(print);
  latest.current = print;
  useEffect(() => {
    if (!isShown) return;
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [isShown]);
}
