import type { AnalysedVariable, Analysis } from "../../../src/index.js";

/** A variable by its code, as the address has it; null for none, and for one that is not there. */
export function variableOfCode({ variables }: Analysis, code: string | null): AnalysedVariable | null {
  return variables.find((variable) => variable.code === code) ?? null;
}

/** A chain of variables by their codes, such as `V01 → V05`; a loop comes back to its first. */
export function chainText({ variables }: Analysis, ids: readonly string[], closed: boolean): string {
  const codes = new Map(variables.map(({ id, code }) => [id, code]));
  const chain = closed ? [...ids, ids[0]!] : ids;
  return chain.map((id) => codes.get(id) ?? id).join(" → ");
}

/** The same chain by short names, for ears and for hovering. */
export function chainNames({ variables }: Analysis, ids: readonly string[], closed: boolean): string {
  const names = new Map(variables.map(({ id, short }) => [id, short]));
  const chain = closed ? [...ids, ids[0]!] : ids;
  return chain.map((id) => names.get(id) ?? id).join(" → ");
}
