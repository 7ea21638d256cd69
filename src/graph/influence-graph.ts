import { DirectedGraph } from "graphology";
import { LANGUAGES, type Language, localize } from "../language/text.js";
import type { Study } from "../study/study.js";
import { checkedOptions, type OptionRule } from "./checked-options.js";

export interface InfluenceGraphOptions {
  /** Class of each variable, in the order of the study, such as `analysis.direct.classes`. @default all null */
  readonly classes?: readonly (string | null)[];
  /** Language of the labels. @default the study's language */
  readonly lang?: Language;
}

export interface InfluenceNode {
  readonly code: string;
  readonly label: string;
  readonly short: string;
  /** Id of the block. */
  readonly block: string | null;
  readonly class: string | null;
}

export interface InfluenceEdge {
  /** Strength of the influence; 0 for a P. */
  readonly weight: number;
  /** Whether the cell is a P. */
  readonly potential: boolean;
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
 * graph.getEdgeAttribute("climate", "energy", "weight");
 */
export function influenceGraph(
  study: Study,
  options: InfluenceGraphOptions = {},
): DirectedGraph<InfluenceNode, InfluenceEdge> {
  const { variables } = study;
  const { classes, lang } = checkedOptions<Required<InfluenceGraphOptions>>(
    options,
    { classes: variables.map(() => null), lang: study.language },
    { classes: classPerVariable(variables.length), lang: languageRule },
  );
  const graph = new DirectedGraph<InfluenceNode, InfluenceEdge>({ allowSelfLoops: false });
  variables.forEach(({ id, code, label, short, block }, i) => {
    const texts = { label: localize(label, lang), short: localize(short, lang) };
    graph.addNode(id, { code, ...texts, block, class: classes[i] ?? null });
  });
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (cell === null || cell === 0) return;
      const potential = cell === "P";
      graph.addDirectedEdge(variables[from]!.id, variables[to]!.id, { weight: potential ? 0 : cell, potential });
    });
  });
  return graph;
}

export const languageRule: OptionRule = {
  expected: `one of ${LANGUAGES.join(", ")}`,
  test: (value) => LANGUAGES.includes(value as Language),
};

export function classPerVariable(size: number): OptionRule {
  return {
    expected: `a list of ${size} classes or nulls, one per variable`,
    test: (value) =>
      Array.isArray(value) && value.length === size && value.every((each) => each === null || typeof each === "string"),
  };
}
