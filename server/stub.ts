import type { Analysis, Study } from "../src/index.js";
export const PLOT_NAMES = ["map-direct", "map-indirect", "stability"] as const;
export type PlotName = (typeof PLOT_NAMES)[number];
export const plot = (name: string, input: { study: Study; analysis: Analysis }, options: object) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text x="10" y="20">${name} ${input.analysis.study.size} ${JSON.stringify(options).length}</text></svg>`;
export const toHtml = (_study: Study, analysis: Analysis) => `<!DOCTYPE html>\n<html lang="${analysis.options.lang}">\n<body>\n<h1>stub</h1></body></html>`;
