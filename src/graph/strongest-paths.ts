import { formatIssue, type Issue, MotriceError, OptionsError } from "../errors.js";
import { type SparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";
import { completeOptions, integerRule } from "../options.js";
import type { Study } from "../study/study.js";
import { edgeLengths } from "./edge-lengths.js";
import { findVariable } from "./find-variable.js";
import { influenceEdges } from "./influences.js";
import { type PathGraph, shortestPath } from "./shortest-path.js";

export interface StrongestPathsOptions {
  /** Most paths returned, from 1 to 100. @default 5 */
  readonly count?: number;
  /** Most influences in a path, at least 1. @default as many as there are */
  readonly maxLength?: number;
}

/** One way for a variable to act on another. */
export interface StrongestPath {
  /** Ids, both ends included. */
  readonly variables: readonly string[];
  /** Strength of each influence along the path: one fewer than there are variables. */
  readonly strengths: readonly number[];
  /** Sum of 1 ÷ strength. */
  readonly distance: number;
  /** Product of the strengths. */
  readonly product: number;
  /** The weakest of the strengths. */
  readonly weakest: number;
}

/**
 * By which ways does one variable act on another? The strongest paths, none of which meets a variable twice.
 *
 * The strength of a path is its distance, Σ 1 ÷ strength, the same word as in betweenness: short chains of strong influences come
 * first. Equal distances (equal as fractions wherever `edgeLengths` can tell) are ordered by fewer influences, then by the order of the
 * variables in the study. Yen's algorithm (doi:10.1287/mnsc.17.11.712). P counts 0: no path leads through it. The result is
 * empty where `from` does not reach `to`.
 *
 * `from` and `to` are ids, codes or labels, upper or lower case. Throws MotriceError `variable-unknown`, with the nearest names, for
 * a name that is none; OptionsError where both are the same variable, or an option is wrong.
 * Cost: O(count · variables of a path · rounds · edges).
 *
 * @example
 * strongestPaths(study, "climate-change", "human-capital", { count: 3 })[0].distance; // 1
 */
export function strongestPaths(
  study: Study,
  from: string,
  to: string,
  options: StrongestPathsOptions = {},
): StrongestPath[] {
  const most = Math.max(1, study.variables.length - 1);
  const { count, maxLength } = completeOptions<StrongestPathsOptions>(
    { count: 5, maxLength: most },
    { count: integerRule(1, 100), maxLength: integerRule(1, Number.MAX_SAFE_INTEGER) },
    options,
  );
  const issues: Issue[] = [];
  const ends = { from: findVariable(study, from, "from", issues), to: findVariable(study, to, "to", issues) };
  if (ends.from === null || ends.to === null)
    throw new MotriceError("variable-unknown", issues.map(formatIssue).join("\n"), issues);
  if (ends.from === ends.to) {
    const received = `${JSON.stringify(from)} and ${JSON.stringify(to)}, the same one`;
    throw new OptionsError([
      { path: "to", expected: "another variable than from (for ways back to itself, see feedback loops)", received },
    ]);
  }
  const { ids, edges } = influenceEdges(study);
  const { lengths, unit } = edgeLengths(edges.values, edges.size);
  const graph = pathGraph(edges, lengths);
  return shortestPaths(graph, ends.from, ends.to, count, Math.min(maxLength, most)).map((path) => {
    const strengths = path.variables.slice(1).map((next, i) => strengthOf(edges, path.variables[i]!, next));
    return {
      variables: path.variables.map((variable) => ids[variable]!),
      strengths,
      distance: path.length / unit,
      product: Math.min(
        strengths.reduce((product, strength) => product * strength, 1),
        Number.MAX_VALUE,
      ),
      weakest: Math.min(...strengths),
    };
  });
}

interface Route {
  readonly variables: readonly number[];
  readonly length: number;
}

/** Yen: each next path leaves one of those found at some variable, by an influence none of them took there. */
function shortestPaths(graph: PathGraph, from: number, to: number, count: number, maxEdges: number): Route[] {
  const first = shortestPath(graph, from, to, { barred: new Uint8Array(graph.size), notNext: new Set(), maxEdges });
  if (first === null) return [];
  const found: Route[] = [routeOf(graph, first)];
  const candidates = new Map<string, Route>();
  while (found.length < count) {
    const { variables } = found.at(-1)!;
    const barred = new Uint8Array(graph.size);
    for (let turn = 0; turn < variables.length - 1 && turn < maxEdges; turn++) {
      const root = variables.slice(0, turn + 1);
      const sameRoot = found.filter((route) => root.every((variable, i) => route.variables[i] === variable));
      const notNext = new Set(sameRoot.map((route) => route.variables[turn + 1]!));
      const rest = shortestPath(graph, variables[turn]!, to, { barred, notNext, maxEdges: maxEdges - turn });
      if (rest !== null) {
        const path = [...root, ...rest.slice(1)];
        candidates.set(path.join(), routeOf(graph, path));
      }
      barred[variables[turn]!] = 1;
    }
    if (candidates.size === 0) break;
    const [key, next] = [...candidates].reduce((best, each) => (compareRoutes(each[1], best[1]) < 0 ? each : best));
    candidates.delete(key);
    found.push(next);
  }
  return found;
}

function compareRoutes(a: Route, b: Route): number {
  const shorter = a.length - b.length || a.variables.length - b.variables.length;
  if (shorter !== 0) return shorter;
  const turn = a.variables.findIndex((variable, i) => variable !== b.variables[i]);
  return turn === -1 ? 0 : a.variables[turn]! - b.variables[turn]!;
}

/** A path with its length, added from the end as the search does. */
function routeOf(graph: PathGraph, variables: readonly number[]): Route {
  let length = 0;
  for (let i = variables.length - 2; i >= 0; i--) {
    const row = graph.targets.subarray(graph.starts[variables[i]!]!, graph.starts[variables[i]! + 1]!);
    length = graph.lengths[graph.starts[variables[i]!]! + row.indexOf(variables[i + 1]!)]! + length;
  }
  return { variables, length };
}

function pathGraph(edges: SparseMatrix, lengths: Float64Array): PathGraph {
  const incoming = transposeSparse({ ...edges, values: lengths });
  return {
    size: edges.size,
    starts: edges.starts,
    targets: edges.columns,
    lengths,
    incomingStarts: incoming.starts,
    incomingSources: incoming.columns,
    incomingLengths: incoming.values,
  };
}

function strengthOf(edges: SparseMatrix, from: number, to: number): number {
  const row = edges.columns.subarray(edges.starts[from]!, edges.starts[from + 1]!);
  return edges.values[edges.starts[from]! + row.indexOf(to)]!;
}
