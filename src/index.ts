export type { AnalysedVariable, Analysis } from "./analysis/analysis.js";
export { analyze } from "./analysis/analyze.js";
export { ANALYSIS_DEFAULTS, type AnalysisOptions, type ResolvedAnalysisOptions } from "./analysis/options.js";
export {
  describeValue,
  ERROR_CODES,
  type ErrorCode,
  formatIssue,
  type Issue,
  MotriceError,
  OptionsError,
  StudyError,
} from "./errors.js";
export { adjustedRandIndex } from "./graph/adjusted-rand-index.js";
export { blockInfluences } from "./graph/block-influences.js";
export {
  CENTRALITY_MEASURES,
  type Centralities,
  type CentralityMeasure,
  centralities,
} from "./graph/centralities.js";
export {
  type CommunitiesOptions,
  type CommunitiesResult,
  communities,
  communityAgreement,
} from "./graph/communities.js";
export {
  type FeedbackLoop,
  type FeedbackLoops,
  type FeedbackLoopsOptions,
  feedbackLoops,
} from "./graph/feedback-loops.js";
export { writeGexf } from "./graph/gexf.js";
export { type GraphAnalysis, type GraphAnalysisOptions, graphAnalysis } from "./graph/graph-analysis.js";
export type { GraphFileOptions } from "./graph/graph-file.js";
export { writeGraphml } from "./graph/graphml.js";
export {
  type InfluenceEdge,
  type InfluenceGraphOptions,
  type InfluenceNode,
  influenceGraph,
} from "./graph/influence-graph.js";
export type { Influences } from "./graph/influences.js";
export {
  type Influence,
  STRONGEST_PERCENTS,
  type StrongestInfluences,
  strongestInfluences,
} from "./graph/strongest-influences.js";
export { type StrongestPath, type StrongestPathsOptions, strongestPaths } from "./graph/strongest-paths.js";
export { HOME_WORDS, type HomeWords } from "./language/home-words.js";
export { type Language, localize, type Text } from "./language/text.js";
export { type InfluenceMatrix, influenceMatrix, transpose } from "./matrix/influence-matrix.js";
export { powerMatrix } from "./matrix/power-matrix.js";
export { type LimitReason, type Spectrum, spectrum } from "./matrix/spectrum.js";
export {
  type LabelStyle,
  PLOT_DEFAULTS,
  type PlotInput,
  type PlotOptionName,
  type PlotOptions,
} from "./plots/plot-options.js";
export { isPlotName, PLOT_NAMES, PLOTS, type PlotDefinition, type PlotName, plot } from "./plots/plots.js";
export { toCsv } from "./report/csv.js";
export { toHtml } from "./report/html.js";
export { toJson } from "./report/json.js";
export { type MarkdownOptions, toMarkdown } from "./report/markdown.js";
export { type Characteristics, characteristics } from "./structure/characteristics.js";
export { dematel, type TotalRelation } from "./structure/dematel.js";
export { type DirectOptions, direct } from "./structure/direct.js";
export { type Displacement, displacement } from "./structure/displacement.js";
export {
  type IndirectOptions,
  type IndirectPlane,
  type InstabilityReason,
  indirect,
  type Measure,
} from "./structure/indirect.js";
export {
  type InterpretiveStructure,
  type InterpretiveStructureOptions,
  interpretiveStructure,
} from "./structure/interpretive-structure.js";
export type { Class, Plane } from "./structure/plane.js";
export { potentialDirect, potentialIndirect } from "./structure/potential.js";
export { type StabilityOptions, type StabilityRow, stability } from "./structure/stability.js";
export type { Threshold } from "./structure/threshold.js";
export { type VesterIndices, vester } from "./structure/vester.js";
export { decodeText } from "./study/decode-text.js";
export {
  type BareMatrixOptions,
  type ParseMatrixCsvOptions,
  parseMatrixCsv,
  type WriteMatrixCsvOptions,
  writeMatrixCsv,
} from "./study/matrix-csv.js";
export { parseJson } from "./study/parse-json.js";
export { parseStudy } from "./study/parse-study.js";
export { EXAMPLE_STUDY, MAX_VARIABLES, StudySchema } from "./study/schema.js";
export type { Block, Cell, Hypotheses, Hypothesis, Judgement, Scale, Study, Variable } from "./study/study.js";
export { parseStudyJson, writeStudyJson } from "./study/study-json.js";
