import type { FastifyInstance } from "fastify";
import { HOME_WORDS, type Language } from "../../src/index.js";
import { chooseLanguage } from "../media-types.js";
import type { Page } from "../plugins/page.js";
import { optionsFromQuery } from "../query-options.js";
import { sendRendering } from "../send-rendering.js";
import type { ExampleRoutesInput } from "./examples.js";

/** What the root needs: the page for browsers, the report of an example for all else. */
export interface HomeRouteInput extends ExampleRoutesInput {
  /** Null where it has not been built. */
  readonly page: Page | null;
}

/**
 * The page where it is asked for as `text/html`; otherwise the first shipped study's report, with the ways to the API above it, in the
 * language of `?lang=` or of Accept-Language.
 */
export function addHomeRoute(app: FastifyInstance, { examples, engine, recent, page }: HomeRouteInput): void {
  const { id, study } = examples[0]!;
  const languages: readonly Language[] = study.language === "fr" ? ["fr", "en"] : ["en", "fr"];

  app.get("/", { schema: { hide: true } }, async (request, reply) => {
    if (page?.suits(request)) return page.send(request, reply);
    const lang = chooseLanguage(request.headers["accept-language"], languages);
    const options = { lang, ...optionsFromQuery(request.query) };
    const report = await recent.get(`home ${JSON.stringify(Object.entries(options))}`, async () => {
      const task = { source: { kind: "study", study }, options, output: { kind: "analysis", format: "html" } } as const;
      return withBar(String(await engine.run(task)), options.lang, id);
    });
    return sendRendering(request, reply, report, { format: "html", vary: ["Accept", "Accept-Language"] });
  });
}

const BAR_STYLE = `<style>
#motrice-bar { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; padding: .6rem 2rem; background: #14466b; color: #fff; font: .9rem/1.5 Helvetica, Arial, sans-serif }
#motrice-bar a { color: #fff }
#motrice-bar a:last-child { margin-left: auto }
@media print { #motrice-bar { display: none } }
</style>`;

/** The report with a bar of links at its top, which is not printed. */
function withBar(report: string, lang: Language, id: string): string {
  const words = HOME_WORDS[lang];
  const other: Language = lang === "fr" ? "en" : "fr";
  const results = `/api/v1/examples/${encodeURIComponent(id)}/analysis`;
  const link = (href: string, text: string, attributes = "") => `<a href="${href}"${attributes}>${text}</a>`;
  const formats = ["json", "csv", "md"].map((format) =>
    link(`${results}?lang=${lang}&amp;format=${format}`, format === "md" ? "Markdown" : format.toUpperCase()),
  );
  const parts = [
    "<strong>Motrice</strong>",
    link("/docs", words.documentation),
    link("/openapi.json", words.description),
    `<span>${words.results} ${formats.join(" · ")}</span>`,
    link(`/?lang=${other}`, HOME_WORDS[other].language, ` lang="${other}" hreflang="${other}"`),
  ];
  // Not a nav element: the report styles those as its table of contents.
  const bar = `<div id="motrice-bar" role="navigation" aria-label="${words.bar}">${parts.join("\n")}</div>`;
  return report.replace("<body>\n", (body) => `${body}${BAR_STYLE}\n${bar}\n`);
}
