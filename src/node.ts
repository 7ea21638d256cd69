export * from "./index.js";
export { type Example, listExamples, readExample, readExamples } from "./node/examples.js";
export { type PngOptions, svgToPng } from "./node/png.js";
export { type ReadStudyOptions, readStudy } from "./node/read-study.js";
export { type ParseMatrixXlsxOptions, parseMatrixXlsx } from "./node/read-xlsx.js";
export { sensitivity } from "./node/sensitivity.js";
export { writeReport } from "./node/write-report.js";
export { writeRobustnessReport, writeSensitivityReport } from "./node/write-sensitivity-report.js";
export { writeStudy } from "./node/write-study.js";
