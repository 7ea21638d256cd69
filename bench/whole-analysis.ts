import type { Study } from "../src/index.js";
import { readStudy } from "../src/node.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { compileEngine } from "./compile-engine.js";
import { type Alternative, type MeasureOptions, measure } from "./measure.js";
import { seededStudy } from "./seeded-inputs.js";

type Engine = typeof import("./engine.js");

interface Case {
  readonly label: string;
  readonly study: Study;
  /** What the median should not pass, in ms. */
  readonly targetMs: number | null;
}

const WHOLE = "analyze, whole";

/** `analyze` warm, and each of its parts alone, so that one sees where the time goes. */
export const wholeAnalysis: Bench = async ({ quick, seed }) => {
  const engine = await compileEngine();
  const shipped = { label: "the shipped study, n = 29", study: await readStudy(SHIPPED_STUDY_PATH), targetMs: 5 };
  const random = (size: number, percent: number, targetMs: number | null, potentials = 0): Case => ({
    label: `n = ${size}, ${percent} % filled${potentials > 0 ? `, ${100 * potentials} % of them P` : ""}`,
    study: seededStudy(size, percent / 100, potentials, seed),
    targetMs,
  });
  const cases = quick
    ? [shipped, random(40, 25, null, 0.1)]
    : [shipped, random(200, 25, 150), random(200, 25, 150, 0.05), random(1000, 10, 3000)];
  const options: MeasureOptions = quick
    ? { rounds: 1, sampleMs: 0.1, budgetMs: 100 }
    : { rounds: 25, sampleMs: 20, budgetMs: 8000 };

  const rows: Row[] = [];
  for (const { label, study, targetMs } of cases) {
    for (const timing of await measure(partsOf(engine, study), options)) {
      const budget = timing.name === WHOLE && targetMs !== null ? atMost(targetMs, "ms", timing.median) : null;
      rows.push(measuredRow({ case: label, way: timing.name, unit: "ms" }, timing, { ratio: timing.ratio, budget }));
    }
  }
  return {
    name: "whole-analysis",
    title: "analyze, warm, and its parts alone",
    reference: WHOLE,
    rows,
    notes: ["parts are the functions that analyze calls, each timed alone"],
  };
};

/** The whole and the functions it calls, on inputs made beforehand. */
function partsOf(engine: Engine, study: Study): Alternative[] {
  const options = { ...engine.INDIRECT_DEFAULTS };
  const matrix = engine.influenceMatrix(study);
  const history = engine.historyFor(matrix, options);
  const { ids, edges } = engine.influenceEdges(study);
  const planes = (influences: typeof matrix) => {
    engine.direct(influences);
    engine.indirectPlane(influences, options, engine.historyFor(influences, options));
  };
  const potential = study.direct.some((row) => row.includes("P")) ? engine.influenceMatrix(study, 3) : null;
  return [
    { name: WHOLE, run: () => engine.analyze(study) },
    { name: "direct and indirect planes, all powers", run: () => planes(matrix) },
    ...(potential === null ? [] : [{ name: "potential planes, all powers", run: () => planes(potential) }]),
    { name: "stability, all powers at hand", run: () => engine.stabilityTable(history) },
    { name: "spectrum", run: () => engine.spectrum(matrix) },
    { name: "graph: centralities", run: () => engine.edgeCentralities(edges) },
    { name: "graph: feedback loops", run: () => engine.edgeFeedbackLoops(ids, edges) },
    { name: "graph: communities", run: () => engine.edgeCommunities(edges) },
  ];
}
