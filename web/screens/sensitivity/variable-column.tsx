import type { Column } from "../../parts/data-table.js";
import { VariableName } from "../results/variable-name.js";
import { type BatchShown, baselineClass } from "./batch-shown.js";

/** The column of a table that names its variables, by their place in the study, with their class in it. */
export function variableColumn(shown: BatchShown, title: string): Column<number> {
  const { variables } = shown.analysis;
  return {
    id: "variable",
    title,
    sortBy: (place) => variables[place]!.code,
    render: (place) => <VariableName variable={variables[place]!} class={baselineClass(shown, place)} />,
  };
}
