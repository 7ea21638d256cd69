import { stronglyConnectedComponents } from "../matrix/components.js";
import { multiplyVector, type SparseMatrix } from "../matrix/sparse-matrix.js";

const MAX_ITERATIONS = 20_000;

/** Edges looked at before an iteration is given up. */
const MAX_WORK = 2e8;

const TOLERANCE = 1e-13;

/** Two parts of the graph whose radii are this close, in relative terms, are held to be equally strong. */
const SAME_RADIUS = 1e-9;

/**
 * Eigenvector centrality: who is influenced by variables that are themselves influenced by central ones?
 *
 * The non-negative x with Mᵀx = ρx, ρ the spectral radius, Euclidean norm 1. **Incoming**, as in networkx. Bonacich
 * (doi:10.1086/228631). Variables that the dominant component does not reach have exactly 0.
 *
 * null where there is no such vector or more than one: no feedback loop at all (ρ = 0), or two strongly connected components
 * that share the largest radius (relative 1e-9), or no convergence within 20 000 steps or 2·10⁸ edges. Never made up.
 * Power iteration on Mᵀ + sI, s half the current estimate of ρ: the shift makes periodic graphs converge and moves no vector.
 *
 * Cost: O(steps · edges), a dozen steps for dense graphs. `incoming` is the reversed graph.
 */
export function eigenvector(edges: SparseMatrix, incoming: SparseMatrix): number[] | null {
  const { size } = edges;
  const dominant = dominantComponent(edges, incoming);
  if (dominant === null) return null;
  const found = perronVector(incoming, reachedFrom(edges, dominant));
  if (found === null) return null;
  const norm = Math.sqrt(found.vector.reduce((sum, value) => sum + value * value, 0));
  return Array.from({ length: size }, (_, i) => found.vector[i]! / norm);
}

/** The one component with feedback whose radius is the largest; null where there is none, or no single one. */
function dominantComponent(edges: SparseMatrix, incoming: SparseMatrix): readonly number[] | null {
  const components = stronglyConnectedComponents(edges).filter((component) => component.length > 1);
  if (components.length < 2) return components[0] ?? null;
  const radii = components.map((component) => {
    const inside = new Uint8Array(edges.size);
    for (const variable of component) inside[variable] = 1;
    return perronVector(within(incoming, inside), inside)?.radius ?? Number.NaN;
  });
  const first = radii.reduce((most, radius) => Math.max(most, radius));
  const strongest = components.filter((_, i) => radii[i]! >= first * (1 - SAME_RADIUS));
  return strongest.length === 1 ? strongest[0]! : null;
}

/** The dominant vector, summing to 1, and its radius. No edge may lead out of the support, so that it stays 0 elsewhere. */
function perronVector(incoming: SparseMatrix, support: Uint8Array): { vector: Float64Array; radius: number } | null {
  const { size, columns } = incoming;
  const members = support.reduce((sum, inside) => sum + inside, 0);
  let vector = Float64Array.from(support, (inside) => inside / members);
  let next = new Float64Array(size);
  const steps = Math.min(MAX_ITERATIONS, Math.ceil(MAX_WORK / (columns.length + size)));
  for (let step = 0; step < steps; step++) {
    multiplyVector(incoming, vector, next);
    // The vector sums to 1, so the sum of its product estimates the radius.
    const radius = next.reduce((sum, value) => sum + value, 0);
    const shift = radius / 2;
    let change = 0;
    for (let i = 0; i < size; i++) {
      next[i] = (next[i]! + shift * vector[i]!) / (radius + shift);
      change += Math.abs(next[i]! - vector[i]!);
    }
    [vector, next] = [next, vector];
    if (change < TOLERANCE) return { vector, radius };
  }
  return null;
}

/** The graph with nothing but the edges between the variables of one component. */
function within(incoming: SparseMatrix, inside: Uint8Array): SparseMatrix {
  const values = Float64Array.from(incoming.values);
  for (let to = 0; to < incoming.size; to++) {
    for (let edge = incoming.starts[to]!; edge < incoming.starts[to + 1]!; edge++) {
      if (inside[to] === 0 || inside[incoming.columns[edge]!] === 0) values[edge] = 0;
    }
  }
  return { ...incoming, values };
}

function reachedFrom(edges: SparseMatrix, sources: readonly number[]): Uint8Array {
  const reached = new Uint8Array(edges.size);
  const open = [...sources];
  for (const source of sources) reached[source] = 1;
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (let edge = edges.starts[from]!; edge < edges.starts[from + 1]!; edge++) {
      const to = edges.columns[edge]!;
      if (reached[to] === 1) continue;
      reached[to] = 1;
      open.push(to);
    }
  }
  return reached;
}
