import { COMMON_WORDS } from "../language/common-words.js";
import { FICHE_WORDS } from "../language/fiche-words.js";
import { type Language, localize, type Text } from "../language/text.js";
import { FICHE_SECTIONS, type Fiche, HYPOTHESIS_KINDS } from "../study/fiche.js";
import type { Hypothesis, Study, Variable } from "../study/study.js";
import { htmlText } from "./html-inline.js";
import { escapeMarkdown } from "./markdown.js";
import { safeMarkdown } from "./safe-markdown.js";

/** What a sheet is shown with. */
export interface FicheInput {
  readonly study: Pick<Study, "title" | "language" | "disclaimer">;
  readonly variable: Pick<Variable, "code" | "label">;
  readonly fiche: Fiche;
}

interface Part {
  readonly heading: string;
  /** Markdown. */
  readonly text: string;
  /** The language of the text, which is not the page's where there is no other. */
  readonly lang: Language;
}

/** A sheet that is laid out: sections that say something, in the order of reading. */
interface FicheDocument {
  readonly title: string;
  readonly kind: string;
  /** What readers of the study must know. */
  readonly disclaimer: string;
  readonly sections: readonly Part[];
  readonly hypotheses: readonly (Part & { readonly title: string; readonly basis: string })[];
}

function ficheDocument({ study, variable, fiche }: FicheInput, lang: Language): FicheDocument {
  const words = FICHE_WORDS[lang];
  const part = (heading: string, text: Text) => ({ heading, text: localize(text, lang), lang: languageOf(text, lang) });
  const sections = FICHE_SECTIONS.flatMap((name) => {
    const text = fiche[name];
    return text === undefined || localize(text, lang).trim() === "" ? [] : [part(words.sections[name], text)];
  });
  const hypotheses = HYPOTHESIS_KINDS.flatMap((kind) => {
    const hypothesis: Hypothesis | undefined = fiche.hypotheses?.[kind];
    if (hypothesis === undefined) return [];
    const { title, text = "", basis = "" } = hypothesis;
    return [{ ...part(words.kinds[kind], text), title: localize(title, lang), basis }];
  });
  return {
    title: `${variable.code} · ${localize(variable.label, lang)}`,
    kind: `${words.fiche} · ${localize(study.title, lang)}`,
    disclaimer: localize(study.disclaimer ?? "", lang),
    sections,
    hypotheses,
  };
}

function languageOf(text: Text, lang: Language): Language {
  if (typeof text === "string" || text[lang] !== undefined) return lang;
  return lang === "fr" ? "en" : "fr";
}

/**
 * The sheet of a variable as Markdown: what was written, under the headings of the language. Titles are escaped, texts are as they were written.
 *
 * @example
 * const input = { study, variable: study.variables[0], fiche: { past: "A **slow** rise." } };
 * ficheMarkdown(input, "en").includes("A **slow** rise."); // true
 */
export function ficheMarkdown(input: FicheInput, lang: Language = input.study.language): string {
  const words = FICHE_WORDS[lang];
  const { labelled } = COMMON_WORDS[lang];
  const { title, kind, disclaimer, sections, hypotheses } = ficheDocument(input, lang);
  const pieces = [`# ${escapeMarkdown(title)}`, `*${escapeMarkdown(kind)}*`];
  if (disclaimer !== "") pieces.push(`> ${escapeMarkdown(disclaimer)}`);
  for (const { heading, text } of sections) pieces.push(`## ${heading}`, text.trim());
  if (hypotheses.length > 0) pieces.push(`## ${words.hypotheses}`);
  for (const { heading, title: name, text, basis } of hypotheses) {
    pieces.push(`### ${heading} – ${escapeMarkdown(name)}`);
    if (text.trim() !== "") pieces.push(text.trim());
    if (basis !== "") pieces.push(`*${escapeMarkdown(labelled(words.basis, basis))}*`);
  }
  if (sections.length + hypotheses.length === 0) pieces.push(words.empty);
  return `${pieces.join("\n\n")}\n`;
}

