import MarkdownIt, { type MarkdownIt as Renderer, type Token } from "markdown-it";

/** Where links may lead. `javascript:`, `data:`, `vbscript:`, `file:` and addresses within the server are not among them. */
const LINK = /^(?:https?:\/\/|mailto:)[^\s]/i;

/** Control characters, and those that turn the direction of what follows: a page must not read otherwise than it was written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** Levels that headings within a text go down by default: the page has its title, and the section its heading. */
const HEADINGS_BELOW = 2;

/**
 * Markdown that anybody may have written, as HTML that runs nothing, loads nothing and leads only to web pages and mail addresses.
 *
 * CommonMark with tables and strikethrough; addresses written out become links. Tags in the text are shown as text. Links to anything but `http:`,
 * `https:` and `mailto:` stay text. Pictures are not shown, since loading one tells its server who reads: a link with the picture's text leads there.
 * Headings go down by `headingsBelow` levels (0 to 5, to h6 at the lowest).
 *
 * @example
 * safeMarkdown("**Big** <b>data</b>"); // "<p><strong>Big</strong> &lt;b&gt;data&lt;/b&gt;</p>\n"
 */
export function safeMarkdown(text: string, headingsBelow = HEADINGS_BELOW): string {
  return renderer().render(text.replace(INVISIBLE, ""), { headingsBelow });
}

let made: Renderer | null = null;

function renderer(): Renderer {
  if (made !== null) return made;
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false });
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.validateLink = (address) => LINK.test(address.trim());
  markdown.core.ruler.push("motrice", ({ tokens, env }) => {
    const { headingsBelow } = env as { headingsBelow: number };
    for (const token of tokens) {
      if (token.type === "heading_open" || token.type === "heading_close") {
        token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + headingsBelow)}`;
      }
      if (token.children !== null) token.children = withoutPictures(token.children, token);
      for (const child of token.children ?? []) {
        if (child.type === "link_open") child.attrSet("rel", "noopener noreferrer nofollow");
      }
    }
  });
  made = markdown;
  return markdown;
}

/** A picture becomes a link; within a link, its text alone. */
function withoutPictures(children: readonly Token[], parent: Token): Token[] {
  const Maker = parent.constructor as new (type: string, tag: string, nesting: Token["nesting"]) => Token;
  let within = 0;
  return children.flatMap((child) => {
    if (child.type === "link_open") within += 1;
    if (child.type === "link_close") within -= 1;
    if (child.type !== "image") return [child];
    const address = String(child.attrGet("src") ?? "");
    const text = new Maker("text", "", 0);
    text.content = child.content === "" ? address : child.content;
    if (within > 0) return [text];
    const open = new Maker("link_open", "a", 1);
    open.attrSet("href", address);
    return [open, text, new Maker("link_close", "a", -1)];
  });
}
