import type { Variable } from "./study.js";

/** A variable as a file gives it. */
export type VariableInput = Pick<Variable, "id" | "label"> & Partial<Variable>;

/**
 * Variables with every member: a missing code is the id where all ids are short, else V01, V02 … by position (the id
 * where that is taken); a missing short name is the label, a missing block `null`.
 */
export function completeVariables(variables: readonly VariableInput[]): Variable[] {
  const short = variables.every((variable) => variable.id.length <= 8);
  const width = String(variables.length).length;
  const taken = new Set(
    variables.flatMap((variable) => [variable.id, ...(variable.code === undefined ? [] : [variable.code])]),
  );
  const codeOf = (id: string, index: number) => {
    const numbered = `V${String(index + 1).padStart(Math.max(2, width), "0")}`;
    return short || taken.has(numbered) ? id : numbered;
  };
  return variables.map((variable, index) => ({
    id: variable.id,
    code: variable.code ?? codeOf(variable.id, index),
    label: structuredClone(variable.label),
    short: structuredClone(variable.short ?? variable.label),
    block: variable.block ?? null,
    ...(variable.definition !== undefined && { definition: structuredClone(variable.definition) }),
  }));
}
