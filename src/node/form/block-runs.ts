import type { Block, Variable } from "../../study/study.js";

/** Variables of one block that stand together. */
export interface BlockRun {
  readonly block: Block | null;
  /** Index of the first variable. */
  readonly start: number;
  readonly length: number;
}

/** The blocks as they follow one another along a matrix. Cost: O(n). */
export function blockRuns(variables: readonly Variable[], blocks: readonly Block[]): BlockRun[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const starts = variables.flatMap(({ block }, index) =>
    index === 0 || block !== variables[index - 1]!.block ? [index] : [],
  );
  return starts.map((start, index) => ({
    block: byId.get(variables[start]!.block ?? "") ?? null,
    start,
    length: (starts[index + 1] ?? variables.length) - start,
  }));
}
