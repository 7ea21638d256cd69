import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { writeGexf } from "../../src/graph/gexf.js";
import { graphAnalysis } from "../../src/graph/graph-analysis.js";
import type { GraphFileOptions } from "../../src/graph/graph-file.js";
import { writeGraphml } from "../../src/graph/graphml.js";
import { localize } from "../../src/language/text.js";
import type { Study } from "../../src/study/study.js";
import { pythonWith } from "./python-reference.js";
import { seededScores, studyOf } from "./seeded-studies.js";

interface ReadGraph {
  readonly nodes: readonly { id: string; attributes: Record<string, unknown> }[];
  readonly edges: readonly { from: string; to: string; weight: number; potential: boolean }[];
  readonly about: Record<string, unknown>;
}

/** Labels with all that XML makes hard: specials, quotes, line ends, control characters, other scripts, half a pair. */
const HARD = studyOf(
  [
    [null, 3, "P", 0],
    [0.25, null, null, 2],
    ["P", 1, null, 0],
    [0, 0, 1e-6, null],
  ],
  {
    title: 'Prices & <quantities> "2040"',
    disclaimer: "Illustrative scoring.\nNot a judgement.",
    blocks: [{ id: "b&1", label: "Bloc <1>" }],
    variables: [
      { id: "a", code: "V01", label: 'A & B <c> "d" \u2019e\u2019', short: "A", block: "b&1" },
      { id: "b<\u0001>", code: "V02", label: "line\none\ttab\r\n", short: "]]>" },
      { id: "b<\u0002>", code: "V03", label: "\u0000\u001b\ufffe\ud800 \u00e9\u6c34\u{1f600}", short: "&amp;" },
      { id: "d é", code: "V04", label: "=1+1", short: " spaced " },
    ],
  },
);
/** What of it no XML can hold. */
const UNREADABLE = ["\u0000", "\u0001", "\u0002", "\u001b", "\ufffe", "\ud800"];

const CLASSES = ["motor", "relay", null, "autonomous"];

const ORDINARY = studyOf(seededScores(25, 0.3, 41));

const SAMPLES: readonly { study: Study; options: GraphFileOptions }[] = [
  {
    study: HARD,
    options: {
      classes: CLASSES,
      measures: { "a < b": [0.1, 1e-300, 3, null], katz: null },
      analysisOptions: { threshold: "mean", power: 7 },
    },
  },
  { study: ORDINARY, options: { measures: graphAnalysis(ORDINARY).centrality } },
  { study: studyOf([[null]]), options: {} },
];

/** What a reader must get back, by the ids as written. */
function expected({ study, options }: (typeof SAMPLES)[number], ids: readonly string[]): ReadGraph {
  const readable = (text: string) => [...text].map((each) => (UNREADABLE.includes(each) ? "\ufffd" : each)).join("");
  const present = (attributes: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));
  const blocks = new Map(study.blocks.map((block) => [block.id, localize(block.label, study.language)]));
  return {
    nodes: study.variables.map((variable, i) => ({
      id: ids[i]!,
      attributes: present({
        label: readable(localize(variable.label, study.language)),
        code: variable.code,
        short: readable(localize(variable.short, study.language)),
        block: variable.block,
        blockLabel: blocks.get(variable.block ?? ""),
        class: options.classes?.[i],
        ...Object.fromEntries(Object.entries(options.measures ?? {}).map(([name, values]) => [name, values?.[i]])),
      }),
    })),
    edges: study.direct.flatMap((row, from) =>
      row.flatMap((cell, to) => {
        if (cell === null || cell === 0) return [];
        return [{ from: ids[from]!, to: ids[to]!, weight: cell === "P" ? 0 : cell, potential: cell === "P" }];
      }),
    ),
    about: {},
  };
}

const idsOf = (study: Study) =>
  study === HARD ? ["a", "b<\ufffd>", "b<\ufffd> 2", "d é"] : study.variables.map(({ id }) => id);

