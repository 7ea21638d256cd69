import {
  type AnalysisOptions,
  fileName,
  type Language,
  type PlotName,
  REPORT_SCREEN_WORDS,
} from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import { language, wordsOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";
import { apiQuery, labelStyle } from "../results/result-options.js";

export interface ReportFilesProps {
  readonly study: OpenStudy;
  readonly of: string;
  readonly options: AnalysisOptions;
}

/** Every file of the results, by its address in the API. */
export function ReportFiles({ study, of, options }: ReportFilesProps) {
  const words = wordsOf(REPORT_SCREEN_WORDS);
  const address = (path: string, query: string) => `/api/v1${studyPath(study.id, path)}?${query}`;
  const plain = new URLSearchParams({ of }).toString();
  const full = apiQuery(of, options);
  const files = [
    { name: words.file.html, href: address("/report", full), download: fileName(study, "report", "html") },
    { name: words.file.xlsx, href: address("/export/study.xlsx", plain), download: fileName(study, "study", "xlsx") },
    {
      name: words.file.csv,
      href: address("/export/matrix.csv", spreadsheetQuery(of, language.value)),
      download: fileName(study, "matrix", "csv"),
    },
    {
      name: words.file.json,
      href: address("/analysis", apiQuery(of, options, { format: "json" })),
      download: fileName(study, "analysis", "json"),
    },
    { name: words.file.study, href: address("/study", plain), download: fileName(study, "study", "json") },
    { name: words.file.gexf, href: address("/export/graph.gexf", full), download: fileName(study, "graph", "gexf") },
  ];
  const pictures = Object.entries(words.picture) as [PlotName, string][];
  return (
    <>
      <section class="report-files" aria-labelledby="report-files">
        <h2 id="report-files">{words.files}</h2>
        <ul>
          {files.map(({ name, href, download }) => (
            <li key={download}>
              <a href={href} download={download}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section class="report-files" aria-labelledby="report-pictures">
        <h2 id="report-pictures">{words.pictures}</h2>
        <ul>
          {pictures.map(([picture, name]) => {
            const labels: Record<string, string> = picture === "stability" ? {} : { labels: labelStyle() };
            const query = apiQuery(of, options, labels);
            return (
              <li key={picture}>
                <span>{name}</span>
                <span class="figure-files">
                  {["svg", "png"].map((format) => (
                    <a
                      key={format}
                      href={address(`/plots/${picture}.${format}`, query)}
                      download={fileName(study, picture, format)}
                      aria-label={words.as(name, format.toUpperCase())}
                    >
                      {format.toUpperCase()}
                    </a>
                  ))}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}

/** A matrix as the spreadsheets of a language take it: French ones part fields by semicolons. Accents need the mark. */
function spreadsheetQuery(of: string, tongue: Language): string {
  const separator = tongue === "fr" ? "semicolon" : "comma";
  return new URLSearchParams({ of, names: "label", separator, byteOrderMark: "true" }).toString();
}
