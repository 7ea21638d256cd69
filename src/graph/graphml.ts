import type { Study } from "../study/study.js";
import { type GraphFileOptions, graphFile } from "./graph-file.js";
import { xmlText } from "./xml-text.js";

/**
 * The influence graph as GraphML (doi:10.1007/3-540-45848-4_59), for networkx, igraph and Gephi.
 *
 * Nodes carry label, code, short, block, blockLabel and class, and the `measures` given; edges their weight and `potential`. What is
 * null is left out. Title, disclaimer and options are attributes of the graph. The same input always gives the same
 * text: no clock time. Characters XML cannot hold become U+FFFD. A P is an edge of weight 0: networkx and igraph read it
 * so; Gephi drops edges of weight 0 on import and says so in its report. igraph 0.10 gives an & in an id or in the name of a measure as
 * `&#38;`, however it is written. Cost: O(n² + edges). Throws OptionsError.
 *
 * @example
 * writeGraphml(study, { classes: analysis.direct.classes, measures: analysis.graph.centrality });
 */
export function writeGraphml(study: Study, options: GraphFileOptions = {}): string {
  const { title, disclaimer, options: analysisOptions, nodes, measures, edges } = graphFile(study, options);
  const texts = ["label", "code", "short", "block", "blockLabel", "class"] as const;
  const about = { title, disclaimer, options: analysisOptions };
  const declare = (id: string, element: string, name: string, type: string) =>
    `  <key id="${id}" for="${element}" attr.name="${xmlText(name)}" attr.type="${type}"/>`;
  const data = (indent: string, key: string, value: string | number | boolean | null) =>
    value === null || value === "" ? [] : [`${indent}<data key="${key}">${xmlText(String(value))}</data>`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...Object.keys(about).map((name) => declare(`g-${name}`, "graph", name, "string")),
    ...texts.map((name) => declare(`n-${name}`, "node", name, "string")),
    ...measures.map(({ name }, i) => declare(`m-${i}`, "node", name, "double")),
    declare("e-weight", "edge", "weight", "double"),
    declare("e-potential", "edge", "potential", "boolean"),
    '  <graph id="influences" edgedefault="directed">',
    ...Object.entries(about).flatMap(([name, value]) => data("    ", `g-${name}`, value)),
    ...nodes.flatMap((node, i) => [
      `    <node id="${xmlText(node.id)}">`,
      ...texts.flatMap((name) => data("      ", `n-${name}`, node[name])),
      ...measures.flatMap(({ values }, number) => data("      ", `m-${number}`, values[i]!)),
      "    </node>",
    ]),
    ...edges.flatMap(({ from, to, weight, potential }, i) => [
      `    <edge id="e${i}" source="${xmlText(from)}" target="${xmlText(to)}">`,
      ...data("      ", "e-weight", weight),
      ...data("      ", "e-potential", potential),
      "    </edge>",
    ]),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}
