import type { Cell } from "../../../src/index.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** A study as it was read, with another matrix; a judgement stays where its cell does. The key names what the matrix is of. */
export function withDirect(matrix: MatrixOf, direct: readonly (readonly Cell[])[], key: string): MatrixOf {
  const source = matrix.source as { readonly variables: readonly { readonly id: string }[] };
  const places = new Map(source.variables.map(({ id }, place) => [id, place]));
  const judgements = matrix.judgements.filter(
    ({ from, to, value }) => direct[places.get(from)!]?.[places.get(to)!] === value,
  );
  return { key, of: matrix.of, source: { ...source, direct, judgements }, direct, judgements };
}
