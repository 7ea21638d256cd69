import { graphAnalysis } from "../graph/graph-analysis.js";
import { localize } from "../language/text.js";
import { type InfluenceMatrix, influenceMatrix } from "../matrix/influence-matrix.js";
import { spectrum } from "../matrix/spectrum.js";
import { characteristics } from "../structure/characteristics.js";
import { direct } from "../structure/direct.js";
import { displacement } from "../structure/displacement.js";
import { historyFor, indirectPlane } from "../structure/indirect.js";
import { interpretiveStructure } from "../structure/interpretive-structure.js";
import { stabilityTable } from "../structure/stability.js";
import { vester } from "../structure/vester.js";
import type { Study } from "../study/study.js";
import type { Analysis } from "./analysis.js";
import { type AnalysisOptions, resolveOptions } from "./options.js";

/**
 * The structural analysis of a study, whole: which variables drive the system, which are at stake, which are only results.
 *
 * Direct and indirect planes, the potential ones where the matrix has a P, stability of the rankings, spectrum, displacement,
 * graph. Every option is written in the result. The same study and options give the same record, and the same bytes of
 * JSON from the library, the command line and the API.
 *
 * A single variable, or a matrix without influences, has sums of 0 and no classes. Cost: about O(50 × non-zero cells) for the planes,
 * O(n × cells) for the graph. Throws {@link OptionsError}, and `analysis-undefined` as {@link indirect} does.
 *
 * @example
 * const study = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 2], [1, null]] });
 * analyze(study, { power: 3 }).indirect.influence; // [4, 2]
 */
export function analyze(study: Study, options: AnalysisOptions = {}): Analysis {
  const resolved = resolveOptions(study, options);
  const { lang, potentialValue, threshold, cut, loopLength, loopLimit } = resolved;
  const matrix = influenceMatrix(study);
  const history = historyFor(matrix, resolved);
  const fromPlane = direct(matrix, { threshold });
  const toPlane = indirectPlane(matrix, resolved, history);
  const marks = characteristics(study);
  const potential = marks.counts["P"] === 0 ? null : influenceMatrix(study, potentialValue);
  return {
    study: {
      id: study.id,
      title: localize(study.title, lang),
      size: matrix.size,
      disclaimer: study.disclaimer === undefined ? null : localize(study.disclaimer, lang),
      blocks: study.blocks.map((block) => ({ id: block.id, label: localize(block.label, lang) })),
    },
    options: resolved,
    characteristics: marks,
    variables: study.variables.map((variable) => ({
      id: variable.id,
      code: variable.code,
      label: localize(variable.label, lang),
      short: localize(variable.short, lang),
      block: variable.block,
    })),
    direct: fromPlane,
    indirect: toPlane,
    potentialDirect: potential && direct(potential, { threshold }),
    potentialIndirect: potential && indirectPlane(potential, resolved, historyFor(potential, resolved)),
    stability: stabilityTable(history),
    spectrum: spectrum(matrix),
    displacement: displacement(matrix.labels, fromPlane, toPlane),
    vester: vester(matrix),
    levels: levelsAt(matrix, cut),
    graph: graphAnalysis(study, { loopLength, loopLimit }),
  };
}

function levelsAt(matrix: InfluenceMatrix, cut: number): Analysis["levels"] {
  const { drivingPower, dependencePower, levels } = interpretiveStructure(matrix, { cut });
  return { cut, drivingPower, dependencePower, levels };
}
