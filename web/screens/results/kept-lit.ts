import { useEffect } from "preact/hooks";
import type { Analysis } from "../../../src/index.js";
import { litVariable } from "../../parts/lit-variable.js";
import { parameters } from "../../router/address.js";
import { variableOfCode } from "./variables-by.js";

/** The variable that the address keeps lit shines whenever no other is pointed at. */
export function useKeptLit(analysis: Analysis | null): void {
  const kept = analysis === null ? null : (variableOfCode(analysis, parameters.value.get("lit"))?.id ?? null);
  const lit = litVariable.value;
  useEffect(() => {
    if (lit === null && kept !== null) litVariable.value = kept;
  }, [lit, kept]);
  useEffect(
    () => () => {
      litVariable.value = null;
    },
    [kept],
  );
}
