import type { Language } from "../../language/text.js";
import type { Box } from "./geometry.js";
import { element, escapeText, INK, MUTED_INK, textLine } from "./svg-text.js";
import { LINE_HEIGHT } from "./text-width.js";
import { wrapText } from "./wrap-text.js";

/** What stands around every picture. */
export interface FrameTexts {
  readonly lang: Language;
  readonly title: string;
  readonly subtitle: string;
  /** What the picture shows, for readers who cannot see it. */
  readonly description: string;
  /** Options of the analysis, in one line. */
  readonly footer: string;
  /** First sentence of the study's disclaimer. */
  readonly disclaimer: string | null;
}

export const MARGIN = 24;
const TITLE_SIZE = 18;
const SUBTITLE_SIZE = 13;
const FOOTER_SIZE = 11;
const FONT_FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif";

interface FrameLines {
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly footer: readonly string[];
  readonly disclaimer: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** Height taken by the title above the drawing and by the footer below it, at a width. */
export function frameLines(texts: FrameTexts, width: number): FrameLines {
  const inner = width - 2 * MARGIN;
  const title = wrapText(texts.title, TITLE_SIZE, inner, "bold").slice(0, 3);
  const subtitle = wrapText(texts.subtitle, SUBTITLE_SIZE, inner).slice(0, 3);
  const footer = wrapText(texts.footer, FOOTER_SIZE, inner);
  const disclaimer = texts.disclaimer === null ? [] : wrapText(texts.disclaimer, FOOTER_SIZE, inner).slice(0, 4);
  const headerText = (title.length * TITLE_SIZE + subtitle.length * SUBTITLE_SIZE) * LINE_HEIGHT;
  return {
    title,
    subtitle,
    footer,
    disclaimer,
    top: 16 + headerText + 14,
    bottom: 14 + (footer.length + disclaimer.length) * (FOOTER_SIZE + 3.5) + 10,
  };
}

/** The place left for the drawing between title and footer. */
export function drawingArea(texts: FrameTexts, width: number, height: number): Box {
  const { top, bottom } = frameLines(texts, width);
  return { x: MARGIN, y: top, width: width - 2 * MARGIN, height: height - top - bottom };
}

/** The whole picture as SVG text: title, drawing, footer. Self-contained: no script, style sheet, font or id. */
export function picture(texts: FrameTexts, width: number, height: number, drawing: readonly string[]): string {
  const lines = frameLines(texts, width);
  const header: string[] = [];
  let y = 16;
  for (const line of lines.title) {
    y += TITLE_SIZE * LINE_HEIGHT;
    header.push(textLine(MARGIN, y - 4, line, { size: TITLE_SIZE, weight: "bold" }));
  }
  for (const line of lines.subtitle) {
    y += SUBTITLE_SIZE * LINE_HEIGHT;
    header.push(textLine(MARGIN, y - 1, line, { size: SUBTITLE_SIZE, fill: MUTED_INK }));
  }
  const footer: string[] = [];
  y = height - lines.bottom + 14;
  for (const line of lines.footer) {
    y += FOOTER_SIZE + 3.5;
    footer.push(textLine(MARGIN, y - 3, line, { size: FOOTER_SIZE, fill: MUTED_INK }));
  }
  for (const line of lines.disclaimer) {
    y += FOOTER_SIZE + 3.5;
    footer.push(textLine(MARGIN, y - 3, line, { size: FOOTER_SIZE, fill: INK, italic: true }));
  }
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${Math.round(width * 100) / 100} ${Math.round(height * 100) / 100}`,
      role: "img",
      lang: texts.lang,
      "font-family": FONT_FAMILY,
    },
    [
      `<title>${escapeText(`${texts.title} — ${texts.subtitle}`)}</title>`,
      `<desc>${escapeText(texts.description)}</desc>`,
      element("rect", { width, height, fill: "#ffffff" }),
      ...header,
      ...drawing,
      ...footer,
    ].join("\n"),
  );
  return `${root}\n`;
}

/** A picture that says in words why there is nothing to draw. */
export function messagePicture(texts: FrameTexts, width: number, height: number, message: string): string {
  const area = drawingArea(texts, width, height);
  const lines = wrapText(message, 16, area.width - 80);
  const top = area.y + area.height / 2 - (lines.length * 22) / 2;
  return picture({ ...texts, description: message }, width, height, [
    element("rect", { ...area, fill: "#f7f7f7", stroke: "#cccccc" }),
    ...lines.map((line, index) =>
      textLine(area.x + area.width / 2, top + 22 * index + 17, line, { size: 16, fill: MUTED_INK, anchor: "middle" }),
    ),
  ]);
}
