import type { Language } from "../language/text.js";
import type { Box } from "./geometry.js";
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
export declare const MARGIN = 24;
interface FrameLines {
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly footer: readonly string[];
  readonly disclaimer: readonly string[];
  readonly top: number;
  readonly bottom: number;
}
/** Height taken by the title above the drawing and by the footer below it, at a width. */
export declare function frameLines(texts: FrameTexts, width: number): FrameLines;
/** The place left for the drawing between title and footer. */
export declare function drawingArea(texts: FrameTexts, width: number, height: number): Box;
/** The whole picture as SVG text: title, drawing, footer. Self-contained: no script, style sheet, font or id. */
export declare function picture(texts: FrameTexts, width: number, height: number, drawing: readonly string[]): string;
/** A picture that says in words why there is nothing to draw. */
export declare function messagePicture(texts: FrameTexts, width: number, height: number, message: string): string;
