/** The parts of the engine that the benches time, public or not. Compiled by compile-engine.ts; not imported by the benches. */
export { analyze } from "../src/analysis/analyze.js";
export { edgeCentralities } from "../src/graph/centralities.js";
export { edgeCommunities } from "../src/graph/communities.js";
export { edgeFeedbackLoops } from "../src/graph/feedback-loops.js";
export { influenceEdges } from "../src/graph/influences.js";
export { influenceMatrix } from "../src/matrix/influence-matrix.js";
export { powerMatrix } from "../src/matrix/power-matrix.js";
export { powerSums } from "../src/matrix/power-sums.js";
export { rankReals } from "../src/matrix/ranking.js";
export { multiplyVector, sparseMatrix, transposeSparse } from "../src/matrix/sparse-matrix.js";
export { spectrum } from "../src/matrix/spectrum.js";
export { direct } from "../src/structure/direct.js";
export { historyFor, INDIRECT_DEFAULTS, indirectPlane } from "../src/structure/indirect.js";
export { stabilityTable } from "../src/structure/stability.js";
