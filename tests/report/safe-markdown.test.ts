import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ficheHtml, ficheMarkdown, safeMarkdown } from "../../src/index.js";
import { shippedStudy } from "../shipped-study.js";

/** Tags that Markdown makes here. */
const TAGS = new Set(
  "a p br hr em strong s code pre blockquote ul ol li table thead tbody tr th td h1 h2 h3 h4 h5 h6".split(" "),
);

/** Attributes that these may have, with what they may hold. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  href: /^(https?:\/\/|mailto:)/i,
  rel: /^noopener noreferrer nofollow$/,
  title: /^/,
  start: /^\d+$/,
  class: /^language-/,
  style: /^text-align:(left|right|center)$/,
};

/** A second reader, written for this test: every tag and attribute of the HTML, without a parser's kindness. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const rest = html.replace(/<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g, (_, close, tag, attributes) => {
    if (!TAGS.has(tag)) faults.push(`tag ${tag}`);
    if (close !== "" && attributes !== "") faults.push(`attributes of a closing ${tag}`);
    for (const [, name, value] of String(attributes).matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (!ATTRIBUTES[name!]?.test(value!)) faults.push(`${tag} ${name}=${value}`);
    }
    return "";
  });
  if (/[<>]/.test(rest)) faults.push(`a bare < or > in ${rest.slice(0, 200)}`);
  return faults;
}

describe("safe Markdown", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/x)",
    "[x](/api/v1/studies)",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/pixel.png)",
    "[![x](https://e.example/p.png)](javascript:alert(1))",
    '[x](https://e.example "t\\" onmouseover=\\"alert(1)")',
    '[x](https://e.example/"onmouseover="alert(1))',
    '```" onload="alert(1)\ncode\n```',
    '```html onclick="x"\n<b>\n```',
    "| a |\n|:-:|\n| <b onclick=x> |",
    "`<script>`",
    "    <script>indented</script>",
    "- <b>\n  - [a](javascript:1)\n    - <i>",
    "\\<script>\\[x](javascript:1)",
    "&lt;script&gt;&#60;script&#62;",
    "<!-- --><script>",
    "<![CDATA[<script>]]>",
    "[a](https://x.example)[b](javascript:1)<https://y.example>",
  ])("%j makes nothing but text, and links to web pages and mail addresses", (text) => {
    const html = safeMarkdown(text);
    expect(faultsOf(html)).toEqual([]);
    expect(html).not.toMatch(/<(script|img|svg|iframe)/i);
  });

  test("any text makes nothing but text, and links to web pages and mail addresses", () => {
    const piece = fc.constantFrom(
      ..."< > [ ] ( ) ! \" ' ` * _ ~ # | - = \\ & ; : / \n".split(" "),
      "javascript:",
      "data:text/html,",
      "https://e.example/",
      "<script>",
      " onload=",
      "&#x3c;",
      "&colon;",
      "\u0000",
      "\u202e",
      "  \n",
      "x",
      "```",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
        expect(faultsOf(safeMarkdown(pieces.join("")))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test("links to web pages and mail addresses are links, pictures too, and name no opener", () => {
    const rel = 'rel="noopener noreferrer nofollow"';
    expect(safeMarkdown("[INSEE](https://insee.fr/?a=1&b=2)")).toBe(
      `<p><a href="https://insee.fr/?a=1&amp;b=2" ${rel}>INSEE</a></p>\n`,
    );
    expect(safeMarkdown("https://insee.fr")).toBe(`<p><a href="https://insee.fr" ${rel}>https://insee.fr</a></p>\n`);
    expect(safeMarkdown("[mail](mailto:a@example.org)")).toContain('href="mailto:a@example.org"');
    expect(safeMarkdown("![Figure 1](https://e.example/f.png)")).toBe(
      `<p><a href="https://e.example/f.png" ${rel}>Figure 1</a></p>\n`,
    );
    expect(safeMarkdown("[![Figure 1](https://e.example/f.png)](https://e.example)")).toBe(
      `<p><a href="https://e.example" ${rel}>Figure 1</a></p>\n`,
    );
  });

  test("headings go below those of the page, and no lower than h6", () => {
    expect(safeMarkdown("# A\n\n###### B")).toBe("<h3>A</h3>\n<h6>B</h6>\n");
    expect(safeMarkdown("# A", 0)).toBe("<h1>A</h1>\n");
  });

  test("marks that turn the direction of reading are dropped, letters of other scripts stay", () => {
    expect(safeMarkdown("a\u202eb\u2066c שלום 日本 😀")).toBe("<p>abc שלום 日本 😀</p>\n");
  });
});

const study = await shippedStudy();

describe("the sheet of a variable", () => {
  const variable = study.variables[0]!;
  const fiche = {
    definition: { fr: "Ce que c’est", en: "What it is" },
    past: { fr: "Le **passé**" },
    sources: "https://insee.fr",
    hypotheses: { low: { title: "<b>Low</b>", text: "*text*", basis: "fiche" } },
  };

  test("has the sections that say something, in the order of reading, under the headings of the language", () => {
    const headings = [...ficheHtml({ study, variable, fiche }, "fr").matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) =>
      text!.replaceAll("\u00a0", " "),
    );
    expect(headings).toEqual([
      "De quoi s’agit-il ?",
      "Quelle a été l’évolution passée de la variable ?",
      "Sources",
      "Micro-scénarios",
    ]);
    const text = ficheMarkdown({ study, variable, fiche }, "en");
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      "What is it?",
      "How has the variable evolved?",
      "Sources",
      "Micro-scenarios",
    ]);
  });

  test("a text that is there in the other language only is shown and marked as such", () => {
    const html = ficheHtml({ study, variable, fiche }, "en");
    expect(html).toContain('<div lang="fr">\n<p>Le <strong>passé</strong></p>\n</div>');
    expect(html).toContain("<p>What it is</p>");
  });

  test("titles are escaped, in HTML and in Markdown", () => {
    expect(ficheHtml({ study, variable, fiche }, "en")).toContain("&lt;b&gt;Low&lt;/b&gt;");
    expect(ficheMarkdown({ study, variable, fiche }, "en")).toContain("\\<b\\>Low");
    const named = { code: "</title><script>", label: "# *x*" };
    expect(ficheHtml({ study, variable: named, fiche }, "en")).not.toContain("<script>");
  });

  test("one that says nothing says so", () => {
    expect(ficheHtml({ study, variable, fiche: {} }, "fr")).toContain("Rien n’a encore été écrit");
    expect(ficheMarkdown({ study, variable, fiche: { past: "  " } }, "en")).toContain("Nothing has been written");
  });
});
