export { AGENDA_DEFAULTS, type Agenda, type AgendaCell, type AgendaOptions, agenda } from "./analysis/agenda.js";
export type { AnalysedVariable, Analysis } from "./analysis/analysis.js";
export { analyze } from "./analysis/analyze.js";
export { type ChangedCell, type MovedClass, type Moves, moves } from "./analysis/moves.js";
export { ANALYSIS_DEFAULTS, type AnalysisOptions, type ResolvedAnalysisOptions } from "./analysis/options.js";
export {
  describeValue,
  ERROR_CODES,
  type ErrorCode,
  FormError,
  formatIssue,
  type Issue,
  MotriceError,
  OptionsError,
  StudyError,
} from "./errors.js";
export { type Aggregate, type AggregateRow, aggregate, aggregateRow, type LackingCell } from "./experts/aggregate.js";
export { type AggregatedCell, aggregateCell, type LackReason, type WeighedAnswer } from "./experts/aggregate-cell.js";
export {
  AGGREGATION_DEFAULTS,
  AGGREGATION_METHODS,
  type AggregationMethod,
  type AggregationOptions,
  potentialOf,
  type ResolvedAggregationOptions,
  resolveAggregationOptions,
} from "./experts/aggregation-options.js";
export { AGREEMENT_DEFAULTS, type Agreement, type AgreementOptions, agreement } from "./experts/agreement.js";
export { answerValues } from "./experts/answer-values.js";
export { type AssignableStudy, type AssignmentItem, assignedCells } from "./experts/assigned-cells.js";
export type { AnswerCount, CellAgreement } from "./experts/cell-agreement.js";
export { consensusMatrix, type Decision } from "./experts/consensus-matrix.js";
export { consensusStudy } from "./experts/consensus-study.js";
export type { Answer, Confidence, Contribution, VariableList } from "./experts/contribution.js";
export type { ExpertDistances } from "./experts/expert-distances.js";
export { type CellFeedback, type ExpertFeedback, expertFeedback, feedbackRow } from "./experts/expert-feedback.js";
export type { ExpertSeverity } from "./experts/expert-severity.js";
export { type FairShare, type FairSplitInput, fairSplit } from "./experts/fair-split.js";
export {
  EXPERT_FEEDBACK_DEFAULTS,
  type ExpertFeedbackOptions,
  type GroupCell,
  type GroupFeedback,
  groupFeedback,
} from "./experts/group-feedback.js";
export { type KendallW, kendallW } from "./experts/kendall-w.js";
export {
  type KrippendorffAlpha,
  type KrippendorffAlphaOptions,
  krippendorffAlpha,
} from "./experts/krippendorff-alpha.js";
export {
  type DepartingDecision,
  type MatrixMaking,
  matrixMaking,
  type ReasonedDecision,
} from "./experts/matrix-making.js";
export {
  type AnswerFlip,
  type CellEffect,
  type Disagreement,
  rankDisagreements,
} from "./experts/rank-disagreements.js";
export type { Concordance, RankingConcordance } from "./experts/ranking-concordance.js";
export {
  type CellChange,
  type ExpertChange,
  ROUND_STABILITY_DEFAULTS,
  type RoundStability,
  type RoundStabilityOptions,
  roundStability,
} from "./experts/round-stability.js";
export type { Spread } from "./experts/spread.js";
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
export { COMMON_WORDS, type CommonWords } from "./language/common-words.js";
export { COMPARE_WORDS, type CompareWords } from "./language/compare-words.js";
export { FACILITATOR_WORDS, type FacilitatorWords } from "./language/facilitator-words.js";
export { FICHE_WORDS, type FicheWords } from "./language/fiche-words.js";
export { HOME_WORDS, type HomeWords } from "./language/home-words.js";
export { PAGE_WORDS, type PageWords } from "./language/page-words.js";
export { PROBLEM_WORDS, type ProblemWords } from "./language/problem-words.js";
export { REPORT_SCREEN_WORDS, type ReportScreenWords } from "./language/report-screen-words.js";
export { RESULTS_WORDS, type ResultsWords } from "./language/results-words.js";
export { SCORING_WORDS, type ScoringWords } from "./language/scoring-words.js";
export { SENSITIVITY_SCREEN_WORDS, type SensitivityScreenWords } from "./language/sensitivity-screen-words.js";
export { slugOf } from "./language/slug.js";
export { STUDIES_WORDS, type StudiesWords } from "./language/studies-words.js";
export { firstSentence, LANGUAGES, type Language, localize, type Text } from "./language/text.js";
export { VARIABLES_WORDS, type VariablesWords } from "./language/variables-words.js";
export { type InfluenceMatrix, influenceMatrix, transpose } from "./matrix/influence-matrix.js";
export { powerMatrix } from "./matrix/power-matrix.js";
export { type LimitReason, type Spectrum, spectrum } from "./matrix/spectrum.js";
export type { PlaneName } from "./plots/plane-name.js";
export {
  type LabelStyle,
  PLOT_DEFAULTS,
  type PlotInput,
  type PlotOptionName,
  type PlotOptions,
} from "./plots/plot-options.js";
export { isPlotName, PLOT_NAMES, PLOTS, type PlotDefinition, type PlotName, plot } from "./plots/plots.js";
export { perturbationText } from "./plots/sensitivity/perturbation-text.js";
export type { SensitivityPlotInput, SensitivityPlotOptions } from "./plots/sensitivity-plot-options.js";
export {
  isSensitivityPlotName,
  SENSITIVITY_PICTURES,
  SENSITIVITY_PLOT_NAMES,
  SENSITIVITY_PLOTS,
  type SensitivityPicture,
  type SensitivityPlotName,
  sensitivityPictureFile,
  sensitivityPlot,
} from "./plots/sensitivity-plots.js";
export { toAgreementCsv } from "./report/agreement-csv.js";
export { toCsv } from "./report/csv.js";
export { type FicheInput, ficheArticle, ficheHtml, ficheMarkdown } from "./report/fiche.js";
export { type FileContent, fileName } from "./report/file-name.js";
export { toHtml } from "./report/html.js";
export { toJson } from "./report/json.js";
export { type MarkdownOptions, toMarkdown } from "./report/markdown.js";
export type { ReportAdditions } from "./report/report-additions.js";
export { toRobustnessCsv } from "./report/robustness-csv.js";
export { safeMarkdown } from "./report/safe-markdown.js";
export type { ReportMaking } from "./report/sections/making-section.js";
export { toSensitivityCsv } from "./report/sensitivity-csv.js";
export {
  CELL_INFLUENCE_DEFAULTS,
  type CellInfluence,
  type CellInfluenceOptions,
  type CellInfluenceRow,
  cellInfluence,
  type DetailedPlaneEffect,
  type PlaneEffect,
} from "./sensitivity/cell-influence.js";
export {
  type Chunk,
  type ChunkedComputation,
  type ChunkPlan,
  type CountedChunk,
  chunkFrom,
} from "./sensitivity/chunk.js";
export { type RunOptions, resolveSensitivityOptions, type SensitivityOptions } from "./sensitivity/options.js";
export type { Contributions } from "./sensitivity/perturbations/contributions.js";
export {
  PERTURBATION_KINDS,
  type Perturbation,
  type PerturbationModel,
} from "./sensitivity/perturbations/perturbation.js";
export type {
  ConvergencePoint,
  ConvergenceState,
  DescribedModel,
  RankSpread,
  SensitivityPlane,
  SensitivityResult,
} from "./sensitivity/result.js";
export {
  type Robustness,
  type RobustnessOptions,
  type RobustnessPlane,
  robustness,
  robustnessChunks,
  robustnessSlices,
} from "./sensitivity/robustness.js";
export { sensitivity } from "./sensitivity/sensitivity.js";
export { sensitivityChunks } from "./sensitivity/sensitivity-chunks.js";
export {
  THRESHOLD_TABLE_DEFAULTS,
  type ThresholdTable,
  type ThresholdTableOptions,
  type ThresholdTableRow,
  thresholdTable,
} from "./sensitivity/threshold-table.js";
export {
  type ValueChange,
  type ValueChangeEffect,
  type ValueChangePlane,
  type ValueChanges,
  type ValueChangesOptions,
  valueChanges,
} from "./sensitivity/value-changes.js";
export {
  type Removal,
  type RemovalPlane,
  VARIABLE_REMOVAL_DEFAULTS,
  type VariableRemoval,
  type VariableRemovalOptions,
  variableRemoval,
} from "./sensitivity/variable-removal.js";
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
  FICHE_SECTIONS,
  type Fiche,
  FicheSchema,
  type FicheSection,
  HYPOTHESIS_KINDS,
  type HypothesisKind,
} from "./study/fiche.js";
export { guardFormula } from "./study/formula-guard.js";
export {
  type BareMatrixOptions,
  type ParseMatrixCsvOptions,
  parseMatrixCsv,
  type WriteMatrixCsvOptions,
  writeMatrixCsv,
} from "./study/matrix-csv.js";
export { type OffScale, type OffScaleCell, offScale } from "./study/off-scale.js";
export { parseJson } from "./study/parse-json.js";
export { parseStudy } from "./study/parse-study.js";
export { EXAMPLE_STUDY, MAX_VARIABLES, StudySchema } from "./study/schema.js";
export { schemaIssues } from "./study/schema-issues.js";
export type { Block, Cell, Hypotheses, Hypothesis, Judgement, Scale, Study, Variable } from "./study/study.js";
export { parseStudyJson, writeStudyJson } from "./study/study-json.js";
export { writeCsv } from "./study/write-csv.js";
