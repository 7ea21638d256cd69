/** A section of a report, by its id. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
}

/** A report, parted into what a page without inline styles may show. */
export interface PartedReport {
  /** Without its style sheet; styles of elements stand in `data-style`. */
  readonly markup: string;
  readonly css: string;
}

const STYLE = /<style>\n?([\s\S]*?)<\/style>\n?/;

/** Parts a report: the page allows style sheets of its own only, so styles go in by script. In texts of a report a quotation mark is `&quot;`. */
export function partReport(html: string): PartedReport {
  const css = STYLE.exec(html)?.[1] ?? "";
  return { markup: html.replace(STYLE, "").replaceAll(' style="', ' data-style="'), css };
}

/** Puts the styles of a report back into the document that shows it. */
export function styleReport(frame: Window & typeof globalThis, css: string): void {
  const sheet = new frame.CSSStyleSheet();
  sheet.replaceSync(css);
  frame.document.adoptedStyleSheets = [sheet];
  for (const element of frame.document.querySelectorAll<HTMLElement>("[data-style]"))
    element.style.cssText = element.dataset["style"]!;
}

/** The sections of a report in their order. */
export function sectionsOf(report: Document): ReportSection[] {
  return [...report.querySelectorAll("main > section")].map((section) => {
    const heading = section.querySelector("h2")!.cloneNode(true) as HTMLElement;
    heading.querySelector(".number")?.remove();
    return { id: section.id, title: heading.textContent.trim() };
  });
}

/** Shows the sections of a report that are wanted, numbered anew, and hides the others with their line in the contents. */
export function showSections(report: Document, without: ReadonlySet<string>): void {
  let number = 0;
  for (const section of report.querySelectorAll<HTMLElement>("main > section")) {
    const isHidden = without.has(section.id);
    const line = report.querySelector<HTMLElement>(`nav a[href="#${CSS.escape(section.id)}"]`);
    section.style.display = isHidden ? "none" : "";
    if (line?.parentElement) line.parentElement.style.display = isHidden ? "none" : "";
    if (isHidden) continue;
    number += 1;
    for (const mark of [section.querySelector("h2 > .number"), line?.querySelector(".number")])
      if (mark) mark.textContent = String(number);
  }
}

/** The report that is shown as one HTML file, without the sections that are hidden. */
export function reportFile(report: Document, css: string): string {
  const root = report.documentElement.cloneNode(true) as HTMLElement;
  for (const element of root.querySelectorAll<HTMLElement>("main > section, nav li")) {
    if (element.style.display === "none") element.remove();
    else element.removeAttribute("style");
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-style]")) {
    element.setAttribute("style", element.dataset["style"]!);
    element.removeAttribute("data-style");
  }
  const style = report.createElement("style");
  style.textContent = css;
  root.querySelector("head")!.append(style);
  return `<!DOCTYPE html>\n${root.outerHTML}\n`;
}
