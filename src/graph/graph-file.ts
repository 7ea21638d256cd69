import { describeValue, type Issue, OptionsError } from "../errors.js";
import { LANGUAGES, type Language, localize } from "../language/text.js";
import { choiceRule, completeOptions, type Rule } from "../options.js";
import type { Study } from "../study/study.js";
import { classPerVariable } from "./influence-graph.js";
import { forEachInfluence, type InfluenceEdge, type InfluenceNode, influenceNodes } from "./influence-records.js";
import { xmlIds } from "./xml-text.js";

/** Options of the writers of graph files. */
export interface GraphFileOptions {
  /** Class of each variable, in the order of the study, such as `analysis.direct.classes`. @default none */
  readonly classes?: readonly (string | null)[];
  /** Language of title, labels and disclaimer. @default the study's language */
  readonly lang?: Language;
  /** Numbers of the variables to write beside them, by name of the attribute, such as `analysis.graph.centrality`. @default none */
  readonly measures?: Readonly<Record<string, readonly (number | null)[] | null>>;
  /** The options of the analysis, written into the file as JSON. @default none */
  readonly analysisOptions?: object | null;
}

/** What a graph file holds, in either format. */
export interface GraphFile {
  readonly title: string;
  /** "" where the study has none. */
  readonly disclaimer: string;
  /** JSON, or "". */
  readonly options: string;
  readonly nodes: readonly (InfluenceNode & { readonly id: string; readonly blockLabel: string | null })[];
  /** Names of the measures, and a number or null for each node. */
  readonly measures: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly edges: readonly (InfluenceEdge & { readonly from: string; readonly to: string })[];
}

/** Attributes that the files hold already. */
const RESERVED = ["id", "label", "code", "short", "block", "blockLabel", "class"];

const anObject: Rule = {
  expected: "an object",
  test: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
};

/** Collects what a graph file holds. Throws OptionsError. */
export function graphFile(study: Study, given: GraphFileOptions): GraphFile {
  const { variables } = study;
  const options = completeOptions<GraphFileOptions>(
    { classes: variables.map(() => null), lang: study.language, measures: {}, analysisOptions: null },
    {
      classes: classPerVariable(variables.length),
      lang: choiceRule(LANGUAGES),
      measures: anObject,
      analysisOptions: { ...anObject, test: (value, all) => value === null || anObject.test(value, all) },
    },
    given,
  );
  const { classes, lang } = options;
  const ids = xmlIds(variables.map((variable) => variable.id));
  const blockLabels = new Map(study.blocks.map((block) => [block.id, localize(block.label, lang)]));
  const nodes = influenceNodes(study, classes, lang).map((node, i) => {
    return { ...node, id: ids[i]!, blockLabel: blockLabels.get(node.block ?? "") ?? null };
  });
  const edges: GraphFile["edges"][number][] = [];
  forEachInfluence(study, (from, to, edge) => edges.push({ ...edge, from: ids[from]!, to: ids[to]! }));
  return {
    title: localize(study.title, lang),
    disclaimer: study.disclaimer === undefined ? "" : localize(study.disclaimer, lang),
    options: options.analysisOptions === null ? "" : JSON.stringify(options.analysisOptions),
    nodes,
    measures: checkedMeasures(options.measures, variables.length),
    edges,
  };
}

function checkedMeasures(measures: NonNullable<GraphFileOptions["measures"]>, size: number): GraphFile["measures"] {
  const issues: Issue[] = [];
  const kept = Object.entries(measures).flatMap(([name, values]) => {
    if (values === null) return [];
    const valid =
      Array.isArray(values) &&
      values.length === size &&
      values.every((value) => value === null || Number.isFinite(value));
    if (!valid)
      issues.push({
        path: `measures/${name}`,
        expected: `${size} finite numbers or null`,
        received: describeValue(values),
      });
    if (RESERVED.includes(name))
      issues.push({
        path: `measures/${name}`,
        expected: `another name than ${RESERVED.join(", ")}`,
        received: describeValue(name),
      });
    return [{ name, values }];
  });
  if (issues.length > 0) throw new OptionsError(issues);
  return kept;
}
