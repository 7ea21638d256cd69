import { MotriceError, type Study } from "../../src/index.js";

/** Throws MotriceError `analysis-undefined` for a study that has no variables yet. */
export function refuseEmpty({ variables }: Pick<Study, "variables">): void {
  if (variables.length > 0) return;
  const issue = { path: "variables", expected: "at least one variable", received: "none yet" };
  throw new MotriceError("analysis-undefined", "The study has no variables yet.", [issue]);
}
