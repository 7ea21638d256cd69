/** What a file is, as its name says it. */
const en = {
  report: "report",
  study: "study",
  matrix: "matrix",
  analysis: "analysis",
  graph: "graph",
  "map-direct": "direct-plane",
  "map-indirect": "indirect-plane",
  "map-potential-direct": "potential-direct-plane",
  "map-potential-indirect": "potential-indirect-plane",
  displacement: "displacement",
  "rank-change": "rankings",
  stability: "stability",
};

const fr: typeof en = {
  report: "rapport",
  study: "etude",
  matrix: "matrice",
  analysis: "analyse",
  graph: "graphe",
  "map-direct": "plan-direct",
  "map-indirect": "plan-indirect",
  "map-potential-direct": "plan-direct-potentiel",
  "map-potential-indirect": "plan-indirect-potentiel",
  displacement: "deplacements",
  "rank-change": "classements",
  stability: "stabilite",
};

export const FILE_WORDS = { en, fr };
