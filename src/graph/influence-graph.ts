import { DirectedGraph } from "graphology";
import { LANGUAGES, type Language } from "../language/text.js";
import { choiceRule, completeOptions, type Rule } from "../options.js";
import type { Study } from "../study/study.js";
import { forEachInfluence, type InfluenceEdge, type InfluenceNode, influenceNodes } from "./influence-records.js";

export type { InfluenceEdge, InfluenceNode };

export interface InfluenceGraphOptions {
  /** Class of each variable, in the order of the study, such as `analysis.direct.classes`. @default all null */
  readonly classes?: readonly (string | null)[];
  /** Language of the labels. @default the study's language */
  readonly lang?: Language;
}

/**
 * The direct influences as a graphology graph, for whatever graphology and its siblings can do with it.
 *
 * A node per variable, in order, with its id for key and {@link InfluenceNode} for attributes; an edge per cell that is
 * neither blank nor 0. A P is an edge of weight 0 marked `potential`, so the out strength of a node is its direct influence.
 * Cost: O(n² + edges). Throws OptionsError on an unknown option, or classes that are not one per variable.
 *
 * @example
 * const graph = influenceGraph(study);
 * graph.getEdgeAttribute("climate-change", "regulations", "weight"); // 3
 */
export function influenceGraph(
  study: Study,
  options: InfluenceGraphOptions = {},
): DirectedGraph<InfluenceNode, InfluenceEdge> {
  const { variables } = study;
  const { classes, lang } = completeOptions<InfluenceGraphOptions>(
    { classes: variables.map(() => null), lang: study.language },
    { classes: classPerVariable(variables.length), lang: choiceRule(LANGUAGES) },
    options,
  );
  const graph = new DirectedGraph<InfluenceNode, InfluenceEdge>({ allowSelfLoops: false });
  influenceNodes(study, classes, lang).forEach((node, i) => {
    graph.addNode(variables[i]!.id, node);
  });
  forEachInfluence(study, (from, to, edge) => {
    graph.addDirectedEdge(variables[from]!.id, variables[to]!.id, edge);
  });
  return graph;
}

/** A class or null for each variable. */
export function classPerVariable(size: number): Rule {
  return {
    expected: `a list of ${size} classes or nulls, one per variable`,
    test: (value) =>
      Array.isArray(value) && value.length === size && value.every((each) => each === null || typeof each === "string"),
  };
}
