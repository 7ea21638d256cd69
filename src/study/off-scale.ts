import type { Study } from "./study.js";

/** A cell with another value than those of the scale; `from` and `to` are ids. */
export interface OffScaleCell {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** The cells of a study whose values experts could not have chosen. */
export interface OffScale {
  /** The values that can be chosen, as texts, P included. */
  readonly scale: readonly string[];
  /** Row by row. */
  readonly cells: readonly OffScaleCell[];
}

/** The scale of a study that does not say its own. */
const USUAL_SCALE = ["0", "1", "2", "3", "P"];

/**
 * Which cells hold a value that is none of the scale's? Such values are no fault: means of experts and other scales have them. But in a matrix that was typed
 * they often are slips. Cost: O(n²).
 *
 * @example
 * offScale(parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 7], ["P", null]] })).cells; // [{ from: "a", to: "b", value: 7 }]
 */
export function offScale({ scale, variables, direct }: Pick<Study, "scale" | "variables" | "direct">): OffScale {
  const values = scale?.values?.map(({ value }) => value) ?? [];
  const known = values.length === 0 ? USUAL_SCALE : values;
  const numbers = new Set(known.map(Number));
  const cells = direct.flatMap((row, from) =>
    row.flatMap((value, to) =>
      typeof value !== "number" || numbers.has(value)
        ? []
        : [{ from: variables[from]!.id, to: variables[to]!.id, value }],
    ),
  );
  return { scale: known, cells };
}