function read(interpreter: string, script: string, text: string): ReadGraph {
  const folder = mkdtempSync(join(tmpdir(), "motrice-graph-"));
  try {
    const file = join(folder, "graph.xml");
    writeFileSync(file, text);
    return JSON.parse(execFileSync(interpreter, ["-c", script, file], { encoding: "utf8", maxBuffer: 64e6 }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sortEdges = (edges: ReadGraph["edges"]) =>
  [...edges].sort((a, b) => `${a.from} > ${a.to}`.localeCompare(`${b.from} > ${b.to}`));

const NETWORKX = (format: string) => `
import json, sys, networkx as nx
graph = nx.read_${format}(sys.argv[1])
assert graph.is_directed() and not graph.is_multigraph()
print(json.dumps({
    "nodes": [{"id": id, "attributes": data} for id, data in graph.nodes(data=True)],
    "edges": [{"from": a, "to": b, "weight": d["weight"], "potential": d["potential"]} for a, b, d in graph.edges(data=True)],
    "about": {k: v for k, v in graph.graph.items() if isinstance(v, str)},
}))
`;

const networkx = pythonWith("networkx");

for (const [format, write] of [
  ["gexf", writeGexf],
  ["graphml", writeGraphml],
] as const) {
  test.skipIf(networkx === null)(
    `networkx reads the ${format} back: nodes, attributes, edges, weights, potentials`,
    () => {
      for (const sample of SAMPLES) {
        const found = read(networkx!, NETWORKX(format), write(sample.study, sample.options));
        const wanted = expected(sample, idsOf(sample.study));
        expect(found.nodes).toEqual(wanted.nodes);
        expect(sortEdges(found.edges)).toEqual(sortEdges(wanted.edges));
      }
    },
  );
}

test.skipIf(networkx === null)("networkx finds title, disclaimer and options on the GraphML graph", () => {
  const { about } = read(networkx!, NETWORKX("graphml"), writeGraphml(HARD, SAMPLES[0]!.options));
  expect(about).toMatchObject({
    title: 'Prices & <quantities> "2040"',
    disclaimer: "Illustrative scoring.\nNot a judgement.",
    options: '{"threshold":"mean","power":7}',
  });
});

const IGRAPH = `
import json, math, sys, igraph
graph = igraph.Graph.Read_GraphML(sys.argv[1])
assert graph.is_directed()
absent = lambda value: value is None or value == "" or (isinstance(value, float) and math.isnan(value))
present = lambda data: {k: v for k, v in data.items() if k != "id" and not absent(v)}
names = graph.vs["id"]
print(json.dumps({
    "nodes": [{"id": v["id"], "attributes": present(v.attributes())} for v in graph.vs],
    "edges": [{"from": names[e.source], "to": names[e.target], "weight": e["weight"], "potential": e["potential"]} for e in graph.es],
    "about": {k: graph[k] for k in graph.attributes()},
}))
`;

const igraph = pythonWith("igraph");

test.skipIf(igraph === null)(
  "igraph reads the GraphML back: nodes, attributes, edges, weights, potentials, title",
  () => {
    for (const sample of SAMPLES) {
      const found = read(igraph!, IGRAPH, writeGraphml(sample.study, sample.options));
      const wanted = expected(sample, idsOf(sample.study));
      expect(found.nodes).toEqual(wanted.nodes);
      expect(sortEdges(found.edges)).toEqual(sortEdges(wanted.edges));
      expect(found.about["title"]).toBe(localize(sample.study.title, "en"));
    }
  },
);

test("the GEXF carries title, disclaimer and options in its description", () => {
  const text = writeGexf(HARD, SAMPLES[0]!.options);
  expect(text).toContain(
    "<description>Prices &amp; &lt;quantities&gt; &quot;2040&quot;&#10;Illustrative scoring.&#10;Not a judgement.&#10;{&quot;threshold&quot;:&quot;mean&quot;,&quot;power&quot;:7}</description>",
  );
});

test("the same input gives the same text, without a date", () => {
  for (const write of [writeGexf, writeGraphml]) {
    expect(write(HARD, SAMPLES[0]!.options)).toBe(write(HARD, SAMPLES[0]!.options));
    expect(write(HARD)).not.toMatch(/lastmodified|20\d\d-\d\d/);
  }
});

test("measures that are not one finite number per variable, or take a reserved name, are refused by name", () => {
  for (const write of [writeGexf, writeGraphml]) {
    expect(() => write(HARD, { measures: { katz: [1, 2] } })).toThrow(
      /measures\/katz: expected 4 finite numbers or null/,
    );
    expect(() => write(HARD, { measures: { katz: [1, 2, 3, Number.NaN] } })).toThrow(OptionsError);
    expect(() => write(HARD, { measures: { class: [1, 2, 3, 4] } })).toThrow(/another name than/);
    expect(() => write(HARD, { clases: [] } as object)).toThrow(/no option of this name/);
  }
});
