import type { Study } from "../study/study.js";
import { type GraphFileOptions, graphFile } from "./graph-file.js";
import { xmlText } from "./xml-text.js";

/**
 * The influence graph as GEXF 1.2 (gexf.net), for Gephi and networkx.
 *
 * Nodes carry label, code, short, block, blockLabel and class, and the `measures` given; edges their weight and `potential`. What is
 * null is left out. Title, disclaimer and options stand in `meta`. The same input always gives the same text: no clock time.
 * Characters XML cannot hold become U+FFFD. A P is an edge of weight 0: networkx reads it so; Gephi drops edges of
 * weight 0 on import and says so in its report. Cost: O(n² + edges). Throws OptionsError.
 *
 * @example
 * writeGexf(study, { classes: analysis.direct.classes, measures: analysis.graph.centrality });
 */
export function writeGexf(study: Study, options: GraphFileOptions = {}): string {
  const { title, disclaimer, options: analysisOptions, nodes, measures, edges } = graphFile(study, options);
  const description = [title, disclaimer, analysisOptions].filter((part) => part !== "").join("\n");
  const texts = ["code", "short", "block", "blockLabel", "class"] as const;
  const declare = (name: string, type: string) =>
    `      <attribute id="${xmlText(name)}" title="${xmlText(name)}" type="${type}"/>`;
  const attribute = (name: string, value: string | number | boolean | null) =>
    value === null ? [] : [`          <attvalue for="${xmlText(name)}" value="${xmlText(String(value))}"/>`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
    "  <meta>",
    "    <creator>Motrice</creator>",
    `    <description>${xmlText(description)}</description>`,
    "  </meta>",
    '  <graph mode="static" defaultedgetype="directed">',
    '    <attributes class="node" mode="static">',
    ...texts.map((name) => declare(name, "string")),
    ...measures.map(({ name }) => declare(name, "double")),
    "    </attributes>",
    '    <attributes class="edge" mode="static">',
    declare("potential", "boolean"),
    "    </attributes>",
    "    <nodes>",
    ...nodes.flatMap((node, i) => [
      `      <node id="${xmlText(node.id)}" label="${xmlText(node.label)}">`,
      "        <attvalues>",
      ...texts.flatMap((name) => attribute(name, node[name])),
      ...measures.flatMap(({ name, values }) => attribute(name, values[i]!)),
      "        </attvalues>",
      "      </node>",
    ]),
    "    </nodes>",
    "    <edges>",
    ...edges.flatMap(({ from, to, weight, potential }, i) => [
      `      <edge id="${i}" source="${xmlText(from)}" target="${xmlText(to)}" weight="${weight}">`,
      "        <attvalues>",
      ...attribute("potential", potential),
      "        </attvalues>",
      "      </edge>",
    ]),
    "    </edges>",
    "  </graph>",
    "</gexf>",
    "",
  ].join("\n");
}