/**
 * The sheet of a variable as a piece of HTML for any page: an article with its sections, each text made safe by {@link safeMarkdown}.
 *
 * @example
 * const input = { study, variable: study.variables[0], fiche: { past: "<script>" } };
 * ficheArticle(input, "en").includes("<script>"); // false
 */
export function ficheArticle(input: FicheInput, lang: Language = input.study.language): string {
  const words = FICHE_WORDS[lang];
  const { labelled } = COMMON_WORDS[lang];
  const { title, kind, disclaimer, sections, hypotheses } = ficheDocument(input, lang);
  const plain = (text: string) => htmlText(text, lang);
  const tag = (part: Part) => (part.lang === lang ? "" : ` lang="${part.lang}"`);
  const pieces = sections.map(
    (part) =>
      `<section>\n<h2>${plain(part.heading)}</h2>\n<div${tag(part)}>\n${safeMarkdown(part.text)}</div>\n</section>`,
  );
  const scenarios = hypotheses.map(
    (part) =>
      `<section class="hypothesis">\n<p class="kind">${plain(part.heading)}</p>\n<h3>${plain(part.title)}</h3>\n<div${tag(part)}>\n${safeMarkdown(part.text, 3)}</div>\n${
        part.basis === "" ? "" : `<p class="basis">${plain(labelled(words.basis, part.basis))}</p>\n`
      }</section>`,
  );
  if (scenarios.length > 0) {
    pieces.push(
      `<section class="hypotheses">\n<h2>${plain(words.hypotheses)}</h2>\n${scenarios.join("\n")}\n</section>`,
    );
  }
  if (pieces.length === 0) pieces.push(`<p>${plain(words.empty)}</p>`);
  const note = disclaimer === "" ? "" : `<p class="disclaimer" role="note">${plain(disclaimer)}</p>\n`;
  return `<article class="fiche" lang="${lang}">\n<header>\n<p class="kind">${plain(kind)}</p>\n<h1>${plain(title)}</h1>\n${note}</header>\n${pieces.join("\n")}\n</article>\n`;
}

const STYLE = `:root { --ink: #1b2630; --soft: #55616c; --line: #d5dbe0; --accent: #14466b; color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: #fff; font: 17px/1.55 Georgia, "Liberation Serif", serif; overflow-wrap: break-word }
.fiche { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem }
header { border-bottom: 3px solid var(--accent); margin-bottom: 2rem }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 600; text-wrap: balance }
h1 { font-size: 2.1rem; margin: .4rem 0 1rem; color: var(--accent) }
h2 { font-size: 1.45rem; margin: 2.4rem 0 .8rem; color: var(--accent) }
h3 { font-size: 1.15rem; margin: .2rem 0 .6rem }
.kind, .basis, table { font-family: Helvetica, Arial, "Liberation Sans", sans-serif }
.kind { color: var(--soft); font-size: .85rem; margin: 0 }
.basis { color: var(--soft); font-size: .85rem }
.disclaimer { margin: 0 0 1.2rem; padding: .7rem 1rem; background: #fdf6e3; border-left: 4px solid #d9a514; font-size: .9rem }
.hypothesis { border-left: 4px solid var(--line); padding: .1rem 0 .1rem 1.1rem; margin: 0 0 1.4rem; break-inside: avoid }
.hypothesis > :last-child > :last-child { margin-bottom: 0 }
table { border-collapse: collapse; font-size: .9rem; display: block; overflow-x: auto }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left }
pre { overflow-x: auto; background: #f4f6f8; padding: .8rem }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft) }
a { color: var(--accent) }`;

/**
 * The sheet of a variable as one HTML page that needs nothing else: no script, nothing to load.
 *
 * @example
 * const input = { study, variable: study.variables[0], fiche: {} };
 * ficheHtml(input, "fr").startsWith("<!DOCTYPE html>"); // true
 */
export function ficheHtml(input: FicheInput, lang: Language = input.study.language): string {
  const { title, kind } = ficheDocument(input, lang);
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Motrice">
<title>${htmlText(`${title} – ${kind}`, lang)}</title>
<style>
${STYLE}
</style>
</head>
<body>
${ficheArticle(input, lang)}</body>
</html>
`;
}
